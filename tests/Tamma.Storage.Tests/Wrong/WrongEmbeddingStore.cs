using Tamma.Search.Embedding;

namespace Tamma.Storage.Tests.Wrong;

/// <summary>A right keeper of embeddings behind one fault.</summary>
internal sealed class WrongEmbeddingStore(IEmbeddingStore inner, RecordFault fault) : IEmbeddingStore
{
    private readonly HashSet<(EmbeddingSpace, TextHash)> _written = [];
    private EmbeddingSpace? _first;

    public async Task<EmbeddingSpace?> ReadServedAsync(CancellationToken cancellationToken) =>
        fault is RecordFault.KeepsTheFirstState ? _first : await inner.ReadServedAsync(cancellationToken);

    public Task<IReadOnlyDictionary<TextHash, float[]>> ReadAsync(EmbeddingSpace space, IReadOnlyCollection<TextHash> texts, CancellationToken cancellationToken) =>
        inner.ReadAsync(Of(space), texts, cancellationToken);

    public async Task WriteAsync(EmbeddingSpace space, IReadOnlyCollection<KeyValuePair<TextHash, float[]>> vectors, DateTimeOffset at, CancellationToken cancellationToken)
    {
        foreach (var (text, vector) in vectors)
        {
            if (_written.Add((space, text)) || fault is not RecordFault.KeepsTheFirstState)
            {
                await inner.WriteAsync(
                    Of(space),
                    [KeyValuePair.Create(text, fault is RecordFault.RoundsValues ? [.. vector.Select(value => MathF.Round(value, 2))] : vector)],
                    at,
                    cancellationToken);
            }
        }
    }

    public async Task ServeAsync(EmbeddingSpace space, IReadOnlyCollection<TextHash> texts, DateTimeOffset at, CancellationToken cancellationToken)
    {
        _first ??= space;
        await inner.ServeAsync(Of(space), fault is RecordFault.RemovesAll ? [] : texts, at, cancellationToken);
    }

    public Task<int> ForgetAsync(DateTimeOffset notUsedSince, CancellationToken cancellationToken) =>
        inner.ForgetAsync(fault is RecordFault.KeepsTooLong ? DateTimeOffset.MinValue : notUsedSince, cancellationToken);

    private EmbeddingSpace Of(EmbeddingSpace space) => fault switch
    {
        RecordFault.MixesTypes => space with { Model = "any" },
        RecordFault.LosesSettings => space with { Dimensions = null },
        RecordFault.IgnoresTheSource => space with { Model = space.Model + space.Server },
        _ => space,
    };
}
