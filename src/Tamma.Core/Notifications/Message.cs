using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Tamma.Events;

namespace Tamma.Notifications;

/// <summary>What is told at once: events in the order of the log, and one line for a person where there is more to say than the events do.</summary>
/// <param name="Events">At least one.</param>
public sealed record Message(ImmutableArray<EventEnvelope> Events, string? Summary = null)
{
    /// <summary>The id by which a receiver knows it again, the same whenever it is told: the event's own, or a digest of all their ids.</summary>
    public string Id => IdOf(Events);

    public static string IdOf(ImmutableArray<EventEnvelope> events) =>
        events is [var one] ? one.Event.Id.ToString("D")
        : $"batch_{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('.', events.Select(told => told.Event.Id.ToString("D"))))).AsSpan(0, 16))}";
}
