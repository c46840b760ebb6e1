using Tamma.Search;
using Tamma.Search.Embedding;

namespace Tamma.Server.Rest;

/// <summary>The vector of a question's words by the embedding server, where one is configured.</summary>
internal sealed class SearchMeaning(QueryEmbedder embedder)
{
    /// <returns>Null where none is asked for or none came in time; the search goes on without.</returns>
    public async ValueTask<QueryMeaning?> MeaningAsync(SearchRequest asked, CancellationToken cancellationToken) =>
        asked is { Mode: not SearchMode.Lexical, ReadWords: true } ? await embedder.TryEmbedAsync(asked.Text, cancellationToken) : null;

    /// <summary>Why an answer was given without it.</summary>
    public string? Instead(QueryMeaning? meaning) => meaning is null && embedder.State is { Status: not EmbeddingStatus.Off } state ? state.ToString() : null;
}
