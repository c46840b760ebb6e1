using System.Collections.Immutable;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog;

/// <summary>One difference between two versions of a row. The set of cases is closed.</summary>
public abstract record CatalogChange
{
    private CatalogChange(Model after) => After = after;

    /// <summary>The row after the change; for a removal, its last state marked removed.</summary>
    public Model After { get; init; }

    public ModelKey Key => After.Key;

    /// <summary>A new row, or one that comes back after it was removed.</summary>
    public sealed record Added(Model Model) : CatalogChange(Model);

    public sealed record Updated(Model Before, Model Model, ImmutableArray<FieldChange> Fields) : CatalogChange(Model);

    public sealed record Missing(Model Before, Model Model, ImmutableArray<FieldChange> Fields) : CatalogChange(Model);

    /// <summary>Listed again before it was removed.</summary>
    public sealed record Returned(Model Before, Model Model, ImmutableArray<FieldChange> Fields) : CatalogChange(Model);

    public sealed record Removed(Model Before, Model Model) : CatalogChange(Model);

    /// <summary>Only who says so changed; makes no version.</summary>
    public sealed record FactsChanged(Model Before, Model Model) : CatalogChange(Model);
}

/// <summary>A field with its old and new value; null means unknown.</summary>
/// <param name="Path">Dotted path, or <c>offers.CONNECTION</c> for an offer's access.</param>
public sealed record FieldChange(string Path, FieldValue? Old, FieldValue? New);
