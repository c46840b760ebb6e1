namespace Tamma.Client;

/// <summary>A page of canonical models, in the order of their ids.</summary>
public sealed record CanonicalModelListResponse
{
    /// <summary>The models of this page.</summary>
    public required IReadOnlyList<CanonicalModelSummary> Data { get; init; }

    /// <summary>Where the next page starts; null on the last.</summary>
    public string? NextCursor { get; init; }

    /// <summary>The position of the snapshot that answered.</summary>
    public long Position { get; init; }
}

/// <summary>A canonical model in a list.</summary>
public sealed record CanonicalModelSummary
{
    /// <summary><c>lab/slug</c>.</summary>
    public required string Id { get; init; }

    /// <summary>Name for people.</summary>
    public string? Name { get; init; }

    /// <summary>How many listings are this model, variants among them.</summary>
    public int Listings { get; init; }

    /// <summary>How many of these are variants.</summary>
    public int Variants { get; init; }
}
