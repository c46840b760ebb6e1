using System.Collections.Immutable;

namespace Tamma.Catalog.Identities;

/// <summary>What a name means, and why.</summary>
/// <param name="Model">Null when it is ambiguous or unknown, and for a listing that is no known canonical model.</param>
/// <param name="Edge">How the name is that model; null where <paramref name="Model"/> is.</param>
/// <param name="Listings">The listings that have this very name, in key order.</param>
/// <param name="Variants">How it is offered, as far as the name says.</param>
/// <param name="Candidates">Canonical ids or keys, sorted; empty unless ambiguous.</param>
/// <param name="Why">The rules that were applied, in their order; empty when nothing is known.</param>
public sealed record NameResolution(
    string Name,
    ResolutionKind Kind,
    CanonicalModel? Model,
    EdgeKind? Edge,
    ImmutableArray<ModelKey> Listings,
    ImmutableArray<NameVariant> Variants,
    ImmutableArray<string> Candidates,
    ImmutableArray<RuleUse> Why);
