namespace Tamma.Client.Benchmarks;

/// <summary>What is to be measured of a model of the catalogue. The server sends the requests with the connection's own key, and each costs what it costs.</summary>
public sealed record BenchmarkRequest
{
    /// <summary>The model's key, <c>provider/id</c>.</summary>
    public required string Model { get; init; }

    /// <summary>Through which connection; the first that offers it when not given.</summary>
    public string? Connection { get; init; }

    /// <summary>How requests are asked for; one at a time when not given.</summary>
    public LoadArrivals? Load { get; init; }

    /// <summary>What is asked; prompts and answers of 100 tokens when not given.</summary>
    public LoadWorkload? Workload { get; init; }

    /// <summary>Length of the window, in seconds.</summary>
    public double? Seconds { get; init; }

    /// <summary>So many requests after the warm-up; 30 when no length is given either.</summary>
    public int? Requests { get; init; }

    /// <summary>Load before the window, in seconds. It is paid too.</summary>
    public double? WarmupSeconds { get; init; }

    /// <summary>Longest wait for a whole answer, in seconds; 300 when not given.</summary>
    public double? TimeoutSeconds { get; init; }

    /// <summary>What counts as good; no goodput without it.</summary>
    public LoadObjectives? Objectives { get; init; }

    /// <summary>The same gives the same prompts and the same arrivals, which a cache may then know; another each time when not given.</summary>
    public int? Seed { get; init; }

    /// <summary>Whether answers are streamed; true when not given. Without a stream no token has a time of its own.</summary>
    public bool? Stream { get; init; }

    /// <summary>Most that the run may cost, in US dollars. Giving it is the consent to pay.</summary>
    public decimal? Budget { get; init; }

    /// <summary>Most tokens, in and out, of a model whose price nobody knows.</summary>
    public long? TokenCap { get; init; }

    /// <summary>Consent to use up what a plan includes: a subscription is not free.</summary>
    public bool? UseQuota { get; init; }

    /// <summary>Only says what it would cost at most; nothing is sent.</summary>
    public bool? DryRun { get; init; }
}
