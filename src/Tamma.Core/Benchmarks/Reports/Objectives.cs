using Tamma.Benchmarks.Samples;

namespace Tamma.Benchmarks.Reports;

/// <summary>What a user still calls good, in milliseconds; null is not asked for.</summary>
public sealed record Objectives(double? Ttft = null, double? Tpot = null, double? E2e = null)
{
    public bool IsEmpty => this is { Ttft: null, Tpot: null, E2e: null };

    /// <summary>A figure that is undefined meets nothing: an answer of one token has no TPOT, and is asked for none.</summary>
    public bool IsMet(SampleFigures figures) =>
        Meets(figures.Ttft, Ttft) && (Meets(figures.Tpot, Tpot) || figures is { Chunks: < 2, Ttft: not null }) && Meets(figures.E2e, E2e);

    private static bool Meets(double? value, double? most) => most is null || value <= most;
}

/// <summary>Requests that were good and met each objective.</summary>
/// <param name="Share">Of all that began in the window and ended by themselves.</param>
public sealed record Goodput(double RequestsPerSecond, double? Share)
{
    /// <returns>Null where nothing is asked for.</returns>
    public static Goodput? Of(IReadOnlyCollection<(Sample Sample, SampleFigures Figures)> counted, Objectives objectives, Window window)
    {
        if (objectives.IsEmpty || window.Seconds <= 0)
        {
            return null;
        }

        var judged = counted.Where(pair => pair.Sample.Outcome is not RequestOutcome.Cancelled).ToList();
        var good = judged.Count(pair => pair.Sample.Outcome is RequestOutcome.Ok && objectives.IsMet(pair.Figures));
        return new(good / window.Seconds, judged.Count > 0 ? (double)good / judged.Count : null);
    }
}
