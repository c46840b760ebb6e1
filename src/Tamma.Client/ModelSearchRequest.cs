using System.Text.Json.Serialization;

namespace Tamma.Client;

/// <summary>What to search for. A member that is null asks nothing; all that are given must hold.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
public sealed record ModelSearchRequest
{
    /// <summary>As people write: names, and plain words such as <c>cheap vision model with 200k context</c>; at most 400 characters.</summary>
    public string? Q { get; init; }

    /// <summary>In the filter language: <c>context>=200k and tool_call and not deprecated</c>; at most 4,096 characters.</summary>
    public string? Filter { get; init; }

    /// <summary>
    /// What orders those that satisfy all and excludes none, each in the filter language; the first weighs most, and all come before
    /// <see cref="Sort"/>. At most 16. Null for what the words wish for and what most who ask mean; given, it stands in place of the latter.
    /// </summary>
    public IReadOnlyList<string>? Prefer { get; init; }

    /// <summary>Ids of providers, one of which serves it.</summary>
    public IReadOnlyList<string>? Providers { get; init; }

    /// <summary>Modalities that it takes, all of them: <c>text</c>, <c>image</c>, <c>audio</c>, <c>video</c>, <c>pdf</c>.</summary>
    public IReadOnlyList<string>? InputModalities { get; init; }

    /// <summary>Modalities that it gives, all of them.</summary>
    public IReadOnlyList<string>? OutputModalities { get; init; }

    /// <summary>Parameters and capabilities that it supports, all of them: <c>tools</c>, <c>reasoning</c>, <c>seed</c>.</summary>
    public IReadOnlyList<string>? SupportedParameters { get; init; }

    /// <summary>Tokens of context that it holds at least.</summary>
    public long? Context { get; init; }

    /// <summary>Dollars for a million input tokens that it costs at least.</summary>
    public decimal? MinPrice { get; init; }

    /// <summary>Dollars for a million input tokens that it costs at most. What is free costs 0; an unknown price is within no bound.</summary>
    public decimal? MaxPrice { get; init; }

    /// <summary><c>mine</c> (what a connection offers; the default) or <c>all</c>.</summary>
    public string? Scope { get; init; }

    /// <summary>Models that the operator hides: <c>exclude</c> (the default), <c>include</c> or <c>only</c>.</summary>
    public string? Hidden { get; init; }

    /// <summary>A field of the filter language, with <c>-</c> before it for the highest first; unknown comes last. Null for the best first.</summary>
    public string? Sort { get; init; }

    /// <summary>Rows on a page, 1 to 200; 20 when not given.</summary>
    public int? Limit { get; init; }

    /// <summary>Where the page starts: <see cref="SearchResponse.NextCursor"/> of the page before, with the same question.</summary>
    public string? Cursor { get; init; }

    /// <summary>Fields of the filter language whose values are counted, at most 16.</summary>
    public IReadOnlyList<string>? Facets { get; init; }

    /// <summary>
    /// <c>hybrid</c> (the default): what has the words, and what they mean where no model is called so. <c>lexical</c>: the words alone.
    /// <c>semantic</c>: what they mean alone, and the words where they mean nothing.
    /// </summary>
    public string? Mode { get; init; }

    /// <summary><c>canonical</c>: one row for all listings of a model that satisfy the whole question. Null for a row each.</summary>
    public string? Collapse { get; init; }

    /// <summary>Each row tells what made its rank, and the answer how it was found.</summary>
    public bool? Explain { get; init; }

    /// <summary>False takes every word of <see cref="Q"/> as text; then conditions come from the other members only.</summary>
    public bool? ReadWords { get; init; }

    /// <summary>Waits until a commit at this position can be found.</summary>
    public long? AtLeast { get; init; }
}
