namespace Tamma.Client.Benchmarks;

/// <summary>The same model under several loads, each in a fresh worker, and where more load stopped paying.</summary>
public sealed record LoadSweepResponse
{
    /// <summary><c>valid</c>; <c>client_limited</c> where a level was; <c>invalid</c> where none is valid.</summary>
    public required string Verdict { get; init; }

    /// <summary>Which levels are not valid, and why.</summary>
    public IReadOnlyList<string> Reasons { get => field ?? []; init; }

    /// <summary>By rising load.</summary>
    public required IReadOnlyList<LoadReportResponse> Levels { get; init; }

    /// <summary>Where more load stopped paying.</summary>
    public required LoadKneeResponse Knee { get; init; }

    /// <summary>The highest level at which nine of ten requests met every objective; absent without objectives, and where none did.</summary>
    public LoadKneeResponse? WithinObjectives { get; init; }

    /// <summary>Whether it was ended by hand before all levels were measured.</summary>
    public bool CutShort { get; init; }
}

/// <summary>A level of a sweep and why it is the one. Neither figure where there is none.</summary>
public sealed record LoadKneeResponse
{
    /// <summary>Of a sweep over concurrency.</summary>
    public int? Concurrency { get; init; }

    /// <summary>Requests a second, of a sweep over rates.</summary>
    public double? Rate { get; init; }

    /// <summary>In a sentence.</summary>
    public required string Why { get; init; }
}
