namespace Tamma.Discovery;

/// <summary>How the catalogue is kept true. Defaults are those of architecture §10.</summary>
public sealed record DiscoveryOptions
{
    /// <summary>Sources read at the same time; one that takes longer than five seconds counts no more.</summary>
    public int Parallelism { get; init; } = 16;

    /// <summary>Longest time for one source, all pages and tries together.</summary>
    public TimeSpan RunTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Each interval is stretched or shortened by up to this share, so that sources do not march in step.</summary>
    public double Jitter { get; init; } = 0.10;

    /// <summary>Looks for servers on this machine at their usual places, and adds those that it knows. Off for an embedding program that does not say otherwise.</summary>
    public bool FindLocal { get; init; }

    public RemovalRule Removal { get; init; } = RemovalRule.Default;

    public ReviewOptions Reviews { get; init; } = new();
}
