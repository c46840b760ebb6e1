using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Tamma.Events;

namespace Tamma.Notifications.Calm;

/// <summary>What is told as one: an event, or many alike.</summary>
/// <param name="Events">In the order of the log, at least one.</param>
public sealed record MessageItem(ImmutableArray<EventEnvelope> Events)
{
    public bool IsFold => Events.Length > 1;

    public long First => Events[0].Position;

    /// <summary>Its place among others.</summary>
    public long Last => Events[^1].Position;

    public Severity Severity => Events.Max(told => told.Event.Severity);

    /// <summary>The event's own id, or a digest of the ids.</summary>
    public string Id => IsFold ? IdOf("fold", Events) : Events[0].Event.Id.ToString("D");

    internal static string IdOf(string prefix, ImmutableArray<EventEnvelope> events) =>
        $"{prefix}_{Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('.', events.Select(told => told.Event.Id.ToString("D"))))).AsSpan(0, 16))}";
}
