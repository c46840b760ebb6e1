using System.Collections.Concurrent;
using Tamma.Catalog;

namespace Tamma.Discovery;

/// <summary>What is known of each source now: its state after the last good answer, its last runs. Read by the schedule, the API and the next run.</summary>
public sealed class SourceBoard(ICatalogStore store, IRunStore runs)
{
    private readonly ConcurrentDictionary<SourceId, SourceState> _states = new();
    private readonly ConcurrentDictionary<SourceId, LastRuns> _runs = new();
    private readonly ConcurrentDictionary<SourceId, DateTimeOffset> _notBefore = new();

    /// <summary>Told of each run that has ended and left its place; the schedule plans the next from it.</summary>
    internal Action<Run>? Ended { get; set; }

    /// <summary>Told of each run that has ended, before anybody else; the health of its connection follows from it.</summary>
    internal Func<Run, Task>? Recorded { get; set; }

    /// <summary>Told of a source of which nothing is known any more.</summary>
    internal Action<SourceId>? Forgotten { get; set; }

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        foreach (var state in await store.ReadSourcesAsync(cancellationToken))
        {
            _states[state.Source] = state;
        }

        foreach (var last in await runs.ReadLastAsync(cancellationToken))
        {
            _runs[last.Source] = last;
        }
    }

    /// <summary>Not before this is a source asked again, because its provider said so; kept while this process lives.</summary>
    internal DateTimeOffset? NotBefore(SourceId source) => _notBefore.TryGetValue(source, out var time) ? time : null;

    internal void AskNotBefore(SourceId source, DateTimeOffset time) => _notBefore[source] = time;

    public IEnumerable<SourceState> States => _states.Values;

    public SourceState? StateOf(SourceId source) => _states.GetValueOrDefault(source);

    public LastRuns RunsOf(SourceId source) => _runs.GetValueOrDefault(source) ?? new(source, null, null);

    /// <summary>An answer that did not change is not read again: it holds the unknown fields that it held, and the rules that were applied to it.</summary>
    internal Run WithLastReading(Run run) =>
        run is { State: RunState.Succeeded or RunState.Unchanged, Documents.IsEmpty: true, UnknownFields.IsEmpty: true, Rules.IsEmpty: true } && RunsOf(run.Source).LastGood is { } before
            ? run with { UnknownFields = before.UnknownFields, Rules = before.Rules }
            : run;

    internal async Task RecordAsync(Run run)
    {
        if (run.State is RunState.Succeeded or RunState.Unchanged or RunState.Held)
        {
            await RefreshAsync(run.Source);
        }

        _runs.AddOrUpdate(run.Source, _ => Next(null, run), (_, before) => Next(before, run));
        await (Recorded?.Invoke(run) ?? Task.CompletedTask);
    }

    /// <summary>Reads a source's state anew after somebody else wrote it, a decided review for example.</summary>
    internal async Task RefreshAsync(SourceId source)
    {
        if ((await store.ReadSourcesAsync(CancellationToken.None)).FirstOrDefault(state => state.Source == source) is { } state)
        {
            _states[source] = state;
        }
    }

    /// <summary>Nothing is known of a source any more.</summary>
    internal void Forget(SourceId source)
    {
        _states.TryRemove(source, out _);
        _runs.TryRemove(source, out _);
        _notBefore.TryRemove(source, out _);
        Forgotten?.Invoke(source);
    }

    private static LastRuns Next(LastRuns? before, Run run) =>
        new(run.Source, run, run.State is RunState.Succeeded or RunState.Unchanged ? run : before?.LastGood);
}
