namespace Tamma.Client;

/// <summary>Which changes to read. A member that is null asks nothing.</summary>
public sealed record ChangeQuery
{
    /// <summary>A cursor or a position: what came after it.</summary>
    public string? After { get; init; }

    /// <summary>What came at this time or later; used when there is no <see cref="After"/>.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Comma-separated event types.</summary>
    public string? Types { get; init; }

    /// <summary>Comma-separated causes: <c>provider</c>, <c>source_added</c>, <c>policy</c>, <c>software</c>, <c>operator</c>. Named causes are told event by event.</summary>
    public string? Cause { get; init; }

    /// <summary>Every event, also those that a <c>catalog_summary</c> tells of.</summary>
    public bool? All { get; init; }

    /// <summary>A provider's id.</summary>
    public string? Provider { get; init; }

    /// <summary>Which events, in the filter language; with it, only what providers cause is told, unless it names <c>cause</c>.</summary>
    public string? Filter { get; init; }

    /// <summary>Events on a page, 1 to 1,000.</summary>
    public int? Limit { get; init; }

    internal string ToQuery() => new QueryText()
        .Add("after", After)
        .Add("since", Since)
        .Add("types", Types)
        .Add("cause", Cause)
        .Add("all", All)
        .Add("provider", Provider)
        .Add("filter", Filter)
        .Add("limit", Limit)
        .ToString();
}
