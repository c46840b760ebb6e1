namespace Tamma.Client;

/// <summary>What a name means, and why.</summary>
public sealed record ResolveResponse
{
    /// <summary>As it was asked for.</summary>
    public required string Name { get; init; }

    /// <summary><c>exact</c>, <c>alias</c>, <c>normalised</c>, <c>ambiguous</c> or <c>unknown</c>.</summary>
    public required string Result { get; init; }

    /// <summary>The canonical model, <c>lab/slug</c>; null when it is ambiguous, unknown, or a listing that is no known canonical model.</summary>
    public string? Canonical { get; init; }

    /// <summary>How the name is that model: <c>same</c>, <c>variant</c>, <c>snapshot</c>, <c>latest</c> or <c>alias</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>Keys of the listings that have this very name.</summary>
    public required IReadOnlyList<string> Listings { get; init; }

    /// <summary>How it is offered, as far as the name says.</summary>
    public required IReadOnlyList<NameVariantResponse> Variants { get; init; }

    /// <summary>What it may be, when it is ambiguous: canonical ids, or keys.</summary>
    public required IReadOnlyList<string> Candidates { get; init; }

    /// <summary>The rules that were applied, in their order.</summary>
    public required IReadOnlyList<IdentityReasonResponse> Why { get; init; }

    /// <summary>Where the name points at a provider that says so, since when, and where it pointed before; null where nobody says that it is a pointer.</summary>
    public IReadOnlyList<PointerResponse>? Pointers { get; init; }

    /// <summary>The position of the snapshot that answered.</summary>
    public long Position { get; init; }
}

/// <summary>A rule on names, and the piece of text that it was applied to.</summary>
public sealed record IdentityReasonResponse
{
    /// <summary>Stable name, for example <c>region_prefix</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>What it was applied to.</summary>
    public string? Text { get; init; }

    /// <summary>What the rule says, in one sentence.</summary>
    public required string Meaning { get; init; }
}

/// <summary>A way in which a model is offered.</summary>
public sealed record NameVariantResponse
{
    /// <summary><c>price</c>, <c>quantization</c>, <c>region</c>, <c>host</c>, <c>routing</c>, <c>speed</c>, <c>effort</c> or <c>context</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>As the name has it.</summary>
    public required string Text { get; init; }
}
