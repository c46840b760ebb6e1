namespace Tamma.Client;

/// <summary>What came of a verification, or what it would do.</summary>
public sealed record VerificationResponse
{
    /// <summary>One for each offer that was meant, in the order of their keys.</summary>
    public required IReadOnlyList<VerificationResultResponse> Data { get; init; }

    /// <summary>What the calls cost by the tokens that providers counted, in US dollars. Calls whose cost is unknown are not in it.</summary>
    public decimal Cost { get; init; }

    /// <summary>Calls whose cost is not known.</summary>
    public int CostUnknown { get; init; }

    /// <summary>What the calls that are made could cost at most, in US dollars.</summary>
    public decimal WorstCost { get; init; }

    /// <summary>The cap that held.</summary>
    public decimal Cap { get; init; }
}

/// <summary>One offer.</summary>
public sealed record VerificationResultResponse
{
    /// <summary>The model's key.</summary>
    public required string Key { get; init; }

    /// <summary>The connection's id.</summary>
    public required string Connection { get; init; }

    /// <summary><c>callable</c>, <c>refused</c>, <c>unauthorised</c>, <c>no_credential</c>, <c>inconclusive</c> (nothing was changed), <c>skipped</c>, or <c>would_call</c> in a dry run.</summary>
    public required string Outcome { get; init; }

    /// <summary>Why, in the provider's words or ours.</summary>
    public string? Reason { get; init; }

    /// <summary>The model that answered, when it is not the one that was asked for.</summary>
    public string? ServedModel { get; init; }

    /// <summary>Whether the answer showed the capability that was checked; absent when it cannot tell.</summary>
    public bool? Shown { get; init; }

    /// <summary>US dollars; absent when unknown.</summary>
    public decimal? Cost { get; init; }

    /// <summary>US dollars at most; absent when no price is known.</summary>
    public decimal? WorstCost { get; init; }
}
