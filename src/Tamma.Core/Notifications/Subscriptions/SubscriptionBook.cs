using System.Collections.Immutable;
using Tamma.Catalog.Retention;
using Tamma.Events;
using Tamma.Notifications.Deliveries;
using Tamma.Notifications.Live;

namespace Tamma.Notifications.Subscriptions;

/// <summary>What is decided about subscriptions, one decision after the other, each with the event that tells of it.</summary>
public sealed class SubscriptionBook : IDisposable
{
    private readonly ISubscriptionStore _store;
    private readonly SubscriptionReader _reader;
    private readonly TargetOpener _opener;
    private readonly SubscriptionOptions _options;
    private readonly IEventLog _log;
    private readonly ICursorStore _cursors;
    private readonly IRetentionStore _retention;
    private readonly IBell _bell;
    private readonly DeliverySignal _signal;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _turn = new(1, 1);

    internal SubscriptionBook(
        ISubscriptionStore store,
        SubscriptionReader reader,
        TargetOpener opener,
        SubscriptionOptions options,
        IEventLog log,
        ICursorStore cursors,
        IRetentionStore retention,
        IBell bell,
        DeliverySignal signal,
        TimeProvider time)
    {
        (_store, _reader, _opener, _options, _log, _cursors, _retention, _bell, _signal, _time) = (store, reader, opener, options, log, cursors, retention, bell, signal, time);
    }

    /// <summary>Adds a subscription. It is told of what happens from now on.</summary>
    /// <returns>The subscription, and the signing secret that was made for it; it can be read here only.</returns>
    /// <exception cref="SubscriptionRefusedException">It has mistakes, or there are too many.</exception>
    public Task<(Subscription Subscription, string? Secret)> AddAsync(SubscriptionDraft draft, string actor, CancellationToken cancellationToken) => InTurnAsync(
        async now =>
        {
            if ((await _store.ReadAsync(cancellationToken)).Count >= _options.MostSubscriptions)
            {
                throw new SubscriptionRefusedException(SubscriptionRefusal.TooMany, $"There are {_options.MostSubscriptions} subscriptions, as many as notifications.max_subscriptions allows. Remove one, or raise it.");
            }

            var (subscription, secret) = _reader.New(draft, actor, now);
            var head = await _log.HeadAsync(cancellationToken);
            _bell.Ring(await _store.AddAsync(subscription, new(head.LogId, head.Position), [SubscriptionEvents.Added(subscription, actor, now)], cancellationToken));
            return (subscription, secret);
        },
        cancellationToken);

    /// <summary>Changes what the draft names.</summary>
    /// <exception cref="SubscriptionRefusedException">There is none, or the draft has mistakes.</exception>
    public Task<Subscription> ChangeAsync(Guid id, SubscriptionDraft draft, string actor, CancellationToken cancellationToken) =>
        SaveAsync(id, (known, _) => _reader.Changed(known, draft, _opener.Url), actor, forgetFailures: false, cancellationToken);

    /// <summary>Sends it nothing until it is resumed. What happens meanwhile is told then.</summary>
    /// <exception cref="SubscriptionRefusedException">There is none.</exception>
    public Task<Subscription> PauseAsync(Guid id, string? reason, string actor, CancellationToken cancellationToken) =>
        SaveAsync(id, (known, _) => known.State is SubscriptionState.Active ? known with { State = SubscriptionState.Paused, Reason = reason } : known, actor, forgetFailures: false, cancellationToken);

    /// <summary>Goes on where it was stopped, or with what the log still has of it; what waited for another try is tried at once.</summary>
    /// <exception cref="SubscriptionRefusedException">There is none.</exception>
    public async Task<Subscription> ResumeAsync(Guid id, string actor, CancellationToken cancellationToken)
    {
        await FindAsync(id, cancellationToken);
        await CatchUpAsync(id, cancellationToken);
        return await SaveAsync(id, (known, _) => known with { State = SubscriptionState.Active, Reason = null }, actor, forgetFailures: true, cancellationToken);
    }

    /// <summary>Pauses all that are active, or resumes all that are paused; one that we disabled stays so.</summary>
    /// <returns>Those that changed.</returns>
    public async Task<ImmutableArray<Subscription>> SwitchAllAsync(bool resume, string? reason, string actor, CancellationToken cancellationToken)
    {
        var from = resume ? SubscriptionState.Paused : SubscriptionState.Active;
        var changed = ImmutableArray.CreateBuilder<Subscription>();
        foreach (var subscription in (await _store.ReadAsync(cancellationToken)).Where(known => known.State == from))
        {
            changed.Add(resume ? await ResumeAsync(subscription.Id, actor, cancellationToken) : await PauseAsync(subscription.Id, reason, actor, cancellationToken));
        }

        return changed.ToImmutable();
    }

