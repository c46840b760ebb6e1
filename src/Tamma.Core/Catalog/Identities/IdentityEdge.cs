using System.Collections.Immutable;

namespace Tamma.Catalog.Identities;

/// <summary>How what an edge begins at is what it ends at.</summary>
public enum EdgeKind
{
    /// <summary>The same model.</summary>
    Same,

    /// <summary>The same model, offered in another way: see the variants.</summary>
    Variant,

    /// <summary>A dated snapshot of it, or the one snapshot that a name without a date can mean.</summary>
    Snapshot,

    /// <summary>A name that points to the newest of a line, and points elsewhere in time.</summary>
    Latest,

    /// <summary>Another name for it, because a source says so.</summary>
    Alias,
}

/// <summary>That a listing is a canonical model, and why.</summary>
/// <param name="Variants">How it is offered, as far as its name says.</param>
/// <param name="Why">The rules that this rests on; never empty.</param>
public sealed record ListingEdge(ModelKey Listing, CanonicalModel Model, EdgeKind Kind, ImmutableArray<NameVariant> Variants, ImmutableArray<RuleUse> Why);

/// <summary>What a canonical model is to another.</summary>
/// <param name="Text">What the rule was applied to.</param>
public sealed record CanonicalEdge(string From, string To, EdgeKind Kind, IdentityRule Rule, string Text);

/// <summary>What a rule suspects and is not sure of: for a person, never followed.</summary>
/// <param name="Candidates">Canonical ids.</param>
public sealed record IdentitySuggestion(ModelKey Listing, ImmutableArray<string> Candidates, IdentityRule Rule, string Why);
