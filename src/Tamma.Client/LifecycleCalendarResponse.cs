namespace Tamma.Client;

/// <summary>Announced ends of models, the nearest first.</summary>
public sealed record LifecycleCalendarResponse
{
    /// <summary>One for each model whose end lies in the asked days.</summary>
    public required IReadOnlyList<RetirementResponse> Data { get; init; }

    /// <summary>The first day that was asked for.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day; null for no end.</summary>
    public DateOnly? To { get; init; }

    /// <summary>Of the snapshot that this is about.</summary>
    public required long Position { get; init; }
}

/// <summary>The announced end of one model.</summary>
public sealed record RetirementResponse
{
    /// <summary>The model.</summary>
    public required string Key { get; init; }

    /// <summary>Name for people.</summary>
    public string? Name { get; init; }

    /// <summary>As its source wrote it; a year, a month or a day.</summary>
    public required string RetiresOn { get; init; }

    /// <summary>The last day that this may mean.</summary>
    public required DateOnly RetiresBy { get; init; }

    /// <summary>Where it stands now.</summary>
    public string? Stage { get; init; }

    /// <summary>When the end was announced, or first seen.</summary>
    public DateOnly? Announced { get; init; }

    /// <summary>Days from the announcement to the end.</summary>
    public int? NoticeDays { get; init; }

    /// <summary>The model to go to.</summary>
    public ReplacementResponse? Replacement { get; init; }

    /// <summary>Who states the end.</summary>
    public string? Source { get; init; }
}
