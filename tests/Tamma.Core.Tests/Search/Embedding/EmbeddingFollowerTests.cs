using Microsoft.Extensions.AI;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tamma.Catalog;
using Tamma.Core.Tests.Catalog;
using Tamma.Search;
using Tamma.Search.Embedding;
using Xunit;

namespace Tamma.Core.Tests.Search.Embedding;

public sealed class EmbeddingFollowerTests : IAsyncDisposable
{
    private static readonly EmbeddingSpace s_small = new("http://one", "small");
    private static readonly EmbeddingSpace s_large = s_small with { Model = "large" };

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private readonly CurrentCatalog _catalog = new(null!);
    private readonly CurrentSearch _search;
    private readonly StubEmbeddings _stub = new();
    private readonly MemoryEmbeddingStore _store = new();
    private readonly SearchWorld _world = SearchWorld.With("a/m1", "a/m2 tool_call", "b/m1", "b/m3", "c/m4");
    private readonly List<EmbeddingFollower> _followers = [];
    private long _position = 1;

    public EmbeddingFollowerTests()
    {
        _search = new(_catalog, _clock, NullLogger<CurrentSearch>.Instance);
        _catalog.Swap(_world.Snapshot());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        foreach (var follower in _followers)
        {
            await follower.StopAsync(CancellationToken.None);
            follower.Dispose();
        }

        _search.Dispose();
    }

    [Fact]
    public async Task Each_text_is_embedded_once_in_batches_and_then_all_serve()
    {
        var current = await StartAsync(s_small, batch: 3);
        await ReadyAsync(current);

        Assert.Equal([3, 1], _stub.Batches);
        Assert.Equal(4, _stub.Asked.Distinct().Count());
        Assert.Equal((4, s_small), (current.Served!.Count, _store.Served));
        Assert.All(current.Served.Over(_search.Index).Rows, row => Assert.True(row >= 0));
        Assert.Equal("ready", current.State.ToString());
    }

    [Fact]
    public async Task One_changed_model_embeds_one_text_and_a_price_none()
    {
        var current = await StartAsync(s_small);
        await ReadyAsync(current);
        var asked = _stub.Asked.Count;

        Change("a/m2 tool_call cost.input=3");
        await SeenAsync(current);
        Assert.Equal(asked, _stub.Asked.Count);

        var before = current.Served;
        Change("a/m2 reasoning");
        await SeenAsync(current);
        Assert.Equal(asked + 1, _stub.Asked.Count);
        Assert.Equal(EmbeddingText.Of(_search.Index.Models[1]), _stub.Asked.Last().Text);
        Assert.NotSame(before, current.Served);
        Assert.Same(before!.Over(_search.Index).Values, current.Served!.Over(_search.Index).Values);
    }

    [Fact]
    public async Task After_a_start_nothing_is_embedded_that_is_kept()
    {
        await ReadyAsync(await StartAsync(s_small));
        var asked = _stub.Asked.Count;
        var again = await StartAsync(s_small);
        await ReadyAsync(again);

        Assert.Equal(asked, _stub.Asked.Count);
        Assert.Equal(4, again.Served!.Count);
    }

    [Fact]
    public async Task While_another_model_s_vectors_are_made_those_that_are_kept_of_the_one_before_serve()
    {
        await ReadyAsync(await StartAsync(s_small));
        var gate = new TaskCompletionSource();
        _stub.Before = _ => gate.Task;

        var current = await StartAsync(s_large, batch: 1);
        await Soon.IsAsync(() => _stub.Asked.Any(pair => pair.Model == "large"));

        Assert.Equal(("warming (0 of 4)", "large", "small"), (current.State.ToString(), current.State.Model, current.State.Served));
        Assert.Equal(4, current.Served!.Count);
        using var embedder = new QueryEmbedder(current, _stub.Source, new() { Space = s_large }, _clock, NullLogger<QueryEmbedder>.Instance);
        gate.SetResult();
        await ReadyAsync(current);
        Assert.Equal((s_large, s_large), (current.Served!.Space, _store.Served));
        Assert.Equal("large", (await embedder.TryEmbedAsync("words", Token))!.Model);
    }

    [Fact]
    public async Task Vectors_of_another_server_s_model_do_not_serve_for_nobody_could_embed_a_query()
    {
        await ReadyAsync(await StartAsync(s_small));
        _stub.Before = _ => new TaskCompletionSource().Task;

        var current = await StartAsync(s_large with { Server = "http://two" });
        await Soon.IsAsync(() => _stub.Asked.Any(pair => pair.Model == "large"));

        Assert.Null(current.Served);
    }

