using System.Collections.Concurrent;
using Tamma.Search.Embedding;

namespace Tamma.Core.Tests.Search.Embedding;

internal sealed class MemoryEmbeddingStore : IEmbeddingStore
{
    public ConcurrentDictionary<(string Model, TextHash Text), (float[] Vector, DateTimeOffset UsedAt)> Kept { get; } = new();

    public EmbeddingSpace? Served { get; set; }

    public Task<EmbeddingSpace?> ReadServedAsync(CancellationToken cancellationToken) => Task.FromResult(Served);

    public Task<IReadOnlyDictionary<TextHash, float[]>> ReadAsync(EmbeddingSpace space, IReadOnlyCollection<TextHash> texts, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<TextHash, float[]>>(
            texts.Where(text => Kept.ContainsKey((space.Model, text))).ToDictionary(text => text, text => Kept[(space.Model, text)].Vector));

    public Task WriteAsync(EmbeddingSpace space, IReadOnlyCollection<KeyValuePair<TextHash, float[]>> vectors, DateTimeOffset at, CancellationToken cancellationToken)
    {
        foreach (var (text, vector) in vectors)
        {
            Kept[(space.Model, text)] = (vector, at);
        }

        return Task.CompletedTask;
    }

    public Task ServeAsync(EmbeddingSpace space, IReadOnlyCollection<TextHash> texts, DateTimeOffset at, CancellationToken cancellationToken)
    {
        Served = space;
        foreach (var text in texts)
        {
            Kept[(space.Model, text)] = (Kept[(space.Model, text)].Vector, at);
        }

        return Task.CompletedTask;
    }

    public Task<int> ForgetAsync(DateTimeOffset notUsedSince, CancellationToken cancellationToken) =>
        Task.FromResult(Kept.Where(pair => pair.Value.UsedAt < notUsedSince).Count(pair => Kept.TryRemove(pair.Key, out _)));
}
