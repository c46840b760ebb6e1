using System.Collections.Immutable;
using System.Globalization;
using Tamma.Providers;

namespace Tamma.Server.Rest;

/// <summary>Reads the query of a request against what its route takes. The first thing that is wrong is kept as the answer.</summary>
internal sealed class RequestQuery
{
    private const int LongestValue = 4096;

    private readonly IQueryCollection _query;

    public RequestQuery(HttpContext context, QueryParameters known)
    {
        _query = context.Request.Query;
        foreach (var (name, values) in _query)
        {
            if (known.Find(name) is null)
            {
                Problem ??= Unknown(name, known);
            }
            else if (values.Count > 1)
            {
                Refuse(name, "is given more than once");
            }
            else if (values[0] is { Length: > LongestValue })
            {
                Refuse(name, "is too long");
            }
        }
    }

    /// <summary>What is wrong with the query, or null.</summary>
    public Problem? Problem { get; private set; }

    public bool Has(string name) => _query.ContainsKey(name);

    public string? Text(string name) => _query.TryGetValue(name, out var value) && value[0] is { Length: > 0 } text ? text : null;

    public string? Text(string name, int longest)
    {
        var text = Text(name);
        if (text?.Length > longest)
        {
            Refuse(name, $"is longer than {longest} characters");
        }

        return text;
    }

    public bool? Flag(string name)
    {
        switch (Text(name)?.ToUpperInvariant())
        {
            case null:
                return null;
            case "TRUE" or "1" or "YES":
                return true;
            case "FALSE" or "0" or "NO":
                return false;
            default:
                Refuse(name, "is neither true nor false");
                return null;
        }
    }

    public int? Count(string name, int least, int most)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= least && count <= most)
        {
            return count;
        }

        Refuse(name, string.Create(CultureInfo.InvariantCulture, $"is not a whole number from {least} to {most}"));
        return null;
    }

    public decimal? Number(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Refuse(name, "is not a number of zero or more, for example 0.5");
        return null;
    }

    public T? OneOf<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (Words.Find<T>(text) is { } value)
        {
            return value;
        }

        Refuse(name, $"is none of {string.Join(", ", Words.All<T>())}");
        return null;
    }

    /// <summary>Comma-separated words, each of which must be known.</summary>
    public ImmutableArray<string> List(string name, Func<string, bool> isKnown, Func<string> known)
    {
        if (Text(name) is not { } text)
        {
            return [];
        }

        var words = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (Array.Find(words, word => !isKnown(word)) is { } stranger)
        {
            Refuse(name, $"names '{Shown(stranger)}', which is none of {known()}");
        }

        return [.. words];
    }

    public void Refuse(Problem problem) => Problem ??= problem;

    public void Refuse(string name, string why) =>
        Problem ??= ProblemKind.InvalidParameter.Because($"The parameter '{name}' {why}{(Text(name) is { } value ? $": '{Shown(value)}'" : "")}.").With("parameter", name);

    private static Problem Unknown(string name, QueryParameters known)
    {
        var names = known.All.Select(parameter => parameter.Name).ToImmutableArray();
        var shown = Shown(name);
        return ProblemKind.UnknownParameter.Because(names switch
        {
            [] => $"This address takes no parameters, so '{shown}' means nothing here.",
            _ when Nearest.To(name, names) is { } near => $"'{shown}' is no parameter of this address. Did you mean '{near}'?",
            _ => $"'{shown}' is no parameter of this address. It takes: {string.Join(", ", names)}.",
        }).With("known", names);
    }

    private static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
