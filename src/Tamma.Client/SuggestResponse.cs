namespace Tamma.Client;

/// <summary>What somebody who is still typing may mean.</summary>
public sealed record SuggestResponse
{
    /// <summary>Models, best first, one listing of each.</summary>
    public required IReadOnlyList<SuggestedModelResponse> Models { get; init; }

    /// <summary>Ends of the last word.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>The text with its spelling put right; null where nothing seems wrong.</summary>
    public string? DidYouMean { get; init; }

    /// <summary>The position of the index that answered.</summary>
    public long Position { get; init; }
}

/// <summary>A model that may be meant.</summary>
public sealed record SuggestedModelResponse
{
    /// <summary>Its key.</summary>
    public required string Key { get; init; }

    /// <summary>Its name; null where nobody states one.</summary>
    public string? Name { get; init; }
}
