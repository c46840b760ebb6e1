namespace Tamma.Catalog.Identities;

/// <summary>What a canonical model is to another.</summary>
/// <param name="Text">What the rule was applied to.</param>
public sealed record CanonicalEdge(string From, string To, EdgeKind Kind, IdentityRule Rule, string Text);
