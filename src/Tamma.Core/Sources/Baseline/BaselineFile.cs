using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Fields;

namespace Tamma.Sources.Baseline;

/// <summary>What one document of our own schema says of one provider (docs/baseline.md).</summary>
/// <param name="Replaces">It stands in the place of all that earlier documents say of this provider, and is not laid over it.</param>
/// <param name="Rows">The provider's own row first.</param>
internal sealed record BaselineFile(string Provider, bool Replaces, ImmutableArray<BaselineRow> Rows);

/// <summary>A provider or a model with its facts; where they come from and when they were checked is among them.</summary>
internal sealed record BaselineRow(ModelKey Key, FieldSet Values);
