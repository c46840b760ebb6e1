using Microsoft.Extensions.AI;

namespace Tamma.Search.Embedding;

/// <summary>Makes what embeds texts in a space. It tries each request once: whoever asks decides about asking again.</summary>
/// <remarks>
/// A failure is an <see cref="HttpRequestException"/> whose message is fit to be shown; of any other exception only the name of its type is.
/// The generator is its caller's, who disposes of it.
/// </remarks>
public delegate IEmbeddingGenerator<string, Embedding<float>> EmbeddingSource(EmbeddingSpace space);
