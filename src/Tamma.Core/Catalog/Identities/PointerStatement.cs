using System.Collections.Immutable;

namespace Tamma.Catalog.Identities;

/// <summary>That a name means another, said by one row of a provider while one version of it stood.</summary>
/// <param name="Rank">Which field said so; where fields contradict each other the lowest counts.</param>
/// <param name="IsMissed">The row was not in its provider's last answer: any row that is counts before it.</param>
internal readonly record struct PointerStatement(string Target, PointerField Rank, bool IsMissed, DateTimeOffset From, DateTimeOffset To)
{
    /// <param name="versions">Of one row, oldest first.</param>
    public static IEnumerable<PointerStatement> Of(string name, ImmutableArray<StoredVersion> versions)
    {
        for (var i = 0; i < versions.Length; i++)
        {
            var version = versions[i];
            if (!Stands(versions, i) || Said(name, version.Model) is not var (target, rank))
            {
                continue;
            }

            var to = version.ValidTo ?? DateTimeOffset.MaxValue;
            if (version.ValidFrom < to)
            {
                yield return new(target, rank, version.Model.Availability is Availability.Missing, version.ValidFrom, to);
            }
        }
    }

    /// <summary>
    /// What a row says of a name: where it points itself, that the name is another of its own names, its permanent name. A row that
    /// is itself a pointer lends its aliases to what it points to.
    /// </summary>
    private static (string Target, PointerField Rank)? Said(string name, Model row)
    {
        var aliasOf = StatedNames.AliasOf(row);
        var (target, rank) = string.Equals(row.Key.Id, name, StringComparison.OrdinalIgnoreCase)
            ? aliasOf is not null ? (aliasOf, PointerField.AliasOf) : (StatedNames.CanonicalId(row), PointerField.CanonicalId)
            : StatedNames.Aliases(row).Contains(name, StringComparer.OrdinalIgnoreCase) ? (aliasOf ?? row.Key.Id, PointerField.Aliases) : (null, PointerField.Aliases);
        return target is null || string.Equals(target, name, StringComparison.OrdinalIgnoreCase) ? null : (target, rank);
    }

    /// <summary>A row that is missed and never comes back stood up to when it was missed; one that is missed now still stands.</summary>
    private static bool Stands(ImmutableArray<StoredVersion> versions, int at)
    {
        var next = at;
        while (next < versions.Length && versions[next].Model.Availability is Availability.Missing)
        {
            next++;
        }

        return next == versions.Length || versions[next].Model.Availability is Availability.Listed;
    }
}

/// <summary>Fields that say what a name points to, most telling first.</summary>
internal enum PointerField
{
    AliasOf,
    Aliases,
    CanonicalId,
}
