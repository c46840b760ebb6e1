using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tamma.Catalog;
using Tamma.Search;
using Tamma.Search.Analytics;
using Xunit;

namespace Tamma.Core.Tests.Search.Analytics;

public sealed class AskedRecorderTests
{
    private static readonly SearchIndex s_index = SearchWorld.With("anthropic/claude-opus-4-8 tool_call", "openai/gpt-5.4-mini").Index();
    private static readonly string[] s_questions = ["claude opus", "gpt", "nothingiscalledso", "claude with 9m context", "mini and tools", "ada@example.org"];

    private readonly FakeTimeProvider _time = new(new(2026, 7, 1, 12, 0, 0, TimeSpan.Zero));
    private readonly MemoryAskedStore _store = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_search_is_counted_under_its_form()
    {
        using var recorder = New();
        Ask(recorder, "claude opus", microseconds: 100);
        Ask(recorder, "Claude Opus!", microseconds: 900);
        Ask(recorder, "nothingiscalledso");
        Ask(recorder, "claude with 9m context");

        Assert.True(await recorder.FlushAsync(Token));

        var forms = (await ReadAsync()).Forms.ToDictionary(one => one.Form.ToString(), one => one.Counts);
        var opus = forms["claude opus | all"];
        Assert.Equal((2, 0, 0, 2), (opus.Asked, opus.Empty, opus.StoodIn, opus.Results[1]));
        Assert.Equal((Buckets.EndOf(13), Buckets.EndOf(19)), (Buckets.Quantile(opus.Latency, 0.5), Buckets.Quantile(opus.Latency, 0.99)));
        var nothing = forms["nothingiscalledso | all"];
        Assert.Equal((1, 1, 0, "nothingiscalledso"), (nothing.Asked, nothing.Empty, nothing.StoodIn, Assert.Single(nothing.Unknown)));
        Assert.Equal((1, 1, 1), (forms["claude | context>=9M | all"].Asked, forms["claude | context>=9M | all"].Empty, forms["claude | context>=9M | all"].StoodIn));
    }

    /// <summary>Searches, flushes that fail before or after the commit, and killed processes, in any order.</summary>
    [Fact]
    public Task What_is_stored_is_what_was_recorded_less_what_was_killed_before_it_was_flushed() =>
        Gen.Frequency((6, Gen.Int[0, s_questions.Length - 1]), (2, Gen.Const(-1)), (1, Gen.Const(-2)), (1, Gen.Const(-3)), (1, Gen.Const(-4))).Array[1, 60].SampleAsync(
            async steps =>
            {
                var store = new MemoryAskedStore();
                var recorder = New(store);
                var (sure, open) = (0, 0);
                var isUnsure = 0;
                foreach (var step in steps)
                {
                    switch (step)
                    {
                        case -1:
                            store.FailsBefore = store.FailsAfter = false;
                            Assert.True(await recorder.FlushAsync(Token));
                            (sure, open, isUnsure) = (sure + open, 0, 0);
                            break;
                        case -2:
                            (store.FailsBefore, store.FailsAfter) = (true, false);
                            Assert.Equal(open == 0, await recorder.FlushAsync(Token));
                            break;
                        case -3:
                            // Stored, and the recorder does not know; what comes later must not be lost with it.
                            (store.FailsBefore, store.FailsAfter) = (false, true);
                            var before = store.Batches;
                            await recorder.FlushAsync(Token);
                            isUnsure = store.Batches > before ? open : isUnsure;
                            break;
                        case -4:
                            var kept = (int)(await store.ReadAsync(default, default, Token)).Forms.Sum(one => one.Counts.Asked);
                            Assert.InRange(kept, sure, sure + open);
                            (sure, open, isUnsure) = (kept, 0, 0);
                            recorder.Dispose();
                            recorder = New(store);
                            break;
                        default:
                            Ask(recorder, s_questions[step]);
                            open++;
                            break;
                    }
                }

                store.FailsBefore = store.FailsAfter = false;
                Assert.True(await recorder.FlushAsync(Token));
                Assert.Equal(sure + open, (await store.ReadAsync(default, default, Token)).Forms.Sum(one => one.Counts.Asked));
                recorder.Dispose();
            },
            iter: 100);

