using Tamma.Providers.Http;

namespace Tamma.Providers;

/// <summary>Bounds on asking a provider or source.</summary>
public sealed record HttpLimits
{
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Tries in all, the first included.</summary>
    public int Attempts { get; init; } = 4;

    public TimeSpan BaseDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between tries; a longer <c>Retry-After</c> ends the run and moves the next one.</summary>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);

    public int MaxBytes { get; init; } = 64 * 1024 * 1024;

    public int MaxPages { get; init; } = 200;

    /// <summary>By how much the wait grows from one try to the next.</summary>
    public double Factor { get; init; } = 2;

    /// <summary>Bounds of a connection to another machine, where it sets none itself.</summary>
    public ConnectionLimits Hosted { get; init; } = new() { RequestsPerSecond = 10, Burst = 50, Concurrency = 4 };

    /// <summary>Bounds of a connection to this machine, which nobody meters.</summary>
    public ConnectionLimits Local { get; init; } = new() { Concurrency = 8 };

    /// <summary>Requests of one connection that may wait for their turn; the next one is refused.</summary>
    public int Waiting { get; init; } = 100;

    /// <summary>Through which proxy other machines are asked.</summary>
    public ProxyRules Proxy { get; init; } = ProxyRules.None;

    /// <summary>File with certificates in PEM that are believed beside the system's; null for none.</summary>
    public string? CaFile { get; init; }

    /// <summary>No request leaves the machine.</summary>
    public bool Offline { get; init; }
}
