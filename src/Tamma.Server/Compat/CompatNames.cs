using System.Collections.Immutable;
using Tamma.Catalog;

namespace Tamma.Server.Compat;

/// <summary>What a name in <c>/v1/models/NAME</c> means: a key, else an id that one provider alone has.</summary>
internal static class CompatNames
{
    /// <returns>The model; or none, with the several that the name could mean.</returns>
    public static (Model? Model, ImmutableArray<Model> Several) Find(string name, CatalogSnapshot snapshot)
    {
        if (ModelKey.TryParse(name, out var key) && !key.IsCanonical && snapshot.Find(key) is { Availability: not Availability.Removed } exact)
        {
            return (exact, []);
        }

        foreach (var scope in new[] { ModelScope.Mine, ModelScope.All })
        {
            var called = CompatRows.Of(snapshot, scope).Where(model => string.Equals(model.Key.Id, name, StringComparison.OrdinalIgnoreCase)).ToImmutableArray();
            if (called.Length > 0)
            {
                return called.Length == 1 ? (called[0], []) : (null, called);
            }
        }

        return (null, []);
    }
}
