using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tamma.Simulator.Faults;

/// <summary>What goes wrong, and for which requests.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record FaultSpec
{
    public required FaultKind Kind { get; init; }

    /// <summary>How many requests it strikes; without it all.</summary>
    public int? Times { get; init; }

    public double? Probability { get; init; }

    /// <summary>Seconds as a number, or any text (a date) as a string.</summary>
    public JsonElement? RetryAfter { get; init; }

    /// <summary>Strikes this page alone, counted from 1. A truncated page is the second if none is named.</summary>
    public int? Page { get; init; }

    /// <summary>The pause between two pieces of a slow drip.</summary>
    public int? DelayMs { get; init; }

    /// <summary>How many pieces a slow drip has.</summary>
    public int? Pieces { get; init; }

    /// <summary>The page it strikes; null is all.</summary>
    [JsonIgnore]
    public int? Struck => Page ?? (Kind == FaultKind.TruncatedPage ? 2 : null);

    /// <summary>The first thing that is wrong with the spec, or null.</summary>
    public string? Complaint() => this switch
    {
        { Times: <= 0 } => "times is at least 1.",
        { Probability: not (null or (>= 0 and <= 1)) } => "probability is 0 to 1.",
        { RetryAfter.ValueKind: not (JsonValueKind.Number or JsonValueKind.String) } => "retry_after is a number or a string.",
        { Page: <= 0 } => "page is at least 1.",
        { Kind: FaultKind.TruncatedPage, Page: 1 } => "truncated_page strikes page 2 or a later one.",
        { DelayMs: < 0 or > 600_000 } => "delay_ms is 0 to 600000.",
        { Pieces: <= 0 } => "pieces is at least 1.",
        _ => null,
    };
}
