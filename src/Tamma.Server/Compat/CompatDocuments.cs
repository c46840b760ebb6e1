using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Tamma.Catalog;

namespace Tamma.Server.Compat;

/// <summary>The documents of a snapshot, each made when it is first asked for and gone with the snapshot.</summary>
internal sealed class CompatDocuments
{
    private readonly ConditionalWeakTable<CatalogSnapshot, ConcurrentDictionary<string, Lazy<CompatDocument>>> _made = [];

    public CompatDocument Of(CatalogSnapshot snapshot, CompatShape shape, ModelScope scope) =>
        _made.GetOrCreateValue(snapshot).GetOrAdd($"{shape.Name}|{scope}", _ => new(() => CompatDocument.Write(json => shape.Write(json, snapshot, scope)))).Value;
}
