using System.Collections.Immutable;

namespace Tamma.Catalog.Identities;

/// <summary>That a listing is a canonical model, and why.</summary>
/// <param name="Variants">How it is offered, as far as its name says.</param>
/// <param name="Why">The rules that this rests on; never empty.</param>
public sealed record ListingEdge(ModelKey Listing, CanonicalModel Model, EdgeKind Kind, ImmutableArray<NameVariant> Variants, ImmutableArray<RuleUse> Why);
