namespace Tamma.Client.Benchmarks.Documents;

/// <summary>A metric with the words for it.</summary>
/// <param name="Key">As the wire has it.</param>
/// <param name="Name">As a person has it.</param>
/// <param name="Metric">Its figures.</param>
internal sealed record NamedMetric(string Key, string Name, MetricResponse Metric)
{
    /// <summary>Quantiles by their names on the wire.</summary>
    public IEnumerable<(string Key, string Name, double P, double? Value)> Quantiles =>
    [
        ("p50", "p50", 0.5, Metric.P50),
        ("p90", "p90", 0.9, Metric.P90),
        ("p95", "p95", 0.95, Metric.P95),
        ("p99", "p99", 0.99, Metric.P99),
        ("p999", "p99.9", 0.999, Metric.P999),
    ];

    /// <summary>All of a report, in the order in which they happen.</summary>
    public static IReadOnlyList<NamedMetric> Of(LoadReportResponse report)
    {
        var metrics = report.Metrics;
        return
        [
            new("ttfb", "Time to first byte", metrics.Ttfb),
            new("ttft", "Time to first token", metrics.Ttft),
            new("ttfo", "Time to first output", metrics.Ttfo),
            new("tpot", "Time per output token", metrics.Tpot),
            new("icl", "Gap between tokens", metrics.Icl),
            new("e2e", "Whole answer", metrics.E2e),
            new("user", "User's wait, from the schedule", metrics.User),
            new("dispatch_delay", "Begun late by", metrics.DispatchDelay),
            new("send_delay", "Time to send", metrics.SendDelay),
        ];
    }

    /// <summary>Those that the run has.</summary>
    public static IEnumerable<NamedMetric> Seen(LoadReportResponse report) => Of(report).Where(metric => metric.Metric.Count > 0);
}
