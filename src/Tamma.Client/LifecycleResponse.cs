namespace Tamma.Client;

/// <summary>Where a model stands in its life.</summary>
public sealed record LifecycleResponse
{
    /// <summary><c>preview</c>, <c>active</c>, <c>deprecated</c>, <c>retired</c> or <c>gone</c>. Null when it is missing and nobody had said that it ends.</summary>
    public string? Stage { get; init; }

    /// <summary>When what happens or happened.</summary>
    public LifecycleDatesResponse? Dates { get; init; }

    /// <summary>Days from the announcement to the end.</summary>
    public int? NoticeDays { get; init; }

    /// <summary>The model to go to.</summary>
    public ReplacementResponse? Replacement { get; init; }

    /// <summary>What is remarkable about it; null when nothing is.</summary>
    public IReadOnlyList<LifecycleFindingResponse>? Findings { get; init; }
}

/// <summary>The dates of a model's life.</summary>
public sealed record LifecycleDatesResponse
{
    /// <summary>When its end was announced; see <see cref="AnnouncedBy"/>.</summary>
    public DateOnly? Announced { get; init; }

    /// <summary><c>stated</c> by a source, or <c>seen</c>: first seen here on that day, so announced then or before.</summary>
    public string? AnnouncedBy { get; init; }

    /// <summary>Since when it is deprecated; a year, a month or a day.</summary>
    public string? DeprecatedSince { get; init; }

    /// <summary>Its announced end as its source wrote it; a year, a month or a day.</summary>
    public string? RetiresOn { get; init; }

    /// <summary>The last day that <see cref="RetiresOn"/> may mean: <c>2026-05</c> is 2026-05-31 at the latest.</summary>
    public DateOnly? RetiresBy { get; init; }

    /// <summary>Since when complete answers no longer list it.</summary>
    public DateTimeOffset? MissingSince { get; init; }

    /// <summary>When it was taken out.</summary>
    public DateTimeOffset? RemovedAt { get; init; }
}

/// <summary>The model to go to from one that ends.</summary>
public sealed record ReplacementResponse
{
    /// <summary>Its key, or its name as it was stated when the catalogue does not have it.</summary>
    public required string Key { get; init; }

    /// <summary><c>provider</c>, <c>operator</c> (a person chose it), or <c>suggested</c>: found by a rule, stated by nobody.</summary>
    public required string By { get; init; }

    /// <summary>False when the catalogue does not have it; absent otherwise.</summary>
    public bool? Known { get; init; }
}

/// <summary>Something remarkable in a model's life.</summary>
public sealed record LifecycleFindingResponse
{
    /// <summary><c>disappeared_without_notice</c>, <c>probably_renamed_to</c> or <c>overdue</c>.</summary>
    public required string Code { get; init; }

    /// <summary>For people.</summary>
    public required string Sentence { get; init; }

    /// <summary>The other model that it is about.</summary>
    public string? Model { get; init; }
}
