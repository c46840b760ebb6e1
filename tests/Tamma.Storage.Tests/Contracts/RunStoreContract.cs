using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Discovery;
using Xunit;
using static Tamma.Storage.Tests.Samples;

namespace Tamma.Storage.Tests.Contracts;

/// <summary>What every store of runs promises.</summary>
public abstract class RunStoreContract(Stores stores) : IAsyncDisposable
{
    private IRunStore Runs => stores.Runs;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_is_read_back_as_it_was_given()
    {
        var full = Run(OpenAi, 3, RunState.Held) with
        {
            StartedAt = Day(4),
            FinishedAt = Day(5),
            Fault = "unauthorised",
            Sentence = "openai: key rejected (401). 41 models kept, stale since 09:12.",
            Pages = 3,
            Bytes = 5_000_000_000,
            Counts = new() { Listed = 1, Added = 2, Updated = 3, Missing = 4, Returned = 5, Removed = 6, FactsChanged = 7 },
            Documents = [DocumentHash.Of("a"u8), DocumentHash.Of("b"u8)],
            UnknownFields = Counts(("ü.x", 3), ("a", 1)),
            Rules = Counts(("zero_is_unknown", 41)),
            Findings = Counts(("HIGH_COST", 2)),
            FirstPosition = 8,
            LastPosition = 9,
            Review = Guid.CreateVersion7(),
        };
        var bare = Run(ModelsDev, 1, RunState.Queued);
        await Runs.SaveAsync(full, Token);
        await Runs.SaveAsync(bare, Token);

        Assert.Equal(Shown.Of(full), Shown.Of((await Runs.GetAsync(full.Id, Token))!));
        Assert.Equal(Shown.Of(bare), Shown.Of((await Runs.GetAsync(bare.Id, Token))!));
        Assert.Null(await Runs.GetAsync(Guid.CreateVersion7(), Token));
    }

    [Fact]
    public async Task A_run_that_is_saved_again_is_replaced()
    {
        var run = Run(OpenAi, 3, RunState.Running);
        await Runs.SaveAsync(run, Token);

        await Runs.SaveAsync(run with { State = RunState.Succeeded, FinishedAt = Day(4) }, Token);

        Assert.Equal(RunState.Succeeded, Assert.Single(await Runs.ReadAsync(null, 10, Token)).State);
    }

    [Fact]
    public async Task Runs_are_read_newest_first_up_to_a_limit_and_of_one_source()
    {
        foreach (var (source, day) in ((SourceId, int)[])[(OpenAi, 2), (ModelsDev, 3), (OpenAi, 1), (OpenAi, 4)])
        {
            await Runs.SaveAsync(Run(source, day, RunState.Succeeded), Token);
        }

        Assert.Equal([Day(4), Day(3), Day(2)], (await Runs.ReadAsync(null, 3, Token)).Select(run => run.QueuedAt));
        Assert.Equal([Day(4), Day(2), Day(1)], (await Runs.ReadAsync(OpenAi, 9, Token)).Select(run => run.QueuedAt));
        Assert.Empty(await Runs.ReadAsync(SourceId.Overrides, 9, Token));
    }

    [Fact]
    public async Task The_last_finished_and_the_last_good_run_of_each_source_are_known()
    {
        Run[] runs =
        [
            Run(OpenAi, 1, RunState.Succeeded), Run(OpenAi, 2, RunState.Unchanged), Run(OpenAi, 3, RunState.Held), Run(OpenAi, 4, RunState.Failed),
            Run(OpenAi, 5, RunState.Running), Run(ModelsDev, 1, RunState.Cancelled), Run(SourceId.Overrides, 1, RunState.Queued),
        ];
        foreach (var run in runs.Reverse())
        {
            await Runs.SaveAsync(run, Token);
        }

        var last = (await Runs.ReadLastAsync(Token)).ToDictionary(entry => entry.Source);

        Assert.Equal((RunState.Failed, RunState.Unchanged), (last[OpenAi].Last?.State, last[OpenAi].LastGood?.State));
        Assert.Equal((RunState.Cancelled, null), (last[ModelsDev].Last?.State, last[ModelsDev].LastGood?.State));
        Assert.Null(last.GetValueOrDefault(SourceId.Overrides)?.Last);
    }

    [Fact]
    public async Task Runs_that_a_stopped_process_left_are_failed_and_no_others()
    {
        Run[] runs = [Run(OpenAi, 1, RunState.Queued), Run(OpenAi, 2, RunState.Running), Run(OpenAi, 3, RunState.Held)];
        foreach (var run in runs)
        {
            await Runs.SaveAsync(run, Token);
        }

        Assert.Equal(2, await Runs.FailInterruptedAsync(Day(9), "The process stopped.", Token));
        Assert.Equal(0, await Runs.FailInterruptedAsync(Day(9), "The process stopped.", Token));

        Same.Texts(
            [
                Shown.Of(runs[2]),
                Shown.Of(runs[1] with { State = RunState.Failed, FinishedAt = Day(9), Sentence = "The process stopped." }),
                Shown.Of(runs[0] with { State = RunState.Failed, FinishedAt = Day(9), Sentence = "The process stopped." }),
            ],
            (await Runs.ReadAsync(null, 9, Token)).Select(Shown.Of));
    }

    public ValueTask DisposeAsync()
    {
        stores.Close();
        GC.SuppressFinalize(this);
        return default;
    }

    private static ImmutableSortedDictionary<string, int> Counts(params (string Key, int Count)[] counts) =>
        counts.ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Count, StringComparer.Ordinal);
}
