namespace Tamma.Search.Embedding;

/// <summary>Vectors of one space can be compared with each other and with no others.</summary>
/// <param name="Server">Whose model it is: the server's address, without anything secret.</param>
/// <param name="Model">The embedding model, as its server calls it.</param>
/// <param name="Dimensions">As many as were asked for; null for as many as the model gives.</param>
public sealed record EmbeddingSpace(string Server, string Model, int? Dimensions = null)
{
    /// <summary>Whether the vectors are the same: a model is what its name says, wherever it is asked.</summary>
    public bool HasVectorsOf(EmbeddingSpace other) => Model == other.Model && Dimensions == other.Dimensions;
}
