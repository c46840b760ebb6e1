namespace Tamma.Client;

/// <summary>How the service fares.</summary>
public sealed record StatusResponse
{
    /// <summary><c>starting</c>, <c>ready</c> or <c>degraded</c>.</summary>
    public required string State { get; init; }

    /// <summary>The server's version.</summary>
    public required string Version { get; init; }

    /// <summary>The position of the snapshot that is served.</summary>
    public required long Position { get; init; }

    /// <summary>The log's id.</summary>
    public required Guid Log { get; init; }

    /// <summary>How many models are known.</summary>
    public required ModelCountsResponse Models { get; init; }

    /// <summary>How many providers are known.</summary>
    public required int Providers { get; init; }

    /// <summary><c>running</c>, <c>stopped</c> or <c>paused</c>.</summary>
    public required string Discovery { get; init; }

    /// <summary>Why discovery is paused.</summary>
    public string? PausedBecause { get; init; }

    /// <summary>How the sources fare.</summary>
    public required SourceCountsResponse Sources { get; init; }

    /// <summary>Reviews that wait for a decision.</summary>
    public required int OpenReviews { get; init; }

    /// <summary>How it stands with the embeddings that search uses beside its own vectors; null from a server that does not say.</summary>
    public EmbeddingsStatusResponse? Embeddings { get; init; }

    /// <summary>When the server started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Free room where the data lies.</summary>
    public long? DataFolderFreeBytes { get; init; }
}

/// <summary>Embeddings of a server, which search uses beside the vectors that come with the program.</summary>
public sealed record EmbeddingsStatusResponse
{
    /// <summary><c>off</c> (none is configured), <c>warming</c>, <c>ready</c> or <c>failing</c>.</summary>
    public required string State { get; init; }

    /// <summary>The server's address, without anything secret; null when none is configured.</summary>
    public string? Source { get; init; }

    /// <summary>The configured embedding model.</summary>
    public string? Model { get; init; }

    /// <summary>The model whose vectors serve now, where it is another.</summary>
    public string? Served { get; init; }

    /// <summary>Texts of the catalogue that have a vector.</summary>
    public int? Embedded { get; init; }

    /// <summary>Texts of the catalogue.</summary>
    public int? Wanted { get; init; }

    /// <summary>What fails.</summary>
    public string? Reason { get; init; }
}

/// <summary>How many models are known, by what is known of them.</summary>
public sealed record ModelCountsResponse
{
    /// <summary>Offered by a connection.</summary>
    public required int Mine { get; init; }

    /// <summary>Known from public claims only.</summary>
    public required int Reference { get; init; }

    /// <summary>No longer listed, not removed yet.</summary>
    public required int Missing { get; init; }

    /// <summary>Taken out.</summary>
    public required int Removed { get; init; }
}

/// <summary>How many sources are in which state.</summary>
public sealed record SourceCountsResponse
{
    /// <summary>The last run was good.</summary>
    public required int Ok { get; init; }

    /// <summary>The last run failed.</summary>
    public required int Failing { get; init; }

    /// <summary>Optional and not there.</summary>
    public required int Absent { get; init; }
}
