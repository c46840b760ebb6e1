using System.Text.Json;
using Tamma.Catalog;

namespace Tamma.Server.Compat;

/// <summary>A shape that existing tools read.</summary>
/// <param name="Name">Of the shape, for the cache.</param>
/// <param name="Write">Writes the whole document over one snapshot; gives the number of models that it had to leave out.</param>
internal sealed record CompatShape(string Name, Func<Utf8JsonWriter, CatalogSnapshot, ModelScope, int> Write);
