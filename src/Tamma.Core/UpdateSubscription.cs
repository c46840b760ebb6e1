using Microsoft.Extensions.Logging;
using Tamma.Events;
using Tamma.Notifications.Filtering;
using Tamma.Notifications.Live;

namespace Tamma;

/// <summary>A callback as a reader of the log: called in order, moved on after it has returned.</summary>
internal sealed partial class UpdateSubscription : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _end = new();
    private readonly LogReader _reader;
    private readonly Func<EventEnvelope, CancellationToken, ValueTask> _callback;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public UpdateSubscription(LogReader reader, Func<EventEnvelope, CancellationToken, ValueTask> callback, TimeProvider time, ILogger logger)
    {
        _reader = reader;
        _callback = callback;
        _time = time;
        _logger = logger;

        // The place to begin is asked for now: what is committed after this call returns is told.
        var place = reader.PlaceAsync(null, _end.Token);
        Reading = ReadAsync(place, _end.Token);
    }

    public Task Reading { get; }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private async Task ReadAsync(Task<Cursor> start, CancellationToken cancellationToken)
    {
        Cursor? place = null;
        while (true)
        {
            try
            {
                place ??= await start;
                await foreach (var envelope in _reader.ReadAsync(place, EventFilter.Everything, cancellationToken))
                {
                    await TellAsync(envelope, cancellationToken);
                    place = new(envelope.LogId, envelope.Position);
                }
            }
            catch (OperationCanceledException)
            {
                // Disposed: the subscriber wants no more.
                return;
            }
            catch (Exception ex) when (ex is StorageException or CursorExpiredException)
            {
                LogReadFailed(ex, place?.Position);
                await Task.Delay(s_pause, _time, CancellationToken.None);
                if (place is null || ex is CursorExpiredException)
                {
                    (place, start) = (null, _reader.PlaceAsync(null, cancellationToken));
                }
            }
        }
    }

    private async Task TellAsync(EventEnvelope envelope, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await _callback(envelope, cancellationToken);
                return;
            }
#pragma warning disable CA1031 // the callback is foreign code: whatever it throws, a request's own cancellation too, the event is told again and not lost
            catch (Exception ex) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                LogCallbackFailed(ex, envelope.Position);
                await Task.Delay(s_pause, _time, cancellationToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A subscriber failed at position {Position}; it is told again.")]
    private partial void LogCallbackFailed(Exception exception, long position);

    [LoggerMessage(Level = LogLevel.Error, Message = "A subscriber cannot be told what came after position {Position}; it is tried again, and what retention has taken away is left out.")]
    private partial void LogReadFailed(Exception exception, long? position);
}
