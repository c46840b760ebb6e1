using System.Globalization;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>A list that is asked for in words → the same question to the search: its options are conditions of the filter language.</summary>
internal static class ListedSearch
{
    public static ModelSearchRequest Of(string words, ModelQuery query)
    {
        if (query.AsOf is not null)
        {
            throw new RefusedException("--as-of goes with a list, and words are a search of today. Leave out one of them; --filter works with both.");
        }

        return new()
        {
            Q = words,
            Filter = string.Join(" and ", Parts(query)) is { Length: > 0 } filter ? filter : null,
            Scope = query.Scope,
            Hidden = query.Hidden,
            Sort = query.Sort,
        };
    }

    private static IEnumerable<string> Parts(ModelQuery query) =>
        new[]
        {
            query.Filter is { } filter ? $"({filter})" : null,
            Flag("tool_call", query.ToolCall),
            Flag("reasoning", query.Reasoning),
            Flag("structured_output", query.StructuredOutput),
            Flag("attachment", query.Attachment),
            Flag("open_weights", query.OpenWeights),
            Text("modalities.input has", query.Input),
            Text("modalities.output has", query.Output),
            query.MinContext is { } context ? string.Create(CultureInfo.InvariantCulture, $"limit.context>={context}") : null,
            query.MaxInputPrice is { } price ? string.Create(CultureInfo.InvariantCulture, $"cost.input<={price}") : null,
            Text("pricing_status =", query.PricingStatus),
            Text("status =", query.Status),
            Text("stage =", query.Stage),
            Text("availability =", query.Availability),
        }
        .OfType<string>()
        .Concat(Words(query.Capability, ',').Select(word => $"capability has {Quoted(word)}"))
        .Concat(Words(query.Tag, ',').Select(word => $"tags has {Quoted(word)}"))
        .Concat(Words(query.Text, ' ').Select(word => $"(key contains {Quoted(word)} or name contains {Quoted(word)})"));

    private static string? Flag(string name, bool? wanted) => wanted switch
    {
        true => name,
        false => $"not {name}",
        null => null,
    };

    private static string? Text(string condition, string? value) => value is null ? null : value == "unknown" ? $"{condition} unknown" : $"{condition} {Quoted(value)}";

    private static string[] Words(string? list, char between) => (list ?? "").Split(between, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Quoted(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
