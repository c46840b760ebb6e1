using Microsoft.Extensions.Logging;
using Tamma.Events;
using Tamma.Notifications.Subscriptions;
using Tamma.Notifications.Webhooks;

namespace Tamma.Notifications.Deliveries;

/// <summary>All the work for one subscription, beside all others: what one target makes of its messages is felt by no other.</summary>
internal sealed partial class Lane(
    Subscription subscription, LaneFeed feed, Courier courier, IDeliveryStore deliveries, SubscriptionBook book, IBell bell, WebhookOptions options, TimeProvider time, ILogger<Lane> logger) : IDisposable
{
    /// <summary>A ring may be lost, and so may a wake.</summary>
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(5);

    private readonly DeliverySignal _feedAgain = new();
    private readonly DeliverySignal _sendAgain = new();
    private readonly CancellationTokenSource _ended = new();

    public Subscription Subscription => subscription;

    /// <summary>How far the log was read; null before the first time.</summary>
    public long? Position => feed.Position;

    /// <summary>What waits because the subscription is calm; null where nothing does.</summary>
    public Waiting? Waiting => feed.Waiting;

    /// <summary>Completes when nothing of it is under way any more.</summary>
    public Task Completion { get; private set; } = Task.CompletedTask;

    /// <param name="before">What must have ended: the lane that had this subscription before.</param>
    /// <param name="stopping">Takes no more, as <see cref="End"/>.</param>
    /// <param name="broken">Breaks off what is under way; it is done again.</param>
    public void Start(Task before, CancellationToken stopping, CancellationToken broken) => Completion = RunAsync(before, stopping, broken);

    /// <summary>Takes no more; what is under way is brought to its end.</summary>
    public void End() => _ended.Cancel();

    public void Wake()
    {
        _feedAgain.Nudge();
        _sendAgain.Nudge();
    }

    public void Dispose() => _ended.Dispose();

    private async Task RunAsync(Task before, CancellationToken stopping, CancellationToken broken)
    {
        await before;
        using var either = CancellationTokenSource.CreateLinkedTokenSource(_ended.Token, stopping);
        await Task.WhenAll(
            AgainAsync(token => FeedAsync(token), either.Token),
            AgainAsync(token => SendAsync(token, broken), either.Token));
    }

    /// <summary>The record may be out of reach for a while; that ends nothing.</summary>
    private async Task AgainAsync(Func<CancellationToken, Task> work, CancellationToken ended)
    {
        await Task.Yield();
        while (!ended.IsCancellationRequested)
        {
            try
            {
                await work(ended);
            }
            catch (OperationCanceledException) when (ended.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // one subscription's trouble is not the others'; it is told and tried again
            catch (Exception ex)
#pragma warning restore CA1031
            {
                LogFailed(ex, subscription.Name);
                await Task.Delay(s_again, time, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task FeedAsync(CancellationToken ended)
    {
        switch (await feed.StepAsync(ended))
        {
            case FeedStep.Expired(var why):
                await book.DisableAsync(
                    subscription.Id,
                    $"cursor_expired: {why} Some of what came after it was not told. Read the models anew with GET /api/v1/models?scope=all, then resume: it goes on with what is kept.",
                    ended);
                await _ended.CancelAsync();
                break;
            case FeedStep.Full:
                await _feedAgain.WaitAsync(s_look, time, ended);
                break;
            case FeedStep.Read { AtEnd: true } read:
                if (read.Queued > 0)
                {
                    _sendAgain.Nudge();
                }

                await MoreAsync(read.Due, ended);
                break;
            case FeedStep.Read { Queued: > 0 }:
                _sendAgain.Nudge();
                break;
        }
    }

    /// <summary>Until the log has more, or what is held is due.</summary>
    private async Task MoreAsync(DateTimeOffset? due, CancellationToken ended)
    {
        var wait = due is { } at && at - time.GetUtcNow() < s_look ? at - time.GetUtcNow() : s_look;
        using var limit = new CancellationTokenSource(wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ended);
        await bell.WaitAsync(feed.Position ?? 0, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ended.ThrowIfCancellationRequested();
    }

    private async Task SendAsync(CancellationToken ended, CancellationToken broken)
    {
        Dictionary<long, Task<bool>> flying = [];
        var most = subscription.Target.Ordered ? 1 : options.Parallelism;
        try
        {
            while (!ended.IsCancellationRequested)
            {
                var queued = await deliveries.ReadQueuedAsync(subscription.Id, subscription.Target.Ordered, most + flying.Count, ended);
                var now = time.GetUtcNow();
                var next = s_look;
                foreach (var delivery in queued.Where(delivery => !flying.ContainsKey(delivery.Id)))
                {
                    if (delivery.NextAt > now)
                    {
                        next = delivery.NextAt - now < next ? delivery.NextAt - now : next;
                    }
                    else if (flying.Count < most)
                    {
                        flying.Add(delivery.Id, courier.DeliverAsync(subscription, delivery, broken));
                    }
                }

                await FirstAsync(flying.Values, next, ended);
                foreach (var (id, landed) in flying.Where(pair => pair.Value.IsCompleted).ToList())
                {
                    flying.Remove(id);
                    if (!await landed)
                    {
                        await _ended.CancelAsync();
                    }

                    _feedAgain.Nudge();
                }
            }
        }
        finally
        {
            await Task.WhenAll(flying.Values.Cast<Task>()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Until one lands, somebody wakes it, or the next is due.</summary>
    private async Task FirstAsync(IEnumerable<Task> flying, TimeSpan next, CancellationToken ended)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(ended);
        var woken = _sendAgain.WaitAsync(next, time, over.Token);
        await Task.WhenAny([woken, .. flying]);
        await over.CancelAsync();
        await woken.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The subscription {Subscription} could not be served; tried again in five seconds, and nothing is lost.")]
    private partial void LogFailed(Exception exception, string subscription);
}
