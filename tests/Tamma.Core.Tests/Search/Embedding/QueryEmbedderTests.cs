using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tamma.Search.Embedding;
using Xunit;

namespace Tamma.Core.Tests.Search.Embedding;

public sealed class QueryEmbedderTests : IDisposable
{
    private static readonly EmbeddingSpace s_small = new("http://one", "small");
    private static readonly EmbeddingOptions s_options = new() { Space = s_small, QueryCache = 2 };

    private readonly FakeTimeProvider _clock = new();
    private readonly StubEmbeddings _stub = new();
    private readonly CurrentEmbeddings _current = new(s_options);
    private readonly QueryEmbedder _embedder;

    public QueryEmbedderTests()
    {
        _embedder = new(_current, _stub.Source, s_options, _clock, NullLogger<QueryEmbedder>.Instance);
        Serve(s_small);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _embedder.Dispose();

    [Fact]
    public async Task A_query_has_a_vector_of_length_one_in_the_space_of_the_table_that_serves()
    {
        var meaning = await _embedder.TryEmbedAsync("  for\tcontracts ", Token);

        Assert.Equal(("small", _current.Served), (meaning!.Model, meaning.Table));
        Assert.Equal(1, meaning.Vector.Span.ToArray().Sum(value => value * value), 0.01);
        Assert.Equal([("small", "for contracts")], _stub.Asked);
    }

    [Fact]
    public async Task Without_a_server_a_table_or_words_nobody_is_asked()
    {
        using var off = new QueryEmbedder(new(new()), null, new(), _clock, NullLogger<QueryEmbedder>.Instance);
        using var empty = new QueryEmbedder(new(s_options), _stub.Source, s_options, _clock, NullLogger<QueryEmbedder>.Instance);

        Assert.Null(await off.TryEmbedAsync("a", Token));
        Assert.Null(await empty.TryEmbedAsync("a", Token));
        Assert.Null(await _embedder.TryEmbedAsync(" ", Token));
        Assert.Null(await _embedder.TryEmbedAsync(new('x', 5_000), Token));
        Assert.Empty(_stub.Asked);
        Assert.Equal(EmbeddingState.Off, off.State);
    }

    [Fact]
    public async Task The_queries_that_were_asked_last_are_kept_and_no_more()
    {
        foreach (var text in (string[])["a", "b", "a", "c", "a", "b"])
        {
            Assert.NotNull(await _embedder.TryEmbedAsync(text, Token));
        }

        Assert.Equal(["a", "b", "c", "b"], _stub.Asked.Select(pair => pair.Text));
    }

    [Fact]
    public async Task Many_who_ask_the_same_are_one_request()
    {
        var gate = new TaskCompletionSource();
        _stub.Before = _ => gate.Task;

        var all = Enumerable.Range(0, 20).Select(_ => _embedder.TryEmbedAsync("the same", Token).AsTask()).ToList();
        await AskedAsync(1);
        gate.SetResult();

        Assert.All(await Task.WhenAll(all), Assert.NotNull);
        Assert.Single(_stub.Asked);
    }

    [Fact]
    public async Task A_search_waits_no_longer_than_it_may_and_the_late_answer_serves_the_next_one()
    {
        var gate = new TaskCompletionSource();
        _stub.Before = _ => gate.Task;
        var waiting = _embedder.TryEmbedAsync("slow", Token).AsTask();
        await AskedAsync(1);
        await AdvanceUntilAsync(waiting);

        Assert.Null(await waiting);
        gate.SetResult();
        await Soon.IsAsync(async () => await _embedder.TryEmbedAsync("slow", Token) is not null);

        Assert.Single(_stub.Asked);
    }

    [Fact]
    public async Task A_dead_server_is_left_alone_after_three_failures_and_probed_beside_a_search_after_thirty_seconds()
    {
        _stub.Before = _ => throw new HttpRequestException("nothing listens at http://one");
        for (var i = 0; i < 10; i++)
        {
            Assert.Null(await _embedder.TryEmbedAsync($"{i}", Token));
        }

        Assert.Equal(QueryCircuit.Failures, _stub.Asked.Count);
        Assert.Equal("failing (nothing listens at http://one)", _embedder.State.ToString());

        // Whoever comes first after that is not kept waiting, and the probe fails.
        _stub.Before = _ => throw new HttpRequestException("still nothing");
        _clock.Advance(QueryCircuit.Rest);
        Assert.Null(await _embedder.TryEmbedAsync("probe", Token));
        await Soon.IsAsync(() => Task.FromResult(_embedder.State.ToString() is "failing (still nothing)"));
        Assert.Null(await _embedder.TryEmbedAsync("another", Token));
        Assert.Equal(QueryCircuit.Failures + 1, _stub.Asked.Count);

        _stub.Before = _ => Task.CompletedTask;
        _clock.Advance(QueryCircuit.Rest);
        await Soon.IsAsync(async () => await _embedder.TryEmbedAsync("again", Token) is not null);

        Assert.NotNull(await _embedder.TryEmbedAsync("well", Token));
        Assert.NotEqual(EmbeddingStatus.Failing, _embedder.State.Status);
    }

    [Fact]
    public async Task Nobody_waits_for_a_probe()
    {
        _stub.Before = _ => throw new HttpRequestException("nothing listens");
        for (var i = 0; i < QueryCircuit.Failures; i++)
        {
            await _embedder.TryEmbedAsync($"{i}", Token);
        }

        _stub.Before = _ => new TaskCompletionSource().Task;
        _clock.Advance(QueryCircuit.Rest);
        var probing = _embedder.TryEmbedAsync("probe", Token);

        Assert.True(probing.IsCompletedSuccessfully);
        Assert.Null(await probing);
        await AskedAsync(QueryCircuit.Failures + 1);
    }

    [Fact]
    public async Task An_answer_that_comes_too_late_does_not_say_that_the_server_is_well()
    {
        _stub.Before = _ => throw new HttpRequestException("nothing listens");
        for (var i = 1; i < QueryCircuit.Failures; i++)
        {
            await _embedder.TryEmbedAsync($"{i}", Token);
        }

        var gate = new TaskCompletionSource();
        _stub.Before = _ => gate.Task;
        var waiting = _embedder.TryEmbedAsync("slow", Token).AsTask();
        await AskedAsync(QueryCircuit.Failures);
        await AdvanceUntilAsync(waiting);
        _clock.Advance(s_options.QueryTimeout);
        gate.SetResult();

        await Soon.IsAsync(async () => await _embedder.TryEmbedAsync("slow", Token) is not null);
        Assert.Equal(EmbeddingStatus.Failing, _embedder.State.Status);
    }

    [Fact]
    public async Task With_thirty_two_requests_under_way_whoever_comes_goes_on_without()
    {
        var gate = new TaskCompletionSource();
        _stub.Before = _ => gate.Task;
        var all = Enumerable.Range(0, 32).Select(i => _embedder.TryEmbedAsync($"{i}", Token).AsTask()).ToList();
        await AskedAsync(32);

        var next = _embedder.TryEmbedAsync("one more", Token);
        Assert.True(next.IsCompletedSuccessfully);
        Assert.Null(await next);

        gate.SetResult();
        Assert.All(await Task.WhenAll(all), Assert.NotNull);
        Assert.Equal(32, _stub.Asked.Count);
    }

    [Fact]
    public async Task Requests_under_way_end_with_it_and_are_no_failures()
    {
        var embedder = new QueryEmbedder(_current, _stub.Source, s_options, _clock, NullLogger<QueryEmbedder>.Instance);
        _stub.Before = _ => new TaskCompletionSource().Task;
        var all = Enumerable.Range(0, QueryCircuit.Failures).Select(i => embedder.TryEmbedAsync($"{i}", Token).AsTask()).ToList();
        await AskedAsync(QueryCircuit.Failures);

        embedder.Dispose();

        Assert.All(await Task.WhenAll(all), Assert.Null);
        Assert.NotEqual(EmbeddingStatus.Failing, embedder.State.Status);
    }

    [Fact]
    public async Task What_was_kept_of_another_length_is_not_compared()
    {
        Assert.NotNull(await _embedder.TryEmbedAsync("words", Token));
        var block = new VectorBlock(s_small, new());
        block.Add(TextHash.Of("x"), [1, 0, 0, 0]);
        _current.Serve(block.Generation([TextHash.Of("x")]));

        Assert.Null(await _embedder.TryEmbedAsync("words", Token));
    }

    [Fact]
    public async Task A_vector_of_another_length_than_the_models_have_is_told_as_such()
    {
        _stub.Change = vector => vector[1..];
        for (var i = 0; i < QueryCircuit.Failures; i++)
        {
            Assert.Null(await _embedder.TryEmbedAsync($"{i}", Token));
        }

        Assert.Contains("a vector of 7 dimensions where 8 are wanted", _embedder.State.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_left_alone_too()
    {
        _stub.Before = _ => new TaskCompletionSource().Task;
        for (var i = 0; i < QueryCircuit.Failures; i++)
        {
            var waiting = _embedder.TryEmbedAsync($"{i}", Token).AsTask();
            await AskedAsync(i + 1);
            await AdvanceUntilAsync(waiting);
        }

        Assert.Null(await _embedder.TryEmbedAsync("free", Token));
        Assert.Equal(QueryCircuit.Failures, _stub.Asked.Count);
        Assert.Contains("within 300 ms", _embedder.State.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_search_cannot_use_is_a_failure_and_no_vector()
    {
        _stub.Change = vector => vector[1..];
        Assert.Null(await _embedder.TryEmbedAsync("short", Token));
        _stub.Change = _ => [float.NaN, 0, 0, 0, 0, 0, 0, 0];
        Assert.Null(await _embedder.TryEmbedAsync("not a number", Token));
        _stub.ChangeAnswer = _ => [];
        Assert.Null(await _embedder.TryEmbedAsync("nothing", Token));

        Assert.Contains("answered 1 texts with 0 vectors", _embedder.State.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_another_model_serves_queries_are_embedded_by_that_one()
    {
        await _embedder.TryEmbedAsync("words", Token);
        Serve(s_small with { Model = "large" });

        var meaning = await _embedder.TryEmbedAsync("words", Token);

        Assert.Equal(("large", "large"), (meaning!.Model, meaning.Table.Space.Model));
        Assert.Equal([("small", "words"), ("large", "words")], _stub.Asked);
    }

    [Fact]
    public async Task Whoever_gives_up_is_told_so()
    {
        _stub.Before = _ => new TaskCompletionSource().Task;
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var waiting = _embedder.TryEmbedAsync("words", gone.Token).AsTask();
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private void Serve(EmbeddingSpace space)
    {
        var block = new VectorBlock(space, new());
        block.Add(TextHash.Of("x"), [1, 0, 0, 0, 0, 0, 0, 0]);
        _current.Serve(block.Generation([TextHash.Of("x")]));
    }

    private Task AskedAsync(int count) => Soon.IsAsync(() => _stub.Asked.Count >= count);

    /// <summary>The wait may begin after the request did.</summary>
    private Task AdvanceUntilAsync(Task task) => Soon.IsAsync(() => task.IsCompleted, () => _clock.Advance(s_options.QueryTimeout));
}
