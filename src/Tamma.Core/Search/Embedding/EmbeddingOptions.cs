namespace Tamma.Search.Embedding;

/// <summary>Whose vectors search has beside its own, and how they are made.</summary>
public sealed record EmbeddingOptions
{
    /// <summary>Null for none: search goes by the vectors that come with the program.</summary>
    public EmbeddingSpace? Space { get; init; }

    /// <summary>Texts in one request.</summary>
    public int Batch { get; init; } = 64;

    /// <summary>How long a search waits for the vector of its words, and goes on without it.</summary>
    public TimeSpan QueryTimeout { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>Vectors of queries that are kept, the last asked for.</summary>
    public int QueryCache { get; init; } = 1_000;
}
