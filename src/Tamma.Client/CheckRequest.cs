namespace Tamma.Client;

/// <summary>Asks whether anything that is used is about to end: names, or the text of a file that holds them.</summary>
public sealed record CheckRequest
{
    /// <summary>Names of models, with or without their provider.</summary>
    public IReadOnlyList<string>? Ids { get; init; }

    /// <summary>The text of a file; names are found where they are quoted or stand under a known configuration key.</summary>
    public string? Text { get; init; }

    /// <summary>The file's name, which says how its text is read.</summary>
    public string? File { get; init; }

    /// <summary>A name without a provider means this provider's model, where it has it.</summary>
    public string? Provider { get; init; }

    /// <summary>An end that is so many days away or nearer is doomed; 0 when not given.</summary>
    public int? FailWithinDays { get; init; }
}
