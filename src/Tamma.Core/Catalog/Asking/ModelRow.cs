using Tamma.Catalog.Identities;

namespace Tamma.Catalog.Asking;

/// <summary>A model as a filter sees it: with the catalogue that it is in, and the time at which its life is judged.</summary>
public readonly record struct ModelRow(Model Model, CatalogSnapshot Snapshot, DateTimeOffset Now)
{
    /// <summary>Who is who; the snapshot's own where none is given.</summary>
    public IdentityGraph? Identities { get; init; }
}
