using System.Collections.Immutable;
using Tamma.Events;

namespace Tamma.Notifications.Deliveries;

/// <summary>Reads events by their positions.</summary>
internal static class LogPlaces
{
    /// <param name="log">The log.</param>
    /// <param name="positions">Rising.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The events that the log still has, in order.</returns>
    public static async Task<ImmutableArray<EventEnvelope>> ReadAsync(IEventLog log, ImmutableArray<long> positions, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<EventEnvelope>(positions.Length);
        for (var i = 0; i < positions.Length;)
        {
            var run = 1;
            while (i + run < positions.Length && positions[i + run] == positions[i] + run)
            {
                run++;
            }

            var page = await log.ReadAsync(positions[i] - 1, run, [], cancellationToken);
            found.AddRange(page.Where(told => told.Position < positions[i] + run));
            i += run;
        }

        return found.ToImmutable();
    }
}
