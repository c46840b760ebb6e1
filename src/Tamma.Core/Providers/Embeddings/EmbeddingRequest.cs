namespace Tamma.Providers.Embeddings;

/// <summary>OpenAI's embeddings: https://platform.openai.com/docs/api-reference/embeddings/create.</summary>
internal sealed record EmbeddingRequest(string Model, IReadOnlyList<string> Input, int? Dimensions);
