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

    /// <summary>When that source last confirmed it; null when it was never read to its end.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary>Why that source is believed, in one sentence.</summary>
    public string? Why { get; init; }

    /// <summary>Sources that say the same and did not copy it from one another or from the winner.</summary>
    public IReadOnlyList<string>? ConfirmedBy { get; init; }

    /// <summary>Sources that derive from the winner or from one of those that confirm it, so that they confirm nothing.</summary>
    public IReadOnlyList<string>? Copies { get; init; }

    /// <summary>A source that is not derived from the winner says otherwise of the same quantity.</summary>
    public bool Disputed { get; init; }

    /// <summary>A newer value that waits for a review.</summary>
    public HeldResponse? Held { get; init; }

    /// <summary>What everybody else says of it: who agrees too.</summary>
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

    /// <summary>When it last confirmed that.</summary>
    public DateTimeOffset? AsOf { get; init; }

    /// <summary><c>agrees</c>, <c>copy</c>, <c>different_meaning</c> or <c>conflict</c>.</summary>
    public string? Verdict { get; init; }

    /// <summary>The field that it was said with, where that is another, for example <c>modalities.input</c> for <c>vision</c>.</summary>
    public string? SaidAs { get; init; }

    /// <summary>For two numbers, the difference as a share of the larger, 0 to 1.</summary>
    public decimal? Difference { get; init; }

    /// <summary>Why it agrees, lost, or is no contradiction.</summary>
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
