using System.Text.Json;

namespace Tamma.Client;

/// <summary>Fields of which sources say different things.</summary>
public sealed record ConflictListResponse
{
    /// <summary>In the order of the models' keys, then of the fields.</summary>
    public required IReadOnlyList<ConflictResponse> Data { get; init; }

    /// <summary>Where the next page starts; null on the last. A page may be short, or empty, and yet have a next one.</summary>
    public string? NextCursor { get; init; }

    /// <summary>The position of the snapshot that answered.</summary>
    public long Position { get; init; }

    /// <summary>How many fields are disputed in all that provider, field, group and scope leave; not counted for one model.</summary>
    public ConflictCounts? Counts { get; init; }
}

/// <summary>How many fields are disputed.</summary>
public sealed record ConflictCounts
{
    /// <summary>Models with one disputed field or more.</summary>
    public int Models { get; init; }

    /// <summary>Disputed fields of all of them.</summary>
    public int Fields { get; init; }

    /// <summary>The same by field; the most disputed first.</summary>
    public required IReadOnlyDictionary<string, int> ByField { get; init; }
}

/// <summary>A field of which sources say different things: what is believed, and what the others say.</summary>
public sealed record ConflictResponse
{
    /// <summary>The model's key.</summary>
    public required string Key { get; init; }

    /// <summary>Dotted path.</summary>
    public required string Field { get; init; }

    /// <summary>What the field is about: <c>limit</c>, <c>price</c>, <c>capability</c>, <c>lifecycle</c>, <c>identity</c>, <c>metadata</c> or <c>state</c>.</summary>
    public required string Group { get; init; }

    /// <summary><c>conflict</c>, or <c>different_meaning</c> when all that differs is of another quantity.</summary>
    public required string Verdict { get; init; }

    /// <summary>The value that is believed.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>Who is believed.</summary>
    public required string Source { get; init; }

    /// <summary>When that source last confirmed it.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Why, in one sentence.</summary>
    public required string Why { get; init; }

    /// <summary>For numbers, the largest difference of a contradicting one as a share of the larger, 0 to 1.</summary>
    public decimal? Difference { get; init; }

    /// <summary>What everybody else says of it.</summary>
    public required IReadOnlyList<LoserResponse> Others { get; init; }
}