    [Fact]
    public async Task Many_threads_and_flushes_between_lose_nothing()
    {
        using var recorder = New();
        var flushes = Task.Run(async () => { for (var i = 0; i < 50; i++) { await recorder.FlushAsync(Token); } }, Token);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() => { for (var i = 0; i < 500; i++) { Ask(recorder, s_questions[(thread + i) % s_questions.Length]); } }, Token)));
        await flushes;
        await recorder.FlushAsync(Token);

        var sums = await ReadAsync();
        Assert.Equal(2_000, sums.Dropped + sums.Forms.Sum(one => one.Counts.Asked));
    }

    [Fact]
    public async Task Beyond_its_room_searches_are_dropped_and_the_drops_are_counted()
    {
        using var recorder = New();
        for (var i = 0; i < AskedRecorder.Room + 7; i++)
        {
            Ask(recorder, "claude");
        }

        await recorder.FlushAsync(Token);

        var sums = await ReadAsync();
        Assert.Equal((AskedRecorder.Room, 7), (Assert.Single(sums.Forms).Counts.Asked, sums.Dropped));
    }

    [Fact]
    public async Task Beyond_its_bound_forms_are_one()
    {
        using var recorder = New(options: new() { MostForms = 2 });
        foreach (var question in (string[])["a", "b", "c", "a", "d", "ada@example.org"])
        {
            Ask(recorder, question);
        }

        await recorder.FlushAsync(Token);

        Assert.Equal(["(others) 2", "(withheld) 1", "a | all 2", "b | all 1"], (await ReadAsync()).Forms.Select(one => $"{one.Form} {one.Counts.Asked}").Select(text => text.Replace("(others) | all", "(others)", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Switched_off_it_counts_nothing()
    {
        using var recorder = New(options: new() { Enabled = false });
        Ask(recorder, "claude");
        await recorder.FlushAsync(Token);

        Assert.Equal(0, _store.Batches);
    }

    [Fact]
    public void Who_searches_allocates_nothing_for_it()
    {
        using var recorder = New();
        var asked = new SearchRequest("claude");
        var hits = Searcher.Search(s_index, asked);
        for (var i = 0; i < AskedRecorder.Room; i++)
        {
            recorder.Record(asked, hits, false, default);
        }

        // Full or not: a record goes into room that is there, or is dropped.
        var before = GC.GetAllocatedBytesForCurrentThread();
        recorder.Record(asked, hits, false, default);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task The_worker_stores_from_time_to_time_and_when_it_stops()
    {
        using var recorder = New();
        using var worker = new AskedWorker(recorder, new(), _time);
        await worker.StartAsync(Token);
        Ask(recorder, "claude");
        while (_store.Batches == 0)
        {
            Token.ThrowIfCancellationRequested();
            _time.Advance(AskedWorker.Between);
            await Task.Yield();
        }

        Ask(recorder, "gpt");
        await worker.StopAsync(Token);

        Assert.Equal(2, (await ReadAsync()).Forms.Sum(one => one.Counts.Asked));
    }

    private AskedRecorder New(MemoryAskedStore? store = null, AnalyticsOptions? options = null) => new(store ?? _store, options ?? new(), _time, NullLogger<AskedRecorder>.Instance);

    private Task<AskedSums> ReadAsync() => _store.ReadAsync(default, default, Token);

    private static void Ask(AskedRecorder recorder, string text, double microseconds = 50)
    {
        var asked = new SearchRequest(text) { Scope = ModelScope.All };
        recorder.Record(asked, Searcher.Search(s_index, asked), false, TimeSpan.FromMicroseconds(microseconds));
    }
}
