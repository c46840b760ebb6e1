namespace Tamma.Client.Benchmarks.Sweeps;

/// <summary>What a knee is found by: one level of a sweep.</summary>
/// <param name="Load">Concurrency, or requests a second.</param>
/// <param name="Throughput">Of the same kind at each level: output tokens a second, or requests.</param>
/// <param name="Latency">Mean of whole answers, in milliseconds; null where there was none.</param>
/// <param name="Verdict">Of the level's report.</param>
/// <param name="GoodShare">Of requests that met every objective; null without objectives.</param>
public readonly record struct LoadLevel(double Load, double Throughput, double? Latency, string Verdict, double? GoodShare = null)
{
    /// <summary>May be the knee.</summary>
    public bool IsValid => Verdict is "valid" && Throughput > 0 && Latency > 0;

    /// <summary>Tells something of the server: one that falls behind is past its knee.</summary>
    public bool IsEvidence => IsValid || Verdict is "over_saturated";

    /// <summary>Throughput for the wait that it costs (Kleinrock 1979).</summary>
    public double Power => IsValid ? Throughput / Latency!.Value : 0;

    /// <summary>Of reports, in their order and without those that were cut short. Tokens where the server counted them at each level, else requests.</summary>
    public static IReadOnlyList<LoadLevel> Of(IReadOnlyCollection<LoadReportResponse> reports)
    {
        var isCounted = reports.All(report => report.Throughput.OutputTokensPerSecond is not null);
        return
        [
            .. reports
                .Where(report => !report.CutShort)
                .Select(report => new LoadLevel(
                    report.Load.Concurrency ?? report.Load.Rate ?? 0,
                    isCounted ? report.Throughput.OutputTokensPerSecond!.Value : report.Throughput.RequestsPerSecond,
                    report.Load.Concurrency is null ? report.Metrics.User.Mean : report.Metrics.E2e.Mean,
                    report.Verdict,
                    report.GoodputShare)),
        ];
    }
}
