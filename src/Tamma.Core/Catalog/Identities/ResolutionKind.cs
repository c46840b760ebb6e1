namespace Tamma.Catalog.Identities;

/// <summary>How sure we are of what a name means.</summary>
public enum ResolutionKind
{
    /// <summary>It is an id, but for case: a canonical one, a key, or what a provider lists it as.</summary>
    Exact,

    /// <summary>A source states it as another name.</summary>
    Alias,

    /// <summary>It is an id after rules on spelling were applied, and only one.</summary>
    Normalised,

    /// <summary>It may be any of several, and nothing tells them apart.</summary>
    Ambiguous,

    Unknown,
}
