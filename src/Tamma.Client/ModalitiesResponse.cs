namespace Tamma.Client;

/// <summary>What a model takes and gives: <c>text</c>, <c>image</c>, <c>audio</c>, <c>video</c>, <c>pdf</c>.</summary>
public sealed record ModalitiesResponse
{
    /// <summary>What it takes.</summary>
    public IReadOnlyList<string>? Input { get; init; }

    /// <summary>What it gives.</summary>
    public IReadOnlyList<string>? Output { get; init; }
}
