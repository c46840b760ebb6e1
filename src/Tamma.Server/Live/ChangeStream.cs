using System.Buffers;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Tamma.Events;
using Tamma.Notifications.Filtering;
using Tamma.Notifications.Live;
using Tamma.Server.Rest;

namespace Tamma.Server.Live;

/// <summary>One client of the stream of changes, from its head to its end.</summary>
internal sealed class ChangeStream(HttpContext context, Cursor place, EventFilter filter, LiveListener listener, LiveServices live)
{
    /// <summary>So long a client waits until it connects again.</summary>
    private const int RetryMilliseconds = 2_000;

    /// <summary>So many bytes wait at most before they are sent on.</summary>
    private const int Part = 32 * 1024;

    private readonly LogFollower _follower = live.Reader.Follow(place.Position, listener, isPatient: false);
    private readonly LiveAccess _access = live.AccessOf(context);
    private long _told = place.Position;
    private int _beats;

    public async Task RunAsync()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, live.Stopping);
        var response = context.Response;
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-cache, no-store, no-transform";
        response.Headers["X-Accel-Buffering"] = "no";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();

        // The place comes first, so that a client that is cut off before the first event knows where it was.
        Write(string.Create(CultureInfo.InvariantCulture, $"retry: {RetryMilliseconds}\n"));
        WritePosition();
        await using var awake = end.Token.Register(listener.Signal.Set);
        await using var heart = live.Time.CreateTimer(_ => Beat(), null, live.Limits.Heartbeat, live.Limits.Heartbeat);
        try
        {
            await FlushAsync();
            while (!end.IsCancellationRequested)
            {
                if (_access.IsOver())
                {
                    listener.Cut(LiveCut.Key);
                    await EndAsync(ProblemKind.Unauthenticated, LiveAccess.Reason);
                    return;
                }

                await StepAsync(end.Token);
            }
        }
        catch (ListenerTooSlowException ex)
        {
            await EndAsync(null, ex.Message);
        }
        catch (CursorExpiredException ex)
        {
            listener.Cut(LiveCut.Expired);
            await EndAsync(ProblemKind.CursorExpired, ChangeCursor.Expired(ex.Message).Detail);
        }
        catch (TimeoutException)
        {
            // It takes nothing, so it cannot be told either.
            listener.Cut(LiveCut.Stalled);
            context.Abort();
        }
        catch (OperationCanceledException) when (end.IsCancellationRequested)
        {
            // The client went, or the server stops; the client comes again with its last id.
        }
    }

    private void Beat()
    {
        Volatile.Write(ref _beats, 1);
        listener.Signal.Set();
    }

    private async Task StepAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _beats, 0) == 1)
        {
            // A filter that matches rarely would leave the client's place far behind.
            if (_told < _follower.Position)
            {
                WritePosition();
            }
            else
            {
                Write(": still here\n\n");
            }

            await FlushAsync();
        }

        if (await _follower.TryNextAsync(cancellationToken) is not { } batch)
        {
            await listener.Signal.WaitAsync();
            return;
        }

        var sent = 0;
        foreach (var happening in batch.Events)
        {
            if (happening.Matches(filter))
            {
                Write(happening);
                sent++;
                if (context.Response.BodyWriter.UnflushedBytes > Part)
                {
                    await FlushAsync();
                }
            }
        }

        if (context.Response.BodyWriter.UnflushedBytes > 0)
        {
            await FlushAsync();
        }

        live.Meter.Sent(ChangeStreamEndpoint.Way, sent);
    }

    private void Write(LiveEvent happening)
    {
        var body = context.Response.BodyWriter;
        Write($"id: {ChangeCursor.Write(place with { Position = happening.Position })}\ndata: ");
        body.Write(happening.Json(LiveServices.Write).Span);
        body.Write("\n\n"u8);
        _told = happening.Position;
    }

    private void WritePosition()
    {
        _told = _follower.Position;
        Write(string.Create(CultureInfo.InvariantCulture, $"id: {ChangeCursor.Write(place with { Position = _told })}\nevent: position\ndata: {{\"position\":{_told}}}\n\n"));
    }

    private void Write(string text) => context.Response.BodyWriter.Write(Encoding.UTF8.GetBytes(text));

    private async ValueTask FlushAsync()
    {
        var flush = context.Response.BodyWriter.FlushAsync(context.RequestAborted);
        if (!flush.IsCompletedSuccessfully)
        {
            await flush.AsTask().WaitAsync(live.Limits.SlowAfter, live.Time);
        }
    }

    private async Task EndAsync(ProblemKind? error, string reason)
    {
        var code = error is null ? "" : $"\"error\":\"{error.Name}\",";
        Write(string.Create(CultureInfo.InvariantCulture, $"event: cut\ndata: {{{code}\"reason\":\"{System.Text.Encodings.Web.JavaScriptEncoder.Default.Encode(reason)}\",\"position\":{_told}}}\n\n"));
        try
        {
            await FlushAsync();
        }
        catch (Exception ex) when (ex is TimeoutException or OperationCanceledException)
        {
            context.Abort();
        }
    }
}
