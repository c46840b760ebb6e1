using System.Collections.Immutable;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Identities;

/// <summary>
/// Where a name pointed at one provider, and when, as far as it is on record: <c>mistral-large-latest</c>, or a name without a date
/// whose provider says which dated one it is. Times are those of the catalogue's commits; a time that nothing is known of is in no range.
/// </summary>
/// <param name="Ranges">Oldest first; they do not overlap.</param>
public sealed record PointerHistory(string Provider, string Name, ImmutableArray<PointerRange> Ranges)
{
    /// <summary>The fields that this rests on.</summary>
    public static ImmutableArray<string> Fields { get; } = ["alias_of", "aliases", "canonical_id"];

    private static readonly ImmutableArray<Field> s_fields = [.. Fields.Select(path => FieldRegistry.Models[path])];

    /// <summary>Where it points now; null when nobody says so any more.</summary>
    public PointerRange? Current => Ranges is [.., { IsCurrent: true } last] ? last : null;

    /// <summary>Whether a row says of any name where it points.</summary>
    public static bool IsTold(Model row) => s_fields.Any(field => row.Values.IndexOf(field) >= 0);

    /// <summary>Whether a row is a name for another.</summary>
    public static bool IsPointer(Model row) => StatedNames.AliasOf(row) is not null;

    public static ImmutableArray<string> AliasesOf(Model row) => StatedNames.Aliases(row);

    /// <param name="provider">Whose rows these are: elsewhere the same name may point elsewhere.</param>
    /// <param name="name">As the provider writes it; case is ignored.</param>
    /// <param name="rows">The versions that are kept of rows of this provider, in any order; a row that says nothing of the name does no harm.</param>
    /// <returns>Null when no row has ever said where the name points.</returns>
    public static PointerHistory? Of(string provider, string name, IEnumerable<IReadOnlyList<StoredVersion>> rows)
    {
        var said = rows.SelectMany(row => PointerStatement.Of(name, [.. row.OrderBy(version => version.Model.Version)])).ToArray();
        var times = said.SelectMany(one => new[] { one.From, one.To }).Distinct().Order().ToArray();
        List<PointerRange> ranges = [];
        for (var i = 0; i + 1 < times.Length; i++)
        {
            Append(ranges, [.. said.Where(one => one.From <= times[i] && one.To > times[i])], times[i], times[i + 1]);
        }

        return ranges.Count == 0 ? null : new(provider, name, Linked(ranges));
    }

    /// <summary>What was said in a time in which no statement began or ended.</summary>
    private static void Append(List<PointerRange> ranges, PointerStatement[] said, DateTimeOffset from, DateTimeOffset to)
    {
        if (said.Length == 0)
        {
            return;
        }

        said = Array.FindAll(said, one => !one.IsMissed) is { Length: > 0 } listed ? listed : said;
        var rank = said.Min(one => one.Rank);
        ImmutableArray<string> targets = [.. said.Where(one => one.Rank == rank).Select(one => one.Target).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)];
        DateTimeOffset? end = to == DateTimeOffset.MaxValue ? null : to;
        if (ranges is [.., var last] && last.To == from && last.Targets.SequenceEqual(targets, StringComparer.OrdinalIgnoreCase))
        {
            ranges[^1] = last with { To = end };
        }
        else
        {
            ranges.Add(new(targets, Fields[(int)rank], from, false, end, false));
        }
    }

    /// <summary>
    /// A move is a move only between two targets that one field named: another field, or none, before or after says nothing of when
    /// the name began or ceased to point here.
    /// </summary>
    private static ImmutableArray<PointerRange> Linked(List<PointerRange> ranges) =>
    [
        .. ranges.Select((range, place) => range with
        {
            HasMovedHere = place > 0 && ranges[place - 1].To == range.From && ranges[place - 1].Field == range.Field,
            HasMovedOn = place + 1 < ranges.Count && ranges[place + 1].From == range.To && ranges[place + 1].Field == range.Field,
        }),
    ];
}
