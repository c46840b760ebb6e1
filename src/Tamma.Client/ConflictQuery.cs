namespace Tamma.Client;

/// <summary>Which conflicts to list. A member that is null asks nothing.</summary>
public sealed record ConflictQuery
{
    /// <summary><c>mine</c> (what a connection offers; the default) or <c>all</c>.</summary>
    public string? Scope { get; init; }

    /// <summary>A provider's id.</summary>
    public string? Provider { get; init; }

    /// <summary>A dotted field.</summary>
    public string? Field { get; init; }

    /// <summary><c>limit</c>, <c>price</c>, <c>capability</c>, <c>lifecycle</c>, <c>identity</c>, <c>metadata</c> or <c>state</c>.</summary>
    public string? Group { get; init; }

    /// <summary><c>conflict</c> (the default), <c>different_meaning</c> or <c>any</c>.</summary>
    public string? Verdict { get; init; }

    /// <summary>A source that takes part, for example <c>litellm</c>.</summary>
    public string? Source { get; init; }

    /// <summary>Numbers only, that differ by this share of the larger at least, 0 to 1.</summary>
    public decimal? MinDifference { get; init; }

    /// <summary>Rows on a page, 1 to 1,000.</summary>
    public int? Limit { get; init; }

    /// <summary>Where the page starts, from the page before.</summary>
    public string? Cursor { get; init; }

    internal string ToQuery() => new QueryText()
        .Add("scope", Scope)
        .Add("provider", Provider)
        .Add("field", Field)
        .Add("group", Group)
        .Add("verdict", Verdict)
        .Add("source", Source)
        .Add("min_difference", MinDifference)
        .Add("limit", Limit)
        .Add("cursor", Cursor)
        .ToString();
}
