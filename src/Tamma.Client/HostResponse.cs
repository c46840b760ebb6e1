namespace Tamma.Client;

/// <summary>One host that serves a model behind a router such as OpenRouter, as the router states it at the moment of asking.</summary>
public sealed record HostResponse
{
    /// <summary>The host's name.</summary>
    public string? Provider { get; init; }

    /// <summary>For people: host and model.</summary>
    public string? Name { get; init; }

    /// <summary>What a request names to be served here.</summary>
    public string? Tag { get; init; }

    /// <summary>How its weights are packed.</summary>
    public string? Quantization { get; init; }

    /// <summary>Limits as this host states them.</summary>
    public LimitResponse? Limit { get; init; }

    /// <summary>Prices at this host.</summary>
    public CostResponse? Cost { get; init; }

    /// <summary>Request parameters that this host honours.</summary>
    public IReadOnlyList<string>? SupportedParameters { get; init; }

    /// <summary>0 is well; below it the host is worse the lower it is.</summary>
    public int? Status { get; init; }

    /// <summary>Percent of the last day.</summary>
    public decimal? Uptime { get; init; }

    /// <summary>Milliseconds to the first token, median of the last half hour.</summary>
    public decimal? LatencyP50 { get; init; }

    /// <summary>Milliseconds to the first token that one in a hundred requests exceeds.</summary>
    public decimal? LatencyP99 { get; init; }

    /// <summary>Tokens in a second, median of the last half hour.</summary>
    public decimal? ThroughputP50 { get; init; }
}
