using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Providers.Health;

namespace Tamma.Discovery;

/// <summary>Whose models are shown as stale, with when they were confirmed last; pure. They stay all the same.</summary>
internal static class StaleConnections
{
    /// <summary>So many intervals may pass without a confirmation.</summary>
    private const int Intervals = 3;

    public static ImmutableSortedDictionary<string, DateTimeOffset> Of(
        IEnumerable<SourceOperation> operations, Func<string, ConnectionHealth?> health, Func<SourceId, SourceState?> state, DateTimeOffset now) =>
        (from operation in operations
         let source = operation.Listing.Source.Id
         where source.ConnectionId is not null && IsGone(health(source.ConnectionId)?.State)
         let confirmed = state(source)?.ConfirmedAt
         where confirmed is not null && now - confirmed > operation.Interval * Intervals
         select KeyValuePair.Create(source.ConnectionId!, confirmed.Value)).ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static bool IsGone(HealthState? state) => state switch
    {
        { Status: HealthStatus.Unhealthy or HealthStatus.Unauthorised } => true,
        { Status: HealthStatus.Unknown, AnsweredAt: not null } => true,
        _ => false,
    };
}
