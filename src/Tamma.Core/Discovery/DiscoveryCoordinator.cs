using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Tamma.Catalog;
using Tamma.Events;
using Tamma.Providers;

namespace Tamma.Discovery;

/// <summary>
/// Starts runs and follows them: one at a time for each source, a bounded number over all, each with its own time limit and
/// each failing alone.
/// </summary>
public sealed partial class DiscoveryCoordinator : IAsyncDisposable
{
    private readonly ConcurrentDictionary<SourceId, ActiveRun> _active = new();
    private readonly RunPlaces _places;
    private readonly DiscoveryRun _run;
    private readonly IRunStore _runs;
    private readonly ILease _lease;
    private readonly DiscoveryOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SourceBoard _board;
    private ImmutableDictionary<SourceId, SourceOperation> _operations;

    internal DiscoveryCoordinator(
        IEnumerable<SourceOperation> operations,
        DiscoveryRun run,
        IRunStore runs,
        ILease lease,
        SourceBoard board,
        DiscoveryOptions options,
        TimeProvider time,
        ILogger<DiscoveryCoordinator> logger)
    {
        _operations = operations.ToImmutableDictionary(operation => operation.Listing.Source.Id);
        _run = run;
        _runs = runs;
        _lease = lease;
        _board = board;
        _options = options;
        _time = time;
        _logger = logger;
        _places = new(options.Parallelism, time);
    }

    /// <summary>The sources that are read now.</summary>
    public ImmutableArray<SourceOperation> Operations => [.. Volatile.Read(ref _operations).Values];

    /// <summary>Why no run starts now, or null: the disk is full, or an operator stopped discovery.</summary>
    public string? PausedBecause { get; private set; }

    public bool IsStopped { get; private set; }

    public SourceOperation? Find(SourceId source) => Volatile.Read(ref _operations).GetValueOrDefault(source);

    /// <summary>A source is read in this way from its next run on.</summary>
    internal void Put(SourceOperation operation) =>
        ImmutableInterlocked.AddOrUpdate(ref _operations, operation.Listing.Source.Id, operation, (_, _) => operation);

    /// <summary>A source is not read any more. A run that is under way goes on to its end.</summary>
    internal void Remove(SourceId source) => ImmutableInterlocked.TryRemove(ref _operations, source, out _);

    /// <summary>Starts a run of a source, or gives the one that is under way.</summary>
    /// <exception cref="KeyNotFoundException">There is no source of this id.</exception>
    public Run Start(SourceId source, RunTrigger trigger) => TryStart(source, trigger) ?? throw new KeyNotFoundException($"There is no source '{source}'.");

    /// <summary>As <see cref="Start"/>; null when there is no source of this id (any more).</summary>
    public Run? TryStart(SourceId source, RunTrigger trigger)
    {
        while (Find(source) is not null)
        {
            if (_active.TryGetValue(source, out var active))
            {
                return active.Run;
            }

            active = new ActiveRun(new() { Id = Guid.CreateVersion7(_time.GetUtcNow()), Source = source, Trigger = trigger, QueuedAt = _time.GetUtcNow() });
            if (_active.TryAdd(source, active))
            {
                _ = FollowAsync(active);
                return active.Run;
            }
        }

        return null;
    }

    /// <summary>Starts a run that knows how things are now: at once, or after the one that is under way.</summary>
    internal void StartAnew(SourceId source, RunTrigger trigger)
    {
        while (_active.TryGetValue(source, out var active))
        {
            if (active.TryFollow(trigger))
            {
                return;
            }
        }

        TryStart(source, trigger);
    }

    /// <summary>A run as it is now, while it is under way.</summary>
    public Run? Active(Guid id) => _active.Values.FirstOrDefault(active => active.Run.Id == id)?.Run;

    public ImmutableArray<Run> AllActive => [.. _active.Values.Select(active => active.Run).OrderByDescending(run => run.QueuedAt)];

    /// <summary>Waits for the run of a source that is under way, if any.</summary>
    public Task WaitAsync(SourceId source, CancellationToken cancellationToken) =>
        _active.TryGetValue(source, out var active) ? active.Ended.WaitAsync(cancellationToken) : Task.CompletedTask;

    /// <summary>Really stops the work of a run that is under way.</summary>
    public bool Cancel(Guid id)
    {
        var active = _active.Values.FirstOrDefault(candidate => candidate.Run.Id == id);
        active?.Cancel();
        return active is not null;
    }

    /// <summary>Stops the work for a source, and is done when it has stopped.</summary>
    internal async Task CancelAsync(SourceId source)
    {
        if (_active.TryGetValue(source, out var active))
        {
            active.Cancel();
            await active.Ended;
        }
    }

    /// <summary>Cancels what is under way and starts nothing until <see cref="Resume"/>.</summary>
    public async Task StopAsync()
    {
        IsStopped = true;
        var active = _active.Values.ToList();
        active.ForEach(run => run.Cancel());
        await Task.WhenAll(active.Select(run => run.Ended));
    }

