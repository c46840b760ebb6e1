namespace Tamma.Server.Live;

/// <summary>What a live connection may ask of the server.</summary>
internal sealed record LiveLimits
{
    /// <summary>Connections at the same time, of all callers.</summary>
    public int Connections { get; init; } = 5_000;

    /// <summary>Of one key, or without a key of one address.</summary>
    public int PerCaller { get; init; } = 100;

    /// <summary>Of one connection.</summary>
    public int Subscriptions { get; init; } = 100;

    /// <summary>Longest frame of a client, in bytes.</summary>
    public int MessageBytes { get; init; } = 16 * 1024;

    /// <summary>Frames of a client in one second.</summary>
    public int MessagesPerSecond { get; init; } = 50;

    /// <summary>After so long without anything to say, something is said all the same.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>A client that takes nothing for so long is cut.</summary>
    public TimeSpan SlowAfter { get; init; } = TimeSpan.FromSeconds(20);
}
