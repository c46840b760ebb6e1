namespace Tamma.Client;

/// <summary>A list, or one page of it.</summary>
/// <typeparam name="T">What it lists.</typeparam>
public sealed record ListResponse<T>
{
    /// <summary>The rows.</summary>
    public required IReadOnlyList<T> Data { get; init; }

    /// <summary>Where the next page starts; null on the last page.</summary>
    public string? NextCursor { get; init; }

    /// <summary>The position of the snapshot that answered.</summary>
    public long? Position { get; init; }
}

/// <summary>A page of models.</summary>
public sealed record ModelListResponse
{
    /// <summary>The rows.</summary>
    public required IReadOnlyList<ModelResponse> Data { get; init; }

    /// <summary>Where the next page starts; null on the last page.</summary>
    public string? NextCursor { get; init; }

    /// <summary>The position of the snapshot that answered.</summary>
    public long Position { get; init; }

    /// <summary>How many more rows match when reference rows are asked for too; null when they were.</summary>
    public long? KnownElsewhere { get; init; }

    /// <summary>How many more rows match but for the operator, who hides them; null when none.</summary>
    public long? Hidden { get; init; }
}

/// <summary>A page of the change feed.</summary>
public sealed record ChangeListResponse
{
    /// <summary>The events, oldest first.</summary>
    public required IReadOnlyList<EventResponse> Data { get; init; }

    /// <summary>The place to go on from, also when there is nothing more yet.</summary>
    public required string NextCursor { get; init; }

    /// <summary>The head of the log.</summary>
    public long Position { get; init; }
}
