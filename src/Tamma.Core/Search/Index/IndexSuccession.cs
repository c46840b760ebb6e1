using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Identities;

namespace Tamma.Search.Index;

/// <summary>When an index may follow from the one before, and which models must be read anew though they did not change.</summary>
internal static class IndexSuccession
{
    /// <summary>Where more than one in so many models changed, reading all is as quick.</summary>
    public const int Share = 4;

    /// <summary>So many are few in any catalogue.</summary>
    public const int Few = 64;

    private static readonly Field s_name = FieldRegistry.Providers["name"];

    /// <summary>Prices, access and scope are told by connections and sources, of any model.</summary>
    public static bool IsPossible(CatalogSnapshot before, CatalogSnapshot after) =>
        before.Head.LogId == after.Head.LogId
        && (ReferenceEquals(before.Connections, after.Connections) || (before.Connections.Count == after.Connections.Count && before.Connections.All(one => after.Connections.TryGetValue(one.Key, out var other) && one.Value == other)))
        && (before.Sources == after.Sources || before.Sources.AsSpan().SequenceEqual(after.Sources.AsSpan()[..Math.Min(before.Sources.Length, after.Sources.Length)]));

    /// <summary>What is found by its provider's name or by who it is, where that is another now.</summary>
    public static Func<Model, bool> IsOther(SearchIndex before, CatalogSnapshot snapshot, IdentityGraph identities)
    {
        HashSet<string> renamed = [.. snapshot.Providers.Where(rows => NameOf(rows.Row) != NameOf(before.Snapshot.Provider(rows.Provider)?.Row)).Select(rows => rows.Provider)];
        var isSame = ReferenceEquals(before.Identities, identities) || before.Identities.IsSameAs(identities);
        return model => renamed.Contains(model.Key.Provider) || (!isSame && !AreSame(before.Identities.Of(model.Key)?.Model, identities.Of(model.Key)?.Model));
    }

    private static bool AreSame(CanonicalModel? one, CanonicalModel? other) =>
        ReferenceEquals(one, other)
        || (one is not null && other is not null && one.Id == other.Id && one.Name == other.Name && one.StatedNames.Select(name => name.Text).SequenceEqual(other.StatedNames.Select(name => name.Text), StringComparer.Ordinal));

    private static string? NameOf(Model? provider) => provider is not null && provider.Values.TryGet(s_name, out var name) && name.IsText ? name.AsText() : null;
}
