using System.Text.Json;
using Tamma.Benchmarks.Reports;
using Tamma.Client.Benchmarks;
using Tamma.Load.Pacing;
using Tamma.Load.Prompts;
using Tamma.Load.Reporting;
using Tamma.Load.Sending;
using Tamma.Load.Watching;

namespace Tamma.Load;

/// <summary>One plan from its begin to its report: prepare, rehearse, connect, load, cut, and only then read what came.</summary>
internal sealed class LoadRun(LoadPlan plan, LineOutput output)
{
    private const int BytesPerToken = 260;
    private const int BytesPerAnswer = 8_192;

    /// <summary>Between the end of preparing and the first request: what was made in preparing is settled by then.</summary>
    private const long Breath = 50_000_000;

    /// <param name="cancellationToken">Closes the window: what is under way is cut, and what was measured until then is told.</param>
    /// <exception cref="LoadRefusedException">The server cannot be reached, or it was stopped before the window opened.</exception>
    /// <exception cref="OperationCanceledException">It was stopped before the load began.</exception>
    public async Task<LoadReportResponse> RunAsync(CancellationToken cancellationToken)
    {
        var target = new Target(plan);
        var bodies = new Bodies(plan, target.Protocol);
        var drive = Drive.Of(plan);
        var ledger = new Ledger(drive.Expected, BytesPerAnswer + (bodies.MeanOutput * BytesPerToken), bodies.MeanOutput + 32, plan.MostRequests ?? int.MaxValue);
        ledger.Prepare(drive.Expected);
        await Rehearsal.PlayAsync(plan, bodies, cancellationToken);
        var before = await RuntimeWatch.AskAsync(target, plan.Model, cancellationToken);

        using var connections = new Connections();
        if (plan.Preconnect)
        {
            output.Write(new() { Progress = new() { Phase = "connecting" } });
            await connections.OpenAsync(target, drive.Connections, cancellationToken);
        }

        using var watch = new ClientWatch();
        var sender = new Sender(connections.Client, target, TimeSpan.FromSeconds(plan.TimeoutSeconds));
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: true);
        var startedAt = TimeProvider.System.GetUtcNow();
        var begin = Clock.Now + Breath;
        var (window, isCut) = await LoadAsync(drive, sender, bodies, ledger, watch, begin, cancellationToken);
        var exchanges = ledger.All;
        var client = watch.End(Bytes(exchanges, window, exchange => exchange.Sent is null ? 0 : exchange.Asked), Bytes(exchanges, window, exchange => exchange.Length));

        output.Write(new() { Progress = Progress("reading", 1, begin, ledger) });
        var after = await RuntimeWatch.AskAsync(target, plan.Model, CancellationToken.None);
        var samples = exchanges.Select(exchange => SampleReading.Of(exchange, target.Protocol, plan.Stream)).ToList();
        if (plan.SamplesFile is { } file)
        {
            await SampleFile.WriteAsync(file, samples, window, CancellationToken.None);
        }

        var objectives = new Objectives(plan.Objectives?.Ttft, plan.Objectives?.Tpot, plan.Objectives?.E2e);
        var report = LoadReport.Of(samples, window, objectives, client, begin);
        var words = ReportWords.Of(report, plan, startedAt.AddSeconds(plan.WarmupSeconds), new(ledger.IsFull, isCut)) with
        {
            Workload = WorkloadWords.Of(plan.Workload, bodies, samples, report),
            Runtime = RuntimeWatch.Of(before, after),
        };
        return Observed.With(words, plan, target.Protocol, window, exchanges, samples, connections, drive.IdleFrom);
    }

    private static long Bytes(IReadOnlyList<Exchange> exchanges, Window window, Func<Exchange, int> of) => exchanges.Where(exchange => window.Has(exchange.Started)).Sum(exchange => (long)of(exchange));

    private async Task<(Window Window, bool IsCut)> LoadAsync(Drive drive, Sender sender, Bodies bodies, Ledger ledger, ClientWatch watch, long begin, CancellationToken cancellationToken)
    {
        var from = begin + (long)(plan.WarmupSeconds * 1e9);
        using var closing = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        long? cut = null;
        await using var cutting = cancellationToken.Register(() => cut = Clock.Now);
        var watcher = Watch(drive, ledger, watch, begin, from, watching.Token);
        var to = await drive.RunAsync(new(sender, bodies, ledger, begin, from), closing);
        await watching.CancelAsync();
        await watcher;
        return cut is not { } at || at >= to ? (new(from, to), false)
            : at > from ? (new(from, at), true)
            : throw new LoadRefusedException("It was stopped before the window opened; nothing was measured.");
    }

    /// <summary>On a thread of its own and four times a second: nothing of it is on the way of an answer.</summary>
    private Task Watch(Drive drive, Ledger ledger, ClientWatch watch, long begin, long from, CancellationToken cancellationToken) => Task.Factory.StartNew(
        () =>
        {
            var isOpen = false;
            for (var due = begin; !cancellationToken.IsCancellationRequested; due += 50_000_000)
            {
                Pacer.Wait(isOpen ? due : Math.Min(due, from));
                if (!isOpen && Clock.Now >= from)
                {
                    isOpen = true;
                    watch.Begin();
                }

                watch.Look();
                if ((due - begin) / 50_000_000 % 5 == 0)
                {
                    output.Write(new() { Progress = Progress(isOpen ? "measuring" : "warming", drive.Done(Clock.Now - begin, ledger), begin, ledger) });
                }
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning,
        TaskScheduler.Default);

    private static LoadProgress Progress(string phase, double done, long begin, Ledger ledger)
    {
        var seen = ledger.Look();
        return new()
        {
            Phase = phase,
            Done = Math.Clamp(done, 0, 1),
            ElapsedSeconds = Math.Max(0, (Clock.Now - begin) / 1e9),
            Started = seen.Started,
            Ok = seen.Ok,
            Failed = seen.Failed,
            InFlight = seen.InFlight,
            TtfbP50 = seen.Ttfb.P50,
            TtfbP90 = seen.Ttfb.P90,
            E2eP50 = seen.E2e.P50,
            E2eP90 = seen.E2e.P90,
            ByFailure = seen.Failures.Count == 0 ? null : seen.Failures.ToDictionary(pair => JsonNamingPolicy.SnakeCaseLower.ConvertName(pair.Key), pair => pair.Value, StringComparer.Ordinal),
        };
    }
}
