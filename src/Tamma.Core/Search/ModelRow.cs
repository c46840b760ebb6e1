using Tamma.Catalog;

namespace Tamma.Search;

/// <summary>A model as a filter sees it: with the catalogue that it is in, and the time at which its life is judged.</summary>
public readonly record struct ModelRow(Model Model, CatalogSnapshot Snapshot, DateTimeOffset Now);
