namespace Tamma.Client;

/// <summary>What becomes of the models that are used.</summary>
public sealed record CheckResponse
{
    /// <summary>One for each mention, in the order of the question.</summary>
    public required IReadOnlyList<CheckResultResponse> Data { get; init; }

    /// <summary>How many of them are doomed.</summary>
    public required int Doomed { get; init; }

    /// <summary>Files or lines that were not read, with why; null when all were.</summary>
    public IReadOnlyList<string>? Skipped { get; init; }

    /// <summary>Of the catalogue that answered.</summary>
    public long? Position { get; init; }

    /// <summary>The time of the catalogue that answered.</summary>
    public DateTimeOffset? At { get; init; }
}

/// <summary>What becomes of one model that is mentioned.</summary>
public sealed record CheckResultResponse
{
    /// <summary>The name as it stands there.</summary>
    public required string Id { get; init; }

    /// <summary>The file that it stands in.</summary>
    public string? File { get; init; }

    /// <summary>Its line, from 1.</summary>
    public int? Line { get; init; }

    /// <summary>Its column, from 1, in UTF-16 units.</summary>
    public int? Column { get; init; }

    /// <summary>The configuration key that it is the value of.</summary>
    public string? Under { get; init; }

    /// <summary><c>exact</c>, <c>alias</c>, <c>ambiguous</c> or <c>unknown</c>.</summary>
    public required string Resolution { get; init; }

    /// <summary>The model that it means.</summary>
    public string? Key { get; init; }

    /// <summary>The models that it may mean, when it is ambiguous; at most ten.</summary>
    public IReadOnlyList<string>? Candidates { get; init; }

    /// <summary><c>ok</c>, <c>missing</c>, <c>deprecated</c>, <c>retires</c>, <c>retired</c>, <c>gone</c> or <c>unknown</c>.</summary>
    public required string Verdict { get; init; }

    /// <summary>It has ended, or ends within the asked days.</summary>
    public required bool Doomed { get; init; }

    /// <summary>Where it stands in its life.</summary>
    public string? Stage { get; init; }

    /// <summary>Its announced end; a year, a month or a day.</summary>
    public string? RetiresOn { get; init; }

    /// <summary>The last day that this may mean.</summary>
    public DateOnly? RetiresBy { get; init; }

    /// <summary>Since when nobody lists it.</summary>
    public DateTimeOffset? MissingSince { get; init; }

    /// <summary>When it was taken out.</summary>
    public DateTimeOffset? RemovedAt { get; init; }

    /// <summary>The model to go to.</summary>
    public ReplacementResponse? Replacement { get; init; }

    /// <summary>The model that it probably is now, under another name.</summary>
    public string? ProbablyRenamedTo { get; init; }
}
