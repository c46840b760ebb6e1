namespace Tamma.Client;

/// <summary>How far those who are told have come.</summary>
public sealed record NotificationStatusResponse
{
    /// <summary>The head of the log.</summary>
    public required long Position { get; init; }

    /// <summary>Subscriptions by state.</summary>
    public required IReadOnlyDictionary<string, int> Subscriptions { get; init; }

    /// <summary>Messages of all subscriptions, by what became of them.</summary>
    public required DeliveryCountsResponse Deliveries { get; init; }

    /// <summary>Each subscription as a reader of the log.</summary>
    public required IReadOnlyList<ReaderStatusResponse> Readers { get; init; }

    /// <summary>Who listens now.</summary>
    public required LiveStatusResponse Live { get; init; }
}

/// <summary>How those who listen fare.</summary>
public sealed record LiveStatusResponse
{
    /// <summary>How many, by way: <c>websocket</c>, <c>sse</c>, <c>process</c>.</summary>
    public required IReadOnlyDictionary<string, int> Connections { get; init; }

    /// <summary>How far the log was read for them; null while nobody listens.</summary>
    public long? Position { get; init; }

    /// <summary>Positions between that and the one that is furthest behind.</summary>
    public required long LagPositions { get; init; }

    /// <summary>How old the first event is that the one furthest behind has not had, in seconds; 0 when none is behind.</summary>
    public double LagSeconds { get; init; }

    /// <summary>How many were sent away, since the start of the server.</summary>
    public required long Cut { get; init; }

    /// <summary>The same by reason: <c>behind</c>, <c>stalled</c> (it takes nothing), <c>cursor_expired</c>, <c>key_withdrawn</c>, <c>protocol</c>.</summary>
    public IReadOnlyDictionary<string, long> CutBy { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);
}

/// <summary>How far one reader has come.</summary>
public sealed record ReaderStatusResponse
{
    /// <summary>The subscription.</summary>
    public required Guid Subscription { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its state.</summary>
    public required string State { get; init; }

    /// <summary>Up to where it has read the log.</summary>
    public required long Position { get; init; }

    /// <summary>How many positions it is behind.</summary>
    public required long LagPositions { get; init; }

    /// <summary>How old the first event is that it has not read, in seconds; 0 when it has read all.</summary>
    public required double LagSeconds { get; init; }

    /// <summary>What became of its messages.</summary>
    public required DeliveryCountsResponse Deliveries { get; init; }
}
