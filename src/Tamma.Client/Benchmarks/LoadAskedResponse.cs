namespace Tamma.Client.Benchmarks;

/// <summary>What a run was told beside its load and its workload, without its key and its headers.</summary>
public sealed record LoadAskedResponse
{
    /// <summary>Whether streams were asked for.</summary>
    public bool Stream { get; init; }

    /// <summary>Wished length of the window.</summary>
    public double? Seconds { get; init; }

    /// <summary>Wished number of requests.</summary>
    public int? Requests { get; init; }

    /// <summary>Load before the window.</summary>
    public double WarmupSeconds { get; init; }

    /// <summary>Longest wait for a whole answer.</summary>
    public double TimeoutSeconds { get; init; }

    /// <summary>What counted as good.</summary>
    public LoadObjectives? Objectives { get; init; }
}
