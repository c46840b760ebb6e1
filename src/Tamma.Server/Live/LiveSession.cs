using System.Collections.Immutable;
using System.Net.WebSockets;
using System.Threading.Channels;
using Tamma.Client;
using Tamma.Events;
using Tamma.Notifications.Live;
using Tamma.Server.Rest;

namespace Tamma.Server.Live;

/// <summary>One WebSocket of <c>tamma.live.v1</c>. One loop does all the sending; what the client says comes to it through a queue.</summary>
internal sealed class LiveSession(HttpContext context, WebSocket socket, LiveListener listener, LiveServices live)
{
    private const int WaitingCommands = 16;
    private static readonly TimeSpan s_goodbye = TimeSpan.FromSeconds(1);

    private readonly LiveSender _sender = new(socket, live, context.RequestAborted);
    private readonly LiveAccess _access = live.AccessOf(context);
    private readonly Channel<LiveCommand> _commands = Channel.CreateBounded<LiveCommand>(WaitingCommands);
    private ImmutableArray<LiveSubscription> _subscriptions = [];
    private LogFollower _follower = null!;
    private Guid _log;
    private long _told;
    private int _beats;

    public async Task RunAsync()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, live.Stopping);
        await using var awake = end.Token.Register(listener.Signal.Set);
        await using var heart = live.Time.CreateTimer(_ => Beat(), null, live.Limits.Heartbeat, live.Limits.Heartbeat);
        var receiving = Task.CompletedTask;
        try
        {
            var head = await live.Reader.PlaceAsync(null, end.Token);
            (_log, _told) = (head.LogId, head.Position);
            _follower = live.Reader.Follow(head.Position, listener, isPatient: false);
            await _sender.SendAsync(At(new() { Type = "hello", Protocol = LiveSocketEndpoint.Protocol }));
            receiving = new LiveReceiver(socket, _commands.Writer, listener.Signal, live).RunAsync(context.RequestAborted);
            while (await StepAsync(end.Token))
            {
            }

            var isStopping = live.Stopping.IsCancellationRequested;
            await CloseAsync((int)(isStopping ? WebSocketCloseStatus.EndpointUnavailable : WebSocketCloseStatus.NormalClosure), isStopping ? "The server stops. Connect again and go on." : null);
        }
        catch (ListenerTooSlowException ex)
        {
            await CloseAsync(LiveClose.TooSlow, ex.Message);
        }
        catch (CursorExpiredException ex)
        {
            listener.Cut(LiveCut.Expired);
            await CloseAsync(LiveClose.CursorExpired, ChangeCursor.Expired(ex.Message).Detail, ProblemKind.CursorExpired.Name);
        }
        catch (TimeoutException)
        {
            // It takes nothing, so it cannot be told either.
            listener.Cut(LiveCut.Stalled);
        }
        catch (Exception ex) when (ex is WebSocketException or OperationCanceledException)
        {
            // The client went.
        }
        finally
        {
            // The client's own close, if it comes soon; what is on the way to it would be lost by an abort.
            if (socket.State is WebSocketState.CloseSent)
            {
                await Task.WhenAny(receiving, Task.Delay(s_goodbye, live.Time));
            }

            socket.Abort();
            _commands.Writer.TryComplete(); // who waits for room in the queue waits no longer
            await receiving;
        }
    }

    private void Beat()
    {
        Volatile.Write(ref _beats, 1);
        listener.Signal.Set();
    }

    /// <returns>False at the end.</returns>
    private async ValueTask<bool> StepAsync(CancellationToken cancellationToken)
    {
        while (_commands.Reader.TryRead(out var command))
        {
            if (command is LiveCommand.Leave(var status, var reason))
            {
                listener.Cut(LiveCut.Protocol);
                await CloseAsync(status, reason);
                return false;
            }

            await DoAsync(command, cancellationToken);
        }

        if (cancellationToken.IsCancellationRequested || _commands.Reader.Completion.IsCompleted)
        {
            return false;
        }

        if (_access.IsOver())
        {
            listener.Cut(LiveCut.Key);
            await CloseAsync(LiveClose.KeyWithdrawn, LiveAccess.Reason, ProblemKind.Unauthenticated.Name);
            return false;
        }

        if (Interlocked.Exchange(ref _beats, 0) == 1 && _told < _follower.Position)
        {
            // A filter that matches rarely would leave the client's place far behind.
            _told = _follower.Position;
            await _sender.SendAsync(At(new() { Type = "position" }));
        }

        if (await _follower.TryNextAsync(cancellationToken) is { } batch)
        {
            await TellAsync(batch);
        }
        else
        {
            await listener.Signal.WaitAsync();
        }

        return true;
    }

    private async ValueTask TellAsync(LiveBatch batch)
    {
        if (_subscriptions.IsEmpty)
        {
            return;
        }

        var sent = 0;
        foreach (var happening in batch.Events)
        {
            if (StartOf(happening) is { } start)
            {
                await _sender.SendAsync(start, happening);
                _told = happening.Position;
                sent++;
            }
        }

        live.Meter.Sent(LiveSocketEndpoint.Way, sent);
    }

    /// <summary>How the frame of an event begins; null where nobody wants it.</summary>
    private byte[]? StartOf(LiveEvent happening)
    {
        LiveSubscription? only = null;
        List<string>? several = null;
        foreach (var subscription in _subscriptions)
        {
            if (!subscription.Wants(happening))
            {
                continue;
            }

            if (only is null)
            {
                only = subscription;
            }
            else
            {
                (several ??= [only.Id]).Add(subscription.Id);
            }
        }

        return several is null ? only?.Start : LiveSubscription.StartOf(several);
    }

    private ValueTask DoAsync(LiveCommand command, CancellationToken cancellationToken)
    {
        switch (command)
        {
            case LiveCommand.Subscribe subscribe:
                return SubscribeAsync(subscribe, cancellationToken);
            case LiveCommand.Unsubscribe(var id):
                _subscriptions = _subscriptions.RemoveAll(subscription => subscription.Id == id);
                return _sender.SendAsync(At(new() { Type = "unsubscribed", Id = id }));
            case LiveCommand.Acknowledge(var position):
                listener.Acknowledged = Math.Min(position, _follower.Position);
                return ValueTask.CompletedTask;
            case LiveCommand.Ping:
                return _sender.SendAsync(At(new() { Type = "pong" }));
            case LiveCommand.Wrong(var answer):
                return _sender.SendAsync(answer);
            default:
                return ValueTask.CompletedTask;
        }
    }

    private async ValueTask SubscribeAsync(LiveCommand.Subscribe asked, CancellationToken cancellationToken)
    {
        var others = _subscriptions.RemoveAll(subscription => subscription.Id == asked.Id);
        if (others.Length >= live.Limits.Subscriptions)
        {
            await _sender.SendAsync(Error(asked.Id, "too_many_subscriptions", $"A connection has at most {live.Limits.Subscriptions} subscriptions."));
            return;
        }

        var (place, error) = await PlaceAsync(asked, cancellationToken);
        if (error is not null)
        {
            await _sender.SendAsync(error);
            return;
        }

        var subscription = new LiveSubscription(asked.Id, asked.Filter, place);
        await _sender.SendAsync(new LiveMessage { Type = "subscribed", Id = asked.Id, Position = place, Cursor = ChangeCursor.Write(new(_log, place)) });
        if (place < _follower.Position)
        {
            await CatchUpAsync(subscription, isAlone: others.IsEmpty, cancellationToken);
        }

        _subscriptions = others.Add(subscription);
    }

    /// <summary>A subscription that begins earlier than the connection stands. What others were sent of it is sent again, for this one.</summary>
    private async ValueTask CatchUpAsync(LiveSubscription subscription, bool isAlone, CancellationToken cancellationToken)
    {
        var end = _follower.Position;
        if (isAlone)
        {
            (_follower, _told) = (live.Reader.Follow(subscription.After, listener, isPatient: false), subscription.After);
            return;
        }

        var behind = live.Reader.Follow(subscription.After, listener, isPatient: true);
        while (behind.Position < end && await behind.TryNextAsync(cancellationToken) is { } batch)
        {
            foreach (var happening in batch.Events)
            {
                if (happening.Position <= end && subscription.Wants(happening))
                {
                    await _sender.SendAsync(subscription.Start, happening);
                }
            }
        }

        // What it missed meanwhile is its own to read, and no slowness.
        _follower = live.Reader.Follow(end, listener, isPatient: false);
    }

    private async ValueTask<(long Place, LiveMessage? Error)> PlaceAsync(LiveCommand.Subscribe asked, CancellationToken cancellationToken)
    {
        if (asked.After is null)
        {
            return (_follower.Position, null);
        }

        if (!ChangeCursor.TryRead(asked.After, new LogHead(_log, 0), out var cursor))
        {
            return (0, Error(asked.Id, ProblemKind.InvalidCursor.Name, ChangeCursor.NoCursor));
        }

        try
        {
            return ((await live.Reader.PlaceAsync(cursor, cancellationToken)).Position, null);
        }
        catch (CursorExpiredException ex)
        {
            return (0, Error(asked.Id, ProblemKind.CursorExpired.Name, ChangeCursor.Expired(ex.Message).Detail));
        }
    }

    private static LiveMessage Error(string id, string error, string detail) => new() { Type = "error", Id = id, Error = error, Detail = detail };

    private LiveMessage At(LiveMessage message) => message with { Position = _follower.Position, Cursor = ChangeCursor.Write(new(_log, _follower.Position)) };

    /// <summary>Sends it away with a reason, if there is one, and the place from which it can go on.</summary>
    private Task CloseAsync(int status, string? reason, string? error = null) => _sender.CloseAsync(
        (WebSocketCloseStatus)status,
        reason is null ? null : new() { Type = "cut", Reason = reason, Error = error, Position = _told, Cursor = ChangeCursor.Write(new(_log, _told)) });
}
