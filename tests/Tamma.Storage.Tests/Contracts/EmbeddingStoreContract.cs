using System.Collections;
using Tamma.Search.Embedding;
using Xunit;
using static Tamma.Storage.Tests.Samples;

namespace Tamma.Storage.Tests.Contracts;

/// <summary>What every store of embeddings promises.</summary>
public abstract class EmbeddingStoreContract(Stores stores) : IAsyncDisposable
{
    private static readonly EmbeddingSpace s_small = new("http://one/v1", "small");
    private static readonly TextHash s_first = TextHash.Of("first");
    private static readonly TextHash s_second = TextHash.Of("second 🙂");
    private static readonly TextHash s_nobody = TextHash.Of("nobody's");

    private IEmbeddingStore Embeddings => stores.Embeddings;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_vector_is_read_back_in_half_precision()
    {
        float[] vector = [0.1f, -0.70710677f, 1, 0, 6.1e-5f];

        await WriteAsync(s_small, (s_first, vector), (s_second, [1, 0]));

        var found = await Embeddings.ReadAsync(s_small, [s_first, s_nobody, s_second], Token);
        Assert.Equal(2, found.Count);
        Assert.Equal(vector.Select(value => (float)(Half)value), found[s_first]);
        Assert.Equal([1, 0], found[s_second]);
    }

    [Fact]
    public async Task Spaces_are_told_apart_by_model_and_dimensions_and_not_by_server()
    {
        await WriteAsync(s_small, (s_first, [1, 0]));
        await WriteAsync(s_small with { Model = "large" }, (s_first, [0, 1]));
        await WriteAsync(s_small with { Dimensions = 3 }, (s_first, [0, 0, 1]));

        Assert.Equal("1 0", await OneAsync(s_small with { Server = "http://two/v1" }));
        Assert.Equal("0 1", await OneAsync(s_small with { Model = "large" }));
        Assert.Equal("0 0 1", await OneAsync(s_small with { Dimensions = 3 }));
        Assert.Null(await OneAsync(s_small with { Dimensions = 2 }));
    }

    [Fact]
    public async Task A_vector_that_is_written_again_is_replaced()
    {
        await WriteAsync(s_small, (s_first, [1, 0]));
        await WriteAsync(s_small, (s_first, [0, 1]));

        Assert.Equal("0 1", await OneAsync(s_small));
    }

    [Fact]
    public async Task A_write_that_fails_keeps_nothing()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Embeddings.WriteAsync(s_small, new Breaking([KeyValuePair.Create(s_first, (float[])[1, 0])]), Day(1), Token));

        Assert.Null(await OneAsync(s_small));
    }

    [Fact]
    public async Task What_was_served_last_is_known()
    {
        Assert.Null(await Embeddings.ReadServedAsync(Token));

        await Embeddings.ServeAsync(s_small, [], Day(1), Token);
        Assert.Equal(s_small, await Embeddings.ReadServedAsync(Token));

        var large = s_small with { Server = "http://two/v1", Model = "large", Dimensions = 256 };
        await Embeddings.ServeAsync(large, [s_nobody], Day(2), Token);
        Assert.Equal(large, await Embeddings.ReadServedAsync(Token));
    }

    [Fact]
    public async Task What_was_not_used_for_long_is_forgotten_and_nothing_else()
    {
        await WriteAsync(s_small, (s_first, [1, 0]), (s_second, [0, 1]));
        await Embeddings.ServeAsync(s_small, [s_first], Day(5), Token);

        Assert.Equal(0, await Embeddings.ForgetAsync(Day(1), Token));
        Assert.Equal(1, await Embeddings.ForgetAsync(Day(5), Token));

        var found = await Embeddings.ReadAsync(s_small, [s_first, s_second], Token);
        Assert.Equal([s_first], found.Keys);
    }

    public ValueTask DisposeAsync()
    {
        stores.Close();
        GC.SuppressFinalize(this);
        return default;
    }

    private Task WriteAsync(EmbeddingSpace space, params (TextHash Text, float[] Vector)[] vectors) =>
        Embeddings.WriteAsync(space, [.. vectors.Select(pair => KeyValuePair.Create(pair.Text, pair.Vector))], Day(1), Token);

    private async Task<string?> OneAsync(EmbeddingSpace space) =>
        (await Embeddings.ReadAsync(space, [s_first], Token)).TryGetValue(s_first, out var vector) ? string.Join(' ', vector) : null;

    /// <summary>Gives its vectors and breaks then.</summary>
    private sealed class Breaking(IReadOnlyList<KeyValuePair<TextHash, float[]>> vectors) : IReadOnlyCollection<KeyValuePair<TextHash, float[]>>
    {
        public int Count => vectors.Count + 1;

        public IEnumerator<KeyValuePair<TextHash, float[]>> GetEnumerator()
        {
            foreach (var pair in vectors)
            {
                yield return pair;
            }

            throw new InvalidOperationException("It broke.");
        }

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
