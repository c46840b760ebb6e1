using System.Text.Json;
using Tamma.Benchmarks.Plans;
using Tamma.Benchmarks.Running;
using Tamma.Client.Benchmarks;
using Tamma.Server.Rest;

namespace Tamma.Server.Projections;

/// <summary>A benchmark → the benchmark on the wire.</summary>
internal static class BenchmarkProjection
{
    public static BenchmarkResponse Project(BenchmarkRun run, LoadMoment? moment = null, ReadOnlyMemory<byte>? report = null) => new()
    {
        Id = run.Id,
        Model = run.Plan.Model.ToString(),
        Connection = run.Connection,
        State = Words.Of(run.State),
        Verdict = run.Verdict is { } verdict ? Words.Of(verdict) : null,
        Sentence = run.Sentence,
        QueuedAt = run.QueuedAt,
        StartedAt = run.StartedAt,
        FinishedAt = run.FinishedAt,
        WorstCost = run.WorstCost,
        Samples = run.Samples,
        Actor = run.Plan.Actor,
        Progress = moment is null ? null : Progress(moment),
        Report = report is { } bytes ? JsonSerializer.Deserialize(bytes.Span, LoadJson.Default.LoadReportResponse) : null,
    };

    public static BenchmarkResponse Estimated(BenchmarkPlan plan, Consent consent) => new()
    {
        Model = plan.Model.ToString(),
        State = "estimated",
        Sentence = consent switch
        {
            { WorstCost: 0 } => "Free.",
            { WorstCost: { } cost, MostRequests: { } most } => FormattableString.Invariant($"At most ${cost:0.####} for {most} requests."),
            { MostRequests: { } most } => FormattableString.Invariant($"No price is known; at most {most} requests."),
            _ => "Paid by a plan; what it uses up is not known.",
        },
        WorstCost = consent.WorstCost,
        MostRequests = consent.MostRequests,
    };

    private static LoadProgress Progress(LoadMoment moment) => new()
    {
        Phase = moment.Phase,
        Done = moment.Done,
        ElapsedSeconds = moment.ElapsedSeconds,
        Started = moment.Started,
        Ok = moment.Ok,
        Failed = moment.Failed,
        InFlight = moment.InFlight,
        TtfbP50 = moment.TtfbP50,
        E2eP50 = moment.E2eP50,
    };
}