    /// <summary>Signs with another secret from now on, and with those before for a while too.</summary>
    /// <param name="id">Of the subscription.</param>
    /// <param name="reference">Where the new one is; null to have one made.</param>
    /// <param name="overlap">How long the ones before sign too.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="cancellationToken">Ends the wait for its turn.</param>
    /// <returns>The subscription, and the secret that was made; it can be read here only.</returns>
    /// <exception cref="SubscriptionRefusedException">There is none, or the reference is wrong.</exception>
    public async Task<(Subscription Subscription, string? Secret)> RotateAsync(Guid id, string? reference, TimeSpan? overlap, string actor, CancellationToken cancellationToken)
    {
        string? secret = null;
        var rotated = await SaveAsync(
            id,
            (known, now) =>
            {
                (var after, secret) = _reader.Rotated(known, reference, now + (overlap ?? _options.Webhooks.RotationOverlap), now);
                return after;
            },
            actor,
            forgetFailures: false,
            cancellationToken);
        return (rotated, secret);
    }

    /// <summary>Forgets a subscription and all that was kept of it.</summary>
    /// <exception cref="SubscriptionRefusedException">There is none.</exception>
    public Task<Subscription> RemoveAsync(Guid id, string actor, CancellationToken cancellationToken) => InTurnAsync(
        async now =>
        {
            var known = await FindAsync(id, cancellationToken);
            _bell.Ring(await _store.RemoveAsync(id, [SubscriptionEvents.Removed(known, actor, now)], cancellationToken));
            return known;
        },
        cancellationToken);

    /// <summary>Stops one that cannot be told. Does nothing where somebody stopped it already.</summary>
    internal Task DisableAsync(Guid id, string reason, CancellationToken cancellationToken) => InTurnAsync(
        async now =>
        {
            if (await _store.GetAsync(id, cancellationToken) is { State: SubscriptionState.Active } known)
            {
                var disabled = known with { State = SubscriptionState.Disabled, Reason = reason, ChangedAt = now };
                _bell.Ring(await _store.SaveAsync(disabled, forgetFailures: false, [SubscriptionEvents.Disabled(disabled, now)], cancellationToken));
            }

            return true;
        },
        cancellationToken);

    public void Dispose() => _turn.Dispose();

    private Task<Subscription> SaveAsync(Guid id, Func<Subscription, DateTimeOffset, Subscription> change, string actor, bool forgetFailures, CancellationToken cancellationToken) => InTurnAsync(
        async now =>
        {
            var known = await FindAsync(id, cancellationToken);
            var after = change(known, now) with { ChangedAt = now };
            _bell.Ring(await _store.SaveAsync(after, forgetFailures, SubscriptionEvents.Changed(known, after, actor, now), cancellationToken));
            return await FindAsync(id, cancellationToken);
        },
        cancellationToken);

    /// <summary>Where the log no longer has what comes next, goes on with what it has: whoever resumes was told so.</summary>
    private async Task CatchUpAsync(Guid id, CancellationToken cancellationToken)
    {
        var (head, kept) = (await _log.HeadAsync(cancellationToken), (await _retention.ReadHorizonsAsync(cancellationToken)).Events);
        var cursor = await _cursors.ReadAsync(Subscription.ReaderOf(id), cancellationToken);
        if (cursor is not { } place || CursorExpiredException.Of(place, head, kept) is not null)
        {
            var isBehind = cursor is { } known && known.LogId == head.LogId && known.Position < kept;
            await _cursors.AdvanceAsync(Subscription.ReaderOf(id), new(head.LogId, isBehind ? kept : head.Position), cancellationToken);
        }
    }

    private async Task<Subscription> FindAsync(Guid id, CancellationToken cancellationToken) =>
        await _store.GetAsync(id, cancellationToken) ?? throw new SubscriptionRefusedException(SubscriptionRefusal.NotFound, $"There is no subscription '{id}'.");

    private async Task<T> InTurnAsync<T>(Func<DateTimeOffset, Task<T>> work, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await work(_time.GetUtcNow());
        }
        finally
        {
            _turn.Release();
            _signal.Nudge();
        }
    }
}
