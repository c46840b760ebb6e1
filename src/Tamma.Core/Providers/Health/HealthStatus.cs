namespace Tamma.Providers.Health;

/// <summary>How a connection fares.</summary>
public enum HealthStatus
{
    /// <summary>Nothing is known yet, or nobody asks any more.</summary>
    Unknown,

    /// <summary>It answers as it should.</summary>
    Healthy,

    /// <summary>It answers, and slowly or only after several tries; or it was unhealthy and has answered once.</summary>
    Degraded,

    /// <summary>It has failed several times in a row.</summary>
    Unhealthy,

    /// <summary>It refuses for now: too many requests, or no quota left.</summary>
    RateLimited,

    /// <summary>It refuses the key, or there is none.</summary>
    Unauthorised,
}