    [Fact]
    public async Task A_failure_is_told_and_tried_again_later_each_time_and_what_was_done_stays_done()
    {
        var calls = 0;
        _stub.Before = _ => ++calls >= 2 ? throw new HttpRequestException("it is down") : Task.CompletedTask;
        var current = await StartAsync(s_small, batch: 1);
        await Soon.IsAsync(() => calls == 2 && current.State.Status is EmbeddingStatus.Failing);

        Assert.Equal(("failing (it is down)", 1, 4), (current.State.ToString(), current.State.Embedded, current.State.Wanted));
        Assert.Null(current.Served);
        _clock.Advance(TimeSpan.FromSeconds(0.9));
        Assert.Equal(2, calls);
        await AdvanceUntilAsync(() => calls == 3, TimeSpan.FromSeconds(1));
        _clock.Advance(TimeSpan.FromSeconds(1.9));
        Assert.Equal(3, calls);

        _stub.Before = _ => Task.CompletedTask;
        await AdvanceUntilAsync(() => current.State.Status is EmbeddingStatus.Ready, TimeSpan.FromSeconds(2));
        Assert.Equal(4, _store.Kept.Count);
        Assert.Equal(6, _stub.Asked.Count);
    }

    [Theory]
    [InlineData("short", "with 3 vectors")]
    [InlineData("ragged", "dimensions")]
    [InlineData("nan", "no direction")]
    public async Task Of_a_bad_answer_nothing_is_stored(string how, string reason)
    {
        _stub.ChangeAnswer = answer => how switch
        {
            "short" => answer[1..],
            "ragged" => [.. answer[1..], new Embedding<float>(new float[] { 1 })],
            _ => [.. answer[1..], new Embedding<float>(new float[StubEmbeddings.Dimensions])],
        };
        var current = await StartAsync(s_small);
        await Soon.IsAsync(() => current.State.Status is EmbeddingStatus.Failing);

        Assert.Contains(reason, current.State.Reason, StringComparison.Ordinal);
        Assert.Empty(_store.Kept);
        Assert.Null(current.Served);
    }

    [Fact]
    public async Task An_exception_of_a_stranger_is_told_by_its_name_only()
    {
        _stub.Before = _ => throw new InvalidOperationException("key sk-secret-0001");
        var current = await StartAsync(s_small);
        await Soon.IsAsync(() => current.State.Status is EmbeddingStatus.Failing);

        Assert.Equal("InvalidOperationException", current.State.Reason);
    }

    [Fact]
    public async Task What_nobody_used_for_a_month_is_forgotten()
    {
        var current = await StartAsync(s_small);
        await ReadyAsync(current);
        Change("a/m2 reasoning");
        await SeenAsync(current);
        Assert.Equal(5, _store.Kept.Count);

        _clock.Advance(TimeSpan.FromDays(31));
        Change("a/m2 reasoning cost.input=1");
        await Soon.IsAsync(() => _store.Kept.Count == 4);
    }

    private async Task<CurrentEmbeddings> StartAsync(EmbeddingSpace space, int batch = 64)
    {
        foreach (var before in _followers)
        {
            await before.StopAsync(Token);
        }

        var options = new EmbeddingOptions { Space = space, Batch = batch };
        var current = new CurrentEmbeddings(options);
        _followers.Add(new(current, _catalog, _search, _store, _stub.Source, options, _clock, NullLogger<EmbeddingFollower>.Instance));
        await _followers[^1].StartAsync(Token);
        return current;
    }

    private void Change(string row)
    {
        var model = _world.Add(row).Snapshot().Models.Single(model => row.StartsWith(model.Key.ToString(), StringComparison.Ordinal));
        _catalog.Swap(_catalog.Snapshot.With([model], ++_position, Any.Now));
    }

    private static Task ReadyAsync(CurrentEmbeddings current) => Soon.IsAsync(() => current.State.Status is EmbeddingStatus.Ready);

    /// <summary>Waits until the newest snapshot has its vectors.</summary>
    private async Task SeenAsync(CurrentEmbeddings current) => await Soon.IsAsync(() =>
        ReferenceEquals(_search.Index.Snapshot, _catalog.Snapshot) && current.State.Status is EmbeddingStatus.Ready
        && _search.Index.Models.All(model => current.Served!.Has(TextHash.Of(EmbeddingText.Of(model)))));

    private Task AdvanceUntilAsync(Func<bool> isSo, TimeSpan step) => Soon.IsAsync(isSo, () => _clock.Advance(step));
}
