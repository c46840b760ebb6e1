using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Tamma.Benchmarks.Plans;
using Tamma.Benchmarks.Reports;
using Tamma.Catalog;
using Tamma.Events;
using Tamma.Providers;

namespace Tamma.Benchmarks.Running;

/// <summary>
/// Takes plans and runs them one after the other, each by a worker in a process of its own: two that measure at once on one machine would measure each other. A plan
/// is stored before anything is sent, samples and report before anybody hears that it has ended.
/// </summary>
public sealed partial class BenchmarkRunner : IAsyncDisposable
{
    private readonly ConcurrentDictionary<Guid, ActiveBenchmark> _active = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ILoadWorker _worker;
    private readonly IBenchmarkStore _store;
    private readonly CurrentCatalog _catalog;
    private readonly Func<string, ConnectionOptions?> _find;
    private readonly IBell _bell;
    private readonly bool _offline;
    private readonly BenchmarkOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    internal BenchmarkRunner(
        ILoadWorker worker, IBenchmarkStore store, CurrentCatalog catalog, Func<string, ConnectionOptions?> find, IBell bell, bool offline, BenchmarkOptions options, TimeProvider time, ILogger<BenchmarkRunner> logger)
    {
        (_worker, _store, _catalog, _find, _bell, _offline) = (worker, store, catalog, find, bell, offline);
        (_options, _time, _logger) = (options, time, logger);
    }

    /// <summary>What a plan may cost, without running it.</summary>
    /// <exception cref="BenchmarkRefusedException">It cannot be run, or nobody consented to pay it.</exception>
    public Consent Estimate(BenchmarkPlan plan) => BenchmarkTarget.Of(plan, _catalog.Snapshot, _find).Consent;

    /// <summary>Stores a plan and gives it its turn. It goes on when the caller does not.</summary>
    /// <exception cref="BenchmarkRefusedException">It cannot be run, or nobody consented to pay it; or too many wait.</exception>
    public async Task<BenchmarkRun> StartAsync(BenchmarkPlan plan, CancellationToken cancellationToken)
    {
        var target = BenchmarkTarget.Of(plan, _catalog.Snapshot, _find);
        _ = target.Order(plan, _offline);
        if (_active.Count >= _options.MostQueued)
        {
            throw new BenchmarkRefusedException("too_many", $"{_options.MostQueued} runs wait already; ask again when one has ended.");
        }

        var now = _time.GetUtcNow();
        var run = new BenchmarkRun { Id = Guid.CreateVersion7(now), Plan = plan with { Model = target.Key }, Connection = target.Connection.Id, QueuedAt = now, WorstCost = target.Consent.WorstCost };
        await _store.SaveAsync(run, cancellationToken);
        var active = new ActiveBenchmark(run);
        _active[run.Id] = active;
        _ = FollowAsync(active, target);
        return run;
    }

    /// <summary>A run that has not ended, as it is now; null for one that has.</summary>
    public ActiveBenchmark? Active(Guid id) => _active.GetValueOrDefault(id);

    /// <summary>Ends a run at once, whether it waits or measures. What was measured is kept.</summary>
    /// <returns>False for a run that has ended.</returns>
    public bool Cancel(Guid id)
    {
        var active = Active(id);
        active?.Cancel();
        return active is not null;
    }

    public async ValueTask DisposeAsync()
    {
        var active = _active.Values.ToList();
        active.ForEach(one => one.Cancel());
        await Task.WhenAll(active.Select(one => one.Ended));
        _turn.Dispose();
    }

    private async Task FollowAsync(ActiveBenchmark active, BenchmarkTarget target)
    {
        // Whoever asked has the queued run before any of the work is done.
        await Task.Yield();
        try
        {
            await _turn.WaitAsync(active.Token);
            try
            {
                await MeasureAsync(active, target);
            }
            finally
            {
                _turn.Release();
            }
        }
        catch (OperationCanceledException) when (active.Token.IsCancellationRequested)
        {
            await EndAsync(active, active.Run with { State = BenchmarkState.Cancelled, Sentence = "Cancelled before anything was measured." }, default);
        }
        catch (BenchmarkRefusedException ex)
        {
            await EndAsync(active, active.Run with { State = BenchmarkState.Failed, Sentence = ex.Message }, default);
        }
#pragma warning disable CA1031 // the edge of a run: whatever broke, the others go on and this one says what happened
        catch (Exception ex)
#pragma warning restore CA1031
        {
            LogBroken(ex, active.Run.Id);
            await EndAsync(active, active.Run with { State = BenchmarkState.Failed, Sentence = "An internal error; see the log." }, default);
        }
        finally
        {
            _active.TryRemove(active.Run.Id, out _);
            active.End();
        }
    }

    private async Task MeasureAsync(ActiveBenchmark active, BenchmarkTarget target)
    {
        active.Run = active.Run with { State = BenchmarkState.Running, StartedAt = _time.GetUtcNow() };
        await _store.SaveAsync(active.Run, active.Token);
        var part = 0;
        var outcome = await _worker.RunAsync(target.Order(active.Run.Plan, _offline), moment => active.Moment = moment, KeepAsync, active.Token);
        await EndAsync(
            active,
            active.Run with
            {
                State = active.Token.IsCancellationRequested ? BenchmarkState.Cancelled : outcome.Verdict is LoadVerdict.ClientLimited ? BenchmarkState.ClientLimited : BenchmarkState.Completed,
                Verdict = outcome.Verdict,
                Sentence = outcome.Summary,
            },
            outcome.Report);

        // What was measured is paid for: it is kept even when somebody cancels meanwhile.
        async Task KeepAsync(SampleBatch batch)
        {
            if (active.Run.Samples + batch.Count <= _options.MostSamples)
            {
                await _store.AddSamplesAsync(active.Run.Id, part++, batch, CancellationToken.None);
                active.Run = active.Run with { Samples = active.Run.Samples + batch.Count };
            }
        }
    }

    /// <summary>A run whose end cannot be written counts as interrupted on the next start.</summary>
    private async Task EndAsync(ActiveBenchmark active, BenchmarkRun run, ReadOnlyMemory<byte> report)
    {
        var now = _time.GetUtcNow();
        var ended = run with { FinishedAt = now };
        try
        {
            _bell.Ring(await _store.EndAsync(ended, report, [BenchmarkEvents.Completed(ended, now)], CancellationToken.None));
        }
        catch (StorageException ex)
        {
            LogUnwritten(ex, run.Id);
        }

        // Nobody sees its end before all of it can be read.
        _active.TryRemove(run.Id, out _);
        active.Run = ended;

        LogEnded(run.Plan.Model, run.Connection, run.State, run.Sentence);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Benchmark of {Model} through {Connection}: {State}. {Sentence}")]
    private partial void LogEnded(ModelKey model, string connection, BenchmarkState state, string? sentence);

    [LoggerMessage(Level = LogLevel.Error, Message = "Benchmark {Id} broke.")]
    private partial void LogBroken(Exception exception, Guid id);

    [LoggerMessage(Level = LogLevel.Error, Message = "The end of benchmark {Id} could not be written.")]
    private partial void LogUnwritten(Exception exception, Guid id);
}
