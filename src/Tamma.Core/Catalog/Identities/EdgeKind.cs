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
