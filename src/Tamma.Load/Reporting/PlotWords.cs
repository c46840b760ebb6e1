using System.Collections.Immutable;
using Tamma.Benchmarks.Reports;
using Tamma.Client.Benchmarks;

namespace Tamma.Load.Reporting;

/// <summary>What is drawn, and what was asked for, as the wire has it.</summary>
internal static class PlotWords
{
    /// <summary>Nothing that is secret and no prompt.</summary>
    public static LoadAskedResponse Asked(LoadPlan plan) => new()
    {
        Stream = plan.Stream,
        Seconds = plan.Seconds,
        Requests = plan.Requests,
        WarmupSeconds = plan.WarmupSeconds,
        TimeoutSeconds = plan.TimeoutSeconds,
        Objectives = plan.Objectives is null or { Ttft: null, Tpot: null, E2e: null } ? null : plan.Objectives,
    };

    public static LoadDistributionResponse Distribution(LoadReport report) => new()
    {
        Ttft = Curve(report.Ttft),
        Tpot = Curve(report.Tpot),
        Icl = Curve(report.Icl),
        E2e = Curve(report.E2e),
        User = Curve(report.User),
    };

    public static IReadOnlyList<TimeSliceResponse> Timeline(LoadReport report) =>
    [
        .. report.Timeline.Select(slice => new TimeSliceResponse
        {
            At = Math.Round(slice.At, 6),
            Seconds = Math.Round(slice.Seconds, 6),
            Started = slice.Started,
            Ok = slice.Ok,
            Failed = slice.Failed,
            OutputTokens = slice.OutputTokens is { } tokens ? Math.Round(tokens, 3) : null,
            InFlightMean = Math.Round(slice.InFlightMean, 4),
            TtftMedian = slice.TtftMedian is { } ttft ? Math.Round(ttft, 4) : null,
        }),
    ];

    /// <summary>A tenth of a microsecond is finer than any clock here.</summary>
    private static ImmutableArray<DistributionPoint> Curve(Summary summary) =>
        [.. summary.Distribution.Select(point => new DistributionPoint(Math.Round(point.P, 7), Math.Round(point.Value, 4)))];
}
