using Tamma.Catalog;
using Tamma.Catalog.Identities;

namespace Tamma.Core.Tests.Catalog.Identities;

/// <summary>A pair, what both of its names are, and why they are not one.</summary>
internal sealed record Judged(Pair Pair, string? A, string? B, bool IsSame, bool IsLine, bool IsWrong, Miss Cause)
{
    public static Judged Of(IdentityGraph graph, Pair pair)
    {
        var (a, b) = (Target(graph, pair.A), pair.Kind == "listing_of" ? pair.B : Target(graph, pair.B));
        var isSame = a is not null && string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
        var isLine = isSame || (a is not null && graph.Find(a) is { } model && model.Edges.Any(edge => edge.Kind is EdgeKind.Snapshot && edge.To == b));
        var isWrong = !isLine && a is not null && b is not null && graph.Find(a) is not null && graph.Find(b) is not null;
        return new(pair, a, b, isSame, isLine, isWrong, isLine ? Miss.None : Why(graph, pair, isWrong));
    }

    /// <summary>A key is what its listing is; any other text is resolved. What is no canonical model is its own one listing.</summary>
    public static string? Target(IdentityGraph graph, string name)
    {
        if (ModelKey.TryParse(name, out var key) && graph.Snapshot.Find(key) is { Key.IsCanonical: false } row)
        {
            return graph.Of(row.Key)?.Model.Id ?? row.Key.ToString();
        }

        var resolved = graph.Resolve(name);
        return resolved.Model?.Id ?? (resolved.Listings is [var only] ? only.ToString() : null);
    }

    private static Miss Why(IdentityGraph graph, Pair pair, bool isWrong)
    {
        var (a, b) = (graph.Resolve(pair.A).Kind, graph.Resolve(pair.B).Kind);
        return pair.Kind == "listing_of" ? isWrong ? Miss.LinkedElsewhere : Miss.ListingUnread
            : b is ResolutionKind.Unknown ? Miss.NotInTheLists
            : a is ResolutionKind.Exact && pair.Kind == "alias" ? Miss.IdOfAnother
            : a is ResolutionKind.Unknown && !NamesALineAndAVersion(pair.A) ? Miss.Nickname
            : isWrong ? Miss.ReadAsAnother
            : a is ResolutionKind.Ambiguous || b is ResolutionKind.Ambiguous ? Miss.Ambiguous
            : Miss.Unread;
    }

    private static bool NamesALineAndAVersion(string name)
    {
        var units = NameUnits.Of(name.ToLowerInvariant()).All;
        return units.Any(NameUnits.IsNumber) && units.Any(unit => LabTable.OfFamily(unit) is not null);
    }
}

/// <summary>Why two names of a pair are not one. The first that fits.</summary>
internal enum Miss
{
    None,

    /// <summary>Nothing in the lists has the second name in any spelling.</summary>
    NotInTheLists,

    /// <summary>The first name is an id of something else, letter for letter: the pair says where a request is sent, not what the name is.</summary>
    IdOfAnother,

    /// <summary>The first name has no product line in it or no version.</summary>
    Nickname,

    /// <summary>Its spelling is another model's.</summary>
    ReadAsAnother,

    /// <summary>It may be several.</summary>
    Ambiguous,

    /// <summary>A name that no rule reads.</summary>
    Unread,

    /// <summary>A listing that is another model by its name.</summary>
    LinkedElsewhere,

    /// <summary>A listing of which no rule is sure.</summary>
    ListingUnread,
}
