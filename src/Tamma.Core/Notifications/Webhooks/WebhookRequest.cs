using System.Collections.Immutable;

namespace Tamma.Notifications.Webhooks;

/// <summary>One try to send a message: all that is needed, with its secrets open. Lives for the try only.</summary>
internal sealed record WebhookRequest(Uri Url, ReadOnlyMemory<byte> Body, string MediaType, WebhookSignature Signature)
{
    /// <summary>The target's own headers.</summary>
    public ImmutableArray<(string Name, string Value)> Headers { get; init; } = [];
}

/// <summary>What came of one try.</summary>
public sealed record WebhookOutcome
{
    /// <summary>HTTP status; null when there was no answer.</summary>
    public int? Status { get; init; }

    public TimeSpan Latency { get; init; }

    /// <summary>Why there was no answer, for a person.</summary>
    public string? Error { get; init; }

    /// <summary>The beginning of the answer's body.</summary>
    public string? Answer { get; init; }

    /// <summary>What the target asked for with <c>Retry-After</c>.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public bool IsTaken => Status is >= 200 and < 300;

    /// <summary>The target says that it is no more.</summary>
    public bool IsGone => Status is 410;
}
