namespace Tamma.Client;

/// <summary>How an answer was found: the conditions in the order in which they were applied, and how the text was looked up.</summary>
public sealed record SearchPlanResponse
{
    /// <summary>How many models may be seen at all, before any condition.</summary>
    public int Models { get; init; }

    /// <summary>The conditions, most selective first; ends early where nothing is left.</summary>
    public required IReadOnlyList<PlanStepResponse> Steps { get; init; }

    /// <summary>What was looked up for each word of the text.</summary>
    public required IReadOnlyList<PlanTermResponse> Terms { get; init; }

    /// <summary>
    /// <c>ordered</c>: read in an order that was made before. <c>ranked</c>: each that satisfies all was ranked. <c>ranked_with_misses</c>: and those
    /// that miss something too, because there are fewer than a page.
    /// </summary>
    public required string Way { get; init; }
}

/// <summary>One condition of a plan.</summary>
public sealed record PlanStepResponse
{
    /// <summary>In the filter language.</summary>
    public required string Condition { get; init; }

    /// <summary>Of all models, those for which it is true.</summary>
    public int Count { get; init; }

    /// <summary>How many were left after it.</summary>
    public int Left { get; init; }
}

/// <summary>One word of the text of a plan.</summary>
public sealed record PlanTermResponse
{
    /// <summary>What was looked for.</summary>
    public required string Text { get; init; }

    /// <summary>How many terms of names answer to it: itself, other spellings, what begins so.</summary>
    public int Terms { get; init; }

    /// <summary>The first few of them.</summary>
    public required IReadOnlyList<string> Examples { get; init; }

    /// <summary>Entries of the index that were read for them.</summary>
    public int Postings { get; init; }

    /// <summary>Models that have one of them.</summary>
    public int Models { get; init; }
}
