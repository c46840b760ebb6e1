namespace Tamma.Client;

/// <summary>Bounds on asking one connection; what is null is as for all.</summary>
public sealed record ConnectionBoundsResponse
{
    /// <summary>Longest time for one request.</summary>
    public double? RequestTimeoutSeconds { get; init; }

    /// <summary>Longest time for one run, all pages and tries together.</summary>
    public double? RunTimeoutSeconds { get; init; }

    /// <summary>Tries for one request, the first included.</summary>
    public int? Attempts { get; init; }

    /// <summary>Wait before the second try.</summary>
    public double? BaseDelaySeconds { get; init; }

    /// <summary>Longest wait between tries.</summary>
    public double? MaxDelaySeconds { get; init; }

    /// <summary>Requests in a second, on average.</summary>
    public double? RequestsPerSecond { get; init; }

    /// <summary>Requests that may come at once.</summary>
    public int? Burst { get; init; }

    /// <summary>Requests under way at the same time.</summary>
    public int? Concurrency { get; init; }
}
