namespace Tamma.Client;

/// <summary>A connection that is there no more.</summary>
public sealed record ConnectionRemovalResponse
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>How many models it named; each that no other connection or source names is removed.</summary>
    public required int Withdrawn { get; init; }
}
