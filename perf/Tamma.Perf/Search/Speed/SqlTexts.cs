using System.Data.Common;

namespace Tamma.Perf.Search.Speed;

/// <summary>What the statements of both SQL engines share.</summary>
internal static class SqlTexts
{
    /// <summary>Conditions on the table <c>m</c>, with parameters by name; empty where there are none.</summary>
    public static string Where(SpeedQuery query, string flag, string takes)
    {
        string?[] parts =
        [
            query.Provider is null ? null : "m.provider = @provider",
            query.Context is null ? null : "m.context >= @context",
            query.Input is null ? null : "m.input <= @input",
            query.Tools ? $"m.tools = {flag}" : null,
            query.Reasoning ? $"m.reasoning = {flag}" : null,
            query.Takes is null ? null : takes,
        ];
        return string.Concat(parts.OfType<string>().Select(part => $" and {part}"));
    }

    /// <summary>Keys of a statement's rows that are not on the page yet, until it is full.</summary>
    public static void Fill(DbCommand command, List<string> page)
    {
        using var reader = command.ExecuteReader();
        while (page.Count < SpeedQuery.Page && reader.Read())
        {
            var key = reader.GetString(0);
            if (!page.Contains(key, StringComparer.Ordinal))
            {
                page.Add(key);
            }
        }
    }

    public static IEnumerable<(string Name, object Value)> Parameters(SpeedQuery query)
    {
        if (query.Provider is { } provider)
        {
            yield return ("provider", provider);
        }

        if (query.Context is { } context)
        {
            yield return ("context", context);
        }

        if (query.Input is { } input)
        {
            yield return ("input", input);
        }

        if (query.Takes is { } takes)
        {
            yield return ("takes", takes);
        }
    }
}
