using System.Text.Json;

namespace Tamma.Client;

/// <summary>Everything that is claimed about a model, and what was made of it.</summary>
public sealed record FactsResponse
{
    /// <summary>The model's key.</summary>
    public required string Key { get; init; }

    /// <summary>The position of the snapshot that answered.</summary>
    public long Position { get; init; }

    /// <summary>The resolved values.</summary>
    public required IReadOnlyList<FactResponse> Facts { get; init; }

    /// <summary>Who makes claims about it.</summary>
    public required IReadOnlyList<ClaimResponse> Claims { get; init; }
}

/// <summary>A resolved value, who claims it, and who says otherwise.</summary>
public sealed record FactResponse
{
    /// <summary>Dotted path.</summary>
    public required string Field { get; init; }

    /// <summary>The value that won.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>The source whose claim won.</summary>
    public required string Source { get; init; }

    /// <summary>The day since when that source has said so.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>0 to 100.</summary>
    public required int Confidence { get; init; }

    /// <summary>A source that is not derived from the winner says otherwise.</summary>
    public bool Disputed { get; init; }

    /// <summary>A newer value that waits for a review.</summary>
    public HeldResponse? Held { get; init; }

    /// <summary>The claims that lost.</summary>
    public required IReadOnlyList<LoserResponse> Losers { get; init; }
}

/// <summary>A proposed value that a review holds back.</summary>
public sealed record HeldResponse
{
    /// <summary>The review.</summary>
    public required Guid Review { get; init; }

    /// <summary>The value that waits.</summary>
    public JsonElement? Proposed { get; init; }
}

/// <summary>A claim that lost, and why.</summary>
public sealed record LoserResponse
{
    /// <summary>Who says so.</summary>
    public required string Source { get; init; }

    /// <summary>What it says.</summary>
    public JsonElement? Value { get; init; }

    /// <summary>The day since when it has said so.</summary>
    public required DateOnly Since { get; init; }

    /// <summary>Why it lost.</summary>
    public required string Why { get; init; }
}

/// <summary>What one source says of one model, by reference to its document.</summary>
public sealed record ClaimResponse
{
    /// <summary>Who makes it.</summary>
    public required string Source { get; init; }

    /// <summary><c>reference</c> or <c>offer</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>What the source itself calls the model.</summary>
    public required string SourceRef { get; init; }

    /// <summary>When this source first named it.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>Since when its complete answers no longer list it.</summary>
    public DateTimeOffset? MissingSince { get; init; }

    /// <summary>Hash of the raw document.</summary>
    public string? Document { get; init; }
}
