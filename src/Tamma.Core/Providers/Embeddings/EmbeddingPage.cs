using System.Text.Json;

namespace Tamma.Providers.Embeddings;

/// <summary>What is answered to an <see cref="EmbeddingRequest"/>.</summary>
/// <param name="Data">One for each text, in their order.</param>
internal sealed record EmbeddingPage(IReadOnlyList<EmbeddingRow>? Data);

/// <param name="Index">The place of its text; not every server says it.</param>
/// <param name="Embedding">Numbers, or base64 of floats, the lowest byte first.</param>
internal sealed record EmbeddingRow(int? Index, JsonElement Embedding);
