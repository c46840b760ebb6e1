using System.Collections.Immutable;
using Tamma.Catalog.Retention;
using Tamma.Events;
using Tamma.Notifications.Calm;
using Tamma.Notifications.Filtering;
using Tamma.Notifications.Live;
using Tamma.Notifications.Subscriptions;
using Tamma.Notifications.Webhooks;

namespace Tamma.Notifications.Deliveries;

/// <summary>From the log into one subscription's queue: filters, cuts into messages, queues them and moves the cursor in one transaction.</summary>
internal sealed class LaneFeed(
    Subscription subscription, EventFilter filter, IEventLog log, ICursorStore cursors, IRetentionStore retention, IDeliveryStore deliveries, EventRows rows, WebhookOptions options, TimeProvider time)
{
    /// <summary>Events read at once.</summary>
    private const int Page = 500;

    /// <summary>Where nothing matches, the cursor is written after so many positions: a crash reads them again.</summary>
    private const int Stride = 1_000;

    private ImmutableArray<EventEnvelope> _held = [];
    private Cursor? _stored;
    private long _position;

    /// <summary>How far the log was read; null before the first time.</summary>
    public long? Position => _stored is null ? null : Interlocked.Read(ref _position);

    /// <summary>What waits; null where nothing does.</summary>
    public Waiting? Waiting { get; private set; }

    /// <summary>Reads on by one page.</summary>
    public async Task<FeedStep> StepAsync(CancellationToken cancellationToken)
    {
        var head = await log.HeadAsync(cancellationToken);
        if (await PlaceAsync(head, cancellationToken) is { } wrong)
        {
            return new FeedStep.Expired(wrong.Message);
        }

        var stored = _stored!.Value;

        if (await deliveries.CountQueuedAsync(subscription.Id, cancellationToken) >= options.Queue)
        {
            return new FeedStep.Full();
        }

        var page = _position >= head.Position ? [] : await log.ReadAsync(_position, Page, filter.Types, cancellationToken);
        var atEnd = page.Count < Page;
        var read = atEnd ? Math.Max(_position, head.Position) : page[^1].Position;
        if (atEnd && page is [.., var last])
        {
            // What came after the head was read.
            read = Math.Max(read, last.Position);
        }

        var wanted = _held.AddRange(page.Where(told => filter.Matches(rows.Of(told))));
        var cut = CutOf(wanted, atEnd);
        var to = new Cursor(head.LogId, cut.Held is [var first, ..] ? first.Position - 1 : read);
        if ((cut.Ready is not [] || to.Position - stored.Position >= Stride) && !await QueueAsync(stored, to, cut, cancellationToken))
        {
            // Somebody else moved the cursor: begin again from where it is now.
            (_stored, _held) = (null, []);
            return new FeedStep.Read(AtEnd: false, Queued: 0, Due: null);
        }

        _held = cut.Held;
        Waiting = cut.Held is [var waits, ..] ? new(cut.Held.Length, waits.Event.OccurredAt, cut.Due) : null;
        Interlocked.Exchange(ref _position, read);
        return new FeedStep.Read(atEnd, cut.Ready.Length, cut.Due);
    }

    private Cut CutOf(ImmutableArray<EventEnvelope> events, bool atEnd)
    {
        if (subscription.Calm is not { } calm)
        {
            return subscription.Batching.Of(events, time.GetUtcNow());
        }

        var cut = CalmWindows.Of(calm, subscription.Batching, events, atEnd, time.GetUtcNow());
        return new(cut.Ready, cut.Held, cut.Due);
    }

    private async Task<bool> QueueAsync(Cursor stored, Cursor to, Cut cut, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        DeliveryDraft[] drafts = [.. cut.Ready.Select(message => new DeliveryDraft(message.Id, [.. message.Events.Select(told => told.Position)], message.Summary, now) { Shape = message.Shape })];
        if (!await deliveries.QueueAsync(subscription.Id, stored, to, drafts, cancellationToken))
        {
            return false;
        }

        _stored = to;
        return true;
    }

    /// <summary>Where it begins, and whether it can go on from where it is: retention may overtake one whose queue is full.</summary>
    private async Task<CursorExpiredException?> PlaceAsync(LogHead head, CancellationToken cancellationToken)
    {
        var kept = (await retention.ReadHorizonsAsync(cancellationToken)).Events;
        if (_stored is { } stored)
        {
            return CursorExpiredException.Of(stored with { Position = _position }, head, kept);
        }

        var begin = await cursors.ReadAsync(subscription.Reader, cancellationToken);
        if ((begin is { } place ? CursorExpiredException.Of(place, head, kept) : CursorExpiredException.OtherLog()) is { } expired)
        {
            return expired;
        }

        Interlocked.Exchange(ref _position, begin!.Value.Position);
        _stored = begin;
        return null;
    }
}

/// <summary>What came of reading on.</summary>
internal abstract record FeedStep
{
    /// <param name="AtEnd">Nothing more is there.</param>
    /// <param name="Queued">Messages that were queued.</param>
    /// <param name="Due">When held events go, whatever comes.</param>
    public sealed record Read(bool AtEnd, int Queued, DateTimeOffset? Due) : FeedStep;

    /// <summary>The queue is full; the log waits.</summary>
    public sealed record Full : FeedStep;

    /// <summary>It cannot go on without leaving events out, for this reason.</summary>
    public sealed record Expired(string Why) : FeedStep;
}
