using System.Globalization;
using Tamma.Cli.Terminal;
using Tamma.Client.Benchmarks;

namespace Tamma.Cli.Benching;

/// <summary>A report for a person: what it is worth first, then the figures.</summary>
internal static class BenchSheet
{
    public static void Print(Output output, LoadReportResponse report)
    {
        output.Line(Said(report));
        foreach (var reason in report.Reasons)
        {
            output.Line(reason);
        }

        var metrics = report.Metrics;
        var sheet = new Sheet("Metric, ms", ">Count", ">Mean", ">p50", ">p90", ">p95", ">p99", ">Max");
        Add(sheet, "time to first byte", metrics.Ttfb);
        Add(sheet, "time to first token", metrics.Ttft);
        if (metrics.Ttfo.P50 != metrics.Ttft.P50)
        {
            Add(sheet, "time to first output", metrics.Ttfo);
        }

        Add(sheet, "time per output token", metrics.Tpot);
        Add(sheet, "gap between tokens", metrics.Icl);
        Add(sheet, "whole answer", metrics.E2e);
        if (report.Load.Rate is not null)
        {
            Add(sheet, "user's wait, from the schedule", metrics.User);
        }

        output.Print(sheet);
        output.Line(Rates(report));
        foreach (var line in WorkloadLines.Of(report))
        {
            output.Line(line);
        }

        if (report.Load.Concurrency is not null)
        {
            output.Line("Closed loop: a slow server was asked less. These are no waits of users who come when they come; for those: --rate.");
        }
    }

    public static string Load(LoadArrivals load) =>
        load.Concurrency is { } streams ? $"{streams} at once" : string.Create(CultureInfo.InvariantCulture, $"{load.Rate:0.###} a second ({load.Arrival})");

    /// <summary>A level of a sweep in a line.</summary>
    public static string Level(LoadReportResponse report)
    {
        var tokens = report.Throughput.OutputTokensPerSecond is { } known ? string.Create(CultureInfo.InvariantCulture, $", {known:0.#} tokens a second") : "";
        return string.Create(CultureInfo.InvariantCulture, $"{Load(report.Load)}: {report.Verdict.Replace('_', ' ')}, {report.Throughput.RequestsPerSecond:0.##} requests a second{tokens}{(report.Metrics.Ttft.P50 is { } first ? $", first token {first.ToString("0.0", CultureInfo.InvariantCulture)} ms (p50)" : "")}");
    }

    private static string Said(LoadReportResponse report)
    {
        var requests = report.Requests;
        var load = Load(report.Load);
        var parts = new[] { (requests.Errors, "errors"), (requests.Timeouts, "timeouts"), (requests.Throttled, "throttled"), (requests.Cancelled, "cut at the end") }
            .Where(part => part.Item1 > 0)
            .Select(part => $", {part.Item1} {part.Item2}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Verdict.Replace('_', ' ')}: {Output.Printable(report.ServedModels is [var served] ? served : report.Model)}, {load}, {report.Seconds:0.#} s: {requests.Ok} answered{string.Concat(parts)}{(report.CutShort ? ", cut short by hand" : "")}");
    }

    private static string Rates(LoadReportResponse report)
    {
        var throughput = report.Throughput;
        List<string> parts = [string.Create(CultureInfo.InvariantCulture, $"{throughput.RequestsPerSecond:0.##} requests a second")];
        Add(throughput.OutputTokensPerSecond, "output tokens a second");
        Add(report.InFlightMean, "under way on average");
        Add(report.GoodputPerSecond, "good requests a second");
        Add(report.TokensPerChunk, "tokens a piece");
        if (report.CachedShare is > 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{report.CachedShare:0%} of the prompt tokens from a cache"));
        }

        return string.Join(", ", parts);

        void Add(double? value, string what)
        {
            if (value is { } known)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"{known:0.##} {what}"));
            }
        }
    }

    private static void Add(Sheet sheet, string name, MetricResponse metric)
    {
        if (metric.Count > 0)
        {
            sheet.Add(name, Figures.Count(metric.Count), Time(metric.Mean), Time(metric.P50, metric, "p50"), Time(metric.P90, metric, "p90"), Time(metric.P95, metric, "p95"), Time(metric.P99, metric, "p99"), Time(metric.Max));
        }
    }

    private static string Time(double? value) => value?.ToString("0.0", CultureInfo.InvariantCulture) ?? Figures.Unknown;

    /// <summary>A quantile of too few says how many it needs: a p99 of a hundred requests is none.</summary>
    private static string Time(double? value, MetricResponse metric, string quantile) =>
        value is null && metric.Needs.TryGetValue(quantile, out var needed) ? $"needs {needed}" : Time(value);
}
