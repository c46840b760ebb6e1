using Tamma.Catalog.Identities;
using Tamma.Client;
using Tamma.Server.Rest;

namespace Tamma.Server.Projections;

/// <summary>Where names pointed → the wire.</summary>
internal static class PointerProjection
{
    private const string Moved = "moved";

    /// <returns>Null when there is none, so that the member is absent.</returns>
    public static IReadOnlyList<PointerResponse>? Project(IReadOnlyList<PointerHistory> histories, PointerReader reader) => histories.Count == 0 ? null :
    [
        .. histories.Select(history => new PointerResponse
        {
            Name = history.Name,
            Provider = history.Provider,
            Ranges = [.. history.Ranges.Reverse().Select(range => Project(range, history.Provider, reader))],
        }),
    ];

    private static PointerRangeResponse Project(PointerRange range, string provider, PointerReader reader) => new()
    {
        Targets = range.Targets,
        Canonical = range.Targets.Select(target => reader.Target(provider, target)?.Id).Distinct(StringComparer.Ordinal).ToArray() is [var one] ? one : null,
        Field = range.Field,
        From = range.From,
        FromIs = range.HasMovedHere ? Moved : "first_seen",
        To = range.To,
        ToIs = range.IsCurrent ? null : range.HasMovedOn ? Moved : "last_seen",
    };
}
