using System.Globalization;

namespace Tamma.Search.Embedding;

/// <summary>How it stands with the embeddings of a server, for status and explanations.</summary>
/// <param name="Status">What search can count on.</param>
/// <param name="Model">The configured embedding model; null when there is none.</param>
/// <param name="Served">The model whose vectors serve now; another than <paramref name="Model"/> while that one's are being made, null while there are none.</param>
/// <param name="Embedded">Texts of the catalogue that have a vector of <paramref name="Model"/>.</param>
/// <param name="Wanted">Texts of the catalogue.</param>
/// <param name="Reason">What fails, for people.</param>
public sealed record EmbeddingState(EmbeddingStatus Status, string? Model = null, string? Served = null, int Embedded = 0, int Wanted = 0, string? Reason = null)
{
    public static EmbeddingState Off { get; } = new(EmbeddingStatus.Off);

    /// <returns><c>off</c>, <c>warming (20 of 800)</c>, <c>ready</c> or <c>failing (why)</c>.</returns>
    public override string ToString() => Status switch
    {
        EmbeddingStatus.Off => "off",
        EmbeddingStatus.Warming => string.Create(CultureInfo.InvariantCulture, $"warming ({Embedded} of {Wanted})"),
        EmbeddingStatus.Ready => "ready",
        _ => $"failing ({Reason})",
    };
}

public enum EmbeddingStatus
{
    /// <summary>None is configured.</summary>
    Off,

    /// <summary>Vectors are being made. What <see cref="EmbeddingState.Served"/> names serves meanwhile.</summary>
    Warming,

    /// <summary>All texts have their vector.</summary>
    Ready,

    /// <summary>The server does not answer as it should. Vectors that are there still serve, for queries whose vector is known.</summary>
    Failing,
}
