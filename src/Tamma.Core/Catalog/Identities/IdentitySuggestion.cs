using System.Collections.Immutable;

namespace Tamma.Catalog.Identities;

/// <summary>What a rule suspects and is not sure of: for a person, never followed.</summary>
/// <param name="Candidates">Canonical ids.</param>
public sealed record IdentitySuggestion(ModelKey Listing, ImmutableArray<string> Candidates, IdentityRule Rule, string Why);
