namespace Tamma.Search.Embedding;

/// <summary>The vector of a query and the vectors that it can be compared with.</summary>
/// <param name="Model">The embedding model of both.</param>
/// <param name="Vector">Of length one.</param>
/// <param name="Table">The models' vectors, of the same space.</param>
public sealed record QueryMeaning(string Model, ReadOnlyMemory<float> Vector, EmbeddedModels Table);
