using System.Collections.Immutable;
using Tamma.Events;
using Tamma.Notifications.Calm;

namespace Tamma.Notifications;

/// <summary>What is told at once: events in the order of the log, and one line for a person where there is more to say than the events do.</summary>
/// <param name="Events">At least one.</param>
public sealed record Message(ImmutableArray<EventEnvelope> Events, string? Summary = null)
{
    public MessageShape Shape { get; init; } = MessageShape.Each;

    /// <summary>What is told as one, in the order of their last events. Worked out anew each time.</summary>
    public ImmutableArray<MessageItem> Items => Shape.Form switch
    {
        MessageForm.Folded => Folding.Of(Events, Folding.Least),
        MessageForm.Digest => Folding.Of(Events, Folding.LeastOfDigest),
        _ => [.. Events.Select(told => new MessageItem([told]))],
    };

    /// <summary>The id by which a receiver knows it again, the same whenever it is told: the event's own, or a digest of all their ids.</summary>
    public string Id => Shape.Form switch
    {
        MessageForm.Digest => MessageItem.IdOf("digest", Events),
        MessageForm.Folded when Items is [var one] => one.Id,
        _ => IdOf(Events),
    };

    public static string IdOf(ImmutableArray<EventEnvelope> events) =>
        events is [var one] ? one.Event.Id.ToString("D") : MessageItem.IdOf("batch", events);
}
