namespace Tamma.Client;

/// <summary>A frame of a client on <c>/api/v1/live</c> (<c>tamma.live.v1</c>).</summary>
public sealed record LiveRequest
{
    /// <summary><c>subscribe</c>, <c>unsubscribe</c>, <c>ack</c> or <c>ping</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The client's name for a subscription, 1 to 64 characters; one that is in use is replaced.</summary>
    public string? Id { get; init; }

    /// <summary>Which events, in the filter language; null for the default feed.</summary>
    public string? Filter { get; init; }

    /// <summary>A cursor or a position: what came after it. Null for what comes from now on.</summary>
    public string? After { get; init; }

    /// <summary>Of an <c>ack</c>: all up to here is dealt with.</summary>
    public long? Position { get; init; }
}
