namespace Tamma.Client;

/// <summary>A message to a subscription, and what became of it.</summary>
public sealed record DeliveryResponse
{
    /// <summary>The delivery's id; higher is later.</summary>
    public required long Id { get; init; }

    /// <summary>What the receiver knows it by: the header <c>webhook-id</c>.</summary>
    public required string MessageId { get; init; }

    /// <summary><c>queued</c>, <c>delivered</c> or <c>dead</c>.</summary>
    public required string State { get; init; }

    /// <summary>How many events it tells.</summary>
    public required int Events { get; init; }

    /// <summary>Position of its first event.</summary>
    public required long FirstPosition { get; init; }

    /// <summary>Position of its last event.</summary>
    public required long LastPosition { get; init; }

    /// <summary>Tries so far.</summary>
    public required int Attempts { get; init; }

    /// <summary>Status of the last answer.</summary>
    public int? Status { get; init; }

    /// <summary>When it is tried next.</summary>
    public DateTimeOffset? NextAttemptAt { get; init; }

    /// <summary>When it was queued.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was taken or given up.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Why it was given up.</summary>
    public string? Reason { get; init; }

    /// <summary>Each try; only where one delivery is asked for.</summary>
    public IReadOnlyList<DeliveryAttemptResponse>? Tries { get; init; }
}

/// <summary>One try.</summary>
public sealed record DeliveryAttemptResponse
{
    /// <summary>From 1 on.</summary>
    public required int Number { get; init; }

    /// <summary>When it began.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public required double LatencyMs { get; init; }

    /// <summary>HTTP status; null when there was no answer.</summary>
    public int? Status { get; init; }

    /// <summary>Why there was none.</summary>
    public string? Error { get; init; }

    /// <summary>The beginning of the answer.</summary>
    public string? Answer { get; init; }
}

/// <summary>What came of a test message.</summary>
public sealed record PingResponse
{
    /// <summary>Whether it was taken.</summary>
    public required bool Ok { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public required double LatencyMs { get; init; }

    /// <summary>HTTP status; null when there was no answer.</summary>
    public int? Status { get; init; }

    /// <summary>Why there was none.</summary>
    public string? Error { get; init; }

    /// <summary>The beginning of the answer.</summary>
    public string? Answer { get; init; }
}

/// <summary>Dead letters that were queued again.</summary>
public sealed record ReplayResponse
{
    /// <summary>How many.</summary>
    public required int Replayed { get; init; }
}
