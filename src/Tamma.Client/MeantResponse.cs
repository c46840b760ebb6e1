namespace Tamma.Client;

/// <summary>What the meaning of words had to do with an answer.</summary>
public sealed record MeantResponse
{
    /// <summary><c>built_in</c>: the vectors that come with the program. Else the embedding model.</summary>
    public required string Source { get; init; }

    /// <summary>The words whose meaning was looked for.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>What models are for that the words mean, the most first; null by an embedding model.</summary>
    public IReadOnlyList<string>? Axes { get; init; }

    /// <summary>The model that was named as an example: <c>like claude sonnet</c>; null where none was.</summary>
    public string? Like { get; init; }

    /// <summary>How many models lie near, whatever else they miss.</summary>
    public int Near { get; init; }

    /// <summary>Why the embedding server that is configured was not gone by: <c>warming (20 of 800)</c>, <c>failing (why)</c>; null where it was, or where none is.</summary>
    public string? Instead { get; init; }
}
