namespace Tamma.Client.Benchmarks;

/// <summary>What the load worker is told on its standard input, as one JSON document. It holds a key, so it is never written to a file or a log. Every member without a null is written: the reader does not know its defaults.</summary>
public sealed record LoadPlan
{
    /// <summary><c>openai</c> (chat completions), <c>responses</c>, <c>anthropic</c>, <c>gemini</c> or <c>ollama</c>.</summary>
    public string Protocol { get; init; } = "openai";

    /// <summary>The base of the API: OpenAI's ends with <c>/v1</c>, Anthropic's, Gemini's and Ollama's before their versions.</summary>
    public required Uri Url { get; init; }

    /// <summary>As the server calls it.</summary>
    public required string Model { get; init; }

    /// <summary>Sent as the protocol wants a key; null where none is wanted.</summary>
    public string? Key { get; init; }

    /// <summary>Where requests are sent, whole; null for what protocol, url and model make of it.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>In what the server differs from most; null for nothing.</summary>
    public LoadDialect? Dialect { get; init; }

    /// <summary>No more requests are sent than these, those of the warm-up included; null for no such bound.</summary>
    public int? MostRequests { get; init; }

    /// <summary>Sent with each request.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>Without a stream no token has a time of its own.</summary>
    public bool Stream { get; init; } = true;

    /// <summary>How requests are asked for.</summary>
    public required LoadArrivals Load { get; init; }

    /// <summary>What is asked.</summary>
    public required LoadWorkload Workload { get; init; }

    /// <summary>Length of the window, in seconds; null where <see cref="Requests"/> ends it.</summary>
    public double? Seconds { get; init; }

    /// <summary>So many requests after the warm-up; null where <see cref="Seconds"/> ends it. With both, what comes first ends it.</summary>
    public int? Requests { get; init; }

    /// <summary>Load before the window, in seconds. It is not drained: the window opens on a server at work.</summary>
    public double WarmupSeconds { get; init; }

    /// <summary>Longest wait for a whole answer, in seconds.</summary>
    public double TimeoutSeconds { get; init; } = 300;

    /// <summary>What counts as good; null for no goodput.</summary>
    public LoadObjectives? Objectives { get; init; }

    /// <summary>The same gives the same prompts and the same arrivals.</summary>
    public int Seed { get; init; }

    /// <summary>Whether connections are opened before the window, by one cheap request on each.</summary>
    public bool Preconnect { get; init; } = true;

    /// <summary>Where samples are written, one JSON object a line; null for nowhere.</summary>
    public string? SamplesFile { get; init; }
}

/// <summary>How requests are asked for. Exactly one of both.</summary>
public sealed record LoadArrivals
{
    /// <summary>So many at once, the next when one ends (closed loop).</summary>
    public int? Concurrency { get; init; }

    /// <summary>So many a second whatever the server makes of it (open loop).</summary>
    public double? Rate { get; init; }

    /// <summary><c>poisson</c> or <c>constant</c>, with a rate.</summary>
    public string Arrival { get => field ?? "poisson"; init; }

    /// <summary>A closed loop begins its streams within so many seconds, evenly, and not all at once.</summary>
    public double RampSeconds { get; init; }
}

/// <summary>What a user still calls good, in milliseconds.</summary>
public sealed record LoadObjectives
{
    /// <summary>Time to first token: the first text that is not empty, reasoning and arguments of tools included.</summary>
    public double? Ttft { get; init; }

    /// <summary>Time per output token after the first.</summary>
    public double? Tpot { get; init; }

    /// <summary>From the start to the last token.</summary>
    public double? E2e { get; init; }
}
