using Tamma.Catalog.Capabilities;
using Tamma.Catalog.Fields;
using Tamma.Filters;

namespace Tamma.Catalog.Asking;

/// <summary>A field of models that can be asked about, and how it is read from a row.</summary>
public sealed record ModelField(FilterField Filter, Func<ModelRow, FilterValue> Read)
{
    /// <summary>The registered field that it is; null where it is derived.</summary>
    public Field? Registered { get; init; }

    /// <summary>The capability that it tells; null where it tells none.</summary>
    public CapabilityDefinition? Capability { get; init; }
}
