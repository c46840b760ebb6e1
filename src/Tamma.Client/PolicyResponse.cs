namespace Tamma.Client;

/// <summary>Whom the catalogue believes.</summary>
public sealed record PolicyResponse
{
    /// <summary>The same for policies that believe alike.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The order of belief for each group of fields.</summary>
    public required IReadOnlyList<PolicyGroupResponse> Groups { get; init; }

    /// <summary>What a source can be, and what each is worth.</summary>
    public required IReadOnlyList<PolicyStandingResponse> Standings { get; init; }
}

/// <summary>The order of belief for a group of fields.</summary>
public sealed record PolicyGroupResponse
{
    /// <summary><c>limit</c>, <c>price</c>, <c>capability</c>, …</summary>
    public required string Group { get; init; }

    /// <summary>The setting that changes the order; null for a group that has none.</summary>
    public string? Setting { get; init; }

    /// <summary>Whether the operator chose the order.</summary>
    public bool Configured { get; init; }

    /// <summary>Standings, the most believed first.</summary>
    public required IReadOnlyList<string> Order { get; init; }

    /// <summary>Dotted paths of the group's fields.</summary>
    public required IReadOnlyList<string> Fields { get; init; }
}

/// <summary>What a source can be.</summary>
public sealed record PolicyStandingResponse
{
    /// <summary>Its name in the orders.</summary>
    public required string Standing { get; init; }

    /// <summary>0 to 100: the confidence of a value that such a source gave.</summary>
    public int Confidence { get; init; }

    /// <summary>What it is.</summary>
    public required string Meaning { get; init; }
}
