namespace Tamma.Search.Embedding;

/// <summary>Keeps vectors under the space and the text that they are of, so that nothing is embedded twice.</summary>
public interface IEmbeddingStore
{
    /// <returns>The space that was served last; null when none was yet.</returns>
    Task<EmbeddingSpace?> ReadServedAsync(CancellationToken cancellationToken);

    /// <summary>Reads what there is of these texts. Vectors have the length one, as far as half precision has it.</summary>
    Task<IReadOnlyDictionary<TextHash, float[]>> ReadAsync(EmbeddingSpace space, IReadOnlyCollection<TextHash> texts, CancellationToken cancellationToken);

    /// <summary>Keeps vectors of texts, in half precision; one that is there is replaced. All or none.</summary>
    Task WriteAsync(EmbeddingSpace space, IReadOnlyCollection<KeyValuePair<TextHash, float[]>> vectors, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Says that a space is served, and that these texts are used in it now.</summary>
    Task ServeAsync(EmbeddingSpace space, IReadOnlyCollection<TextHash> texts, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Forgets vectors that were last used before a time.</summary>
    /// <returns>How many.</returns>
    Task<int> ForgetAsync(DateTimeOffset notUsedSince, CancellationToken cancellationToken);
}
