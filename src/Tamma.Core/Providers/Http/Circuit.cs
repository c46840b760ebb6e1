namespace Tamma.Providers.Http;

/// <summary>Whether a connection is asked at all. One that fails again and again is left alone, and then tried with one request.</summary>
/// <param name="HalfOpenAt">From when on one request is let through, while it is open.</param>
public sealed record Circuit(CircuitState State, DateTimeOffset? Since, DateTimeOffset? HalfOpenAt)
{
    /// <summary>What the try said after which it was left alone, for people; without keys.</summary>
    public string? Why { get; init; }

    public static Circuit Closed { get; } = new(CircuitState.Closed, null, null);
}

public enum CircuitState
{
    /// <summary>Asked as usual.</summary>
    Closed,

    /// <summary>Not asked.</summary>
    Open,

    /// <summary>One request finds out whether it is back.</summary>
    HalfOpen,
}