    public void Resume() => IsStopped = false;

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _places.Dispose();
    }

    private async Task FollowAsync(ActiveRun active)
    {
        // The caller has the queued run before any of the work is done.
        await Task.Yield();
        if (IsStopped)
        {
            active.Cancel();
        }

        try
        {
            using var place = await _places.TakeAsync(active.Token);

            // As it is to be read now, which may not be as when the run was queued.
            await (Find(active.Run.Source) is { } operation
                ? LeasedAsync(operation, active)
                : EndAsync(active, active.Run with { State = RunState.Cancelled, Sentence = $"{RunSentences.Name(active.Run.Source)}: it is not read any more." }));
        }
        catch (OperationCanceledException) when (active.Token.IsCancellationRequested)
        {
            await EndAsync(active, active.Run with { State = RunState.Cancelled, Sentence = $"{RunSentences.Name(active.Run.Source)}: {(IsStopped ? "discovery is stopped; resume it first" : "cancelled before it began")}." });
        }
        catch (Exception ex) when (ex is not OperationCanceledException)
        {
            // The edge of a run: whatever broke, the other sources go on and this one says what happened.
            LogBroken(ex, active.Run.Source);
            await EndAsync(active, active.Run with { State = RunState.Failed, Fault = "internal", Sentence = $"{RunSentences.Name(active.Run.Source)}: an internal error; see the log." });
        }
        finally
        {
            _active.TryRemove(active.Run.Source, out _);
            var next = active.End();

            // Only now: a next run that is due at once would find this one in its place, join it, and none would be planned any more.
            _board.Ended?.Invoke(active.Run);
            if (next is { } trigger && !IsStopped)
            {
                TryStart(active.Run.Source, trigger);
            }
        }
    }

    private async Task LeasedAsync(SourceOperation operation, ActiveRun active)
    {
        await using var lease = await _lease.TryAcquireAsync("discovery:" + active.Run.Source, active.Token);
        if (lease is null)
        {
            await EndAsync(active, active.Run with { State = RunState.Cancelled, Sentence = $"{RunSentences.Name(active.Run.Source)}: another node is at it." });
            return;
        }

        active.Run = active.Run with { State = RunState.Running, StartedAt = _time.GetUtcNow() };
        var longest = operation.RunTimeout ?? _options.RunTimeout;
        using var limit = new CancellationTokenSource(longest, _time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, active.Token);
        var state = _board.StateOf(active.Run.Source);
        try
        {
            // Nothing is fetched that could not be written: the first write finds out whether there is space.
            await _runs.SaveAsync(active.Run, both.Token);
            PausedBecause = null;
            var progress = new PageProgress(pages => active.Run = active.Run with { Pages = pages });
            await EndAsync(active, await _run.ExecuteAsync(operation.Listing, active.Run, state, progress, both.Token));
        }
        catch (ProviderException ex)
        {
            var absent = operation.Optional && ex.Fault is ProviderFault.Unreachable && (operation.ComesAndGoes || state?.ConfirmedAt is null);
            LogFault(absent ? LogLevel.Debug : LogLevel.Warning, active.Run.Source, ex.Fault, ex.Message);
            if (ex.RetryAfter is { } wait)
            {
                _board.AskNotBefore(active.Run.Source, _time.GetUtcNow() + wait);
            }

            await FailAsync(active, RunSentences.FaultName(ex.Fault), ex.Message, state);
        }
        catch (StorageException ex)
        {
            PausedBecause = RunSentences.Of(ex);
            LogStorage(ex, active.Run.Source);
            await FailAsync(active, "storage", RunSentences.Of(ex), state);
        }
        catch (OperationCanceledException) when (active.Token.IsCancellationRequested)
        {
            await EndAsync(active, active.Run with { State = RunState.Cancelled, Sentence = $"{RunSentences.Name(active.Run.Source)}: cancelled; nothing was changed." });
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            await FailAsync(active, RunSentences.FaultName(ProviderFault.TimedOut), $"no whole answer within {longest.TotalSeconds:0.###} s", state);
        }
    }

    private Task FailAsync(ActiveRun active, string fault, string what, SourceState? state) => EndAsync(active, active.Run with
    {
        State = RunState.Failed,
        Fault = fault,
        Sentence = RunSentences.Failed(active.Run.Source, what, state?.Claims ?? 0, state?.ConfirmedAt, _time.GetUtcNow()),
    });

    /// <summary>A run whose end cannot be written is still known to this process; on the next start it counts as interrupted.</summary>
    private async Task EndAsync(ActiveRun active, Run run)
    {
        active.Run = _board.WithLastReading(run) with { FinishedAt = _time.GetUtcNow() };
        await _board.RecordAsync(active.Run);
        try
        {
            await _runs.SaveAsync(active.Run, CancellationToken.None);
        }
        catch (StorageException ex)
        {
            PausedBecause = RunSentences.Of(ex);
            LogStorage(ex, active.Run.Source);
        }
    }

    private sealed class PageProgress(Action<int> report) : IProgress<int>
    {
        public void Report(int value) => report(value);
    }

    [LoggerMessage(Message = "{Source} could not be read, {Fault}: {What}.")]
    private partial void LogFault(LogLevel level, SourceId source, ProviderFault fault, string what);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Source}: the record could not be written; discovery pauses.")]
    private partial void LogStorage(Exception exception, SourceId source);

    [LoggerMessage(Level = LogLevel.Error, Message = "The run of {Source} broke.")]
    private partial void LogBroken(Exception exception, SourceId source);
}
