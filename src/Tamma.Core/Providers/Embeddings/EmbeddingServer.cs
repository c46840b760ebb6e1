using Microsoft.Extensions.AI;

namespace Tamma.Providers.Embeddings;

/// <summary>Makes what embeds texts at a server, for one of its models.</summary>
/// <param name="dimensions">Null for as many as it has.</param>
public delegate IEmbeddingGenerator<string, Embedding<float>> EmbeddingServer(string model, int? dimensions);
