using Microsoft.Extensions.Logging;
using Tamma.Events;

namespace Tamma;

/// <summary>One in-process reader of the log: woken by the bell, read in order, moved on after the callback has returned.</summary>
internal sealed partial class UpdateSubscription : IDisposable
{
    private const int Page = 200;
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _end = new();
    private readonly IEventLog _log;
    private readonly IBell _bell;
    private readonly Func<EventEnvelope, CancellationToken, ValueTask> _callback;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;

    public UpdateSubscription(IEventLog log, IBell bell, Func<EventEnvelope, CancellationToken, ValueTask> callback, TimeProvider time, ILogger logger)
    {
        _log = log;
        _bell = bell;
        _callback = callback;
        _time = time;
        _logger = logger;

        // The place to begin is asked for now: what is committed after this call returns is told.
        var head = log.HeadAsync(_end.Token);
        Reading = ReadAsync(head, _end.Token);
    }

    public Task Reading { get; }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private async Task ReadAsync(Task<LogHead> head, CancellationToken cancellationToken)
    {
        try
        {
            var position = (await head).Position;
            while (true)
            {
                await _bell.WaitAsync(position, cancellationToken);
                foreach (var envelope in await _log.ReadAsync(position, Page, [], cancellationToken))
                {
                    await TellAsync(envelope, cancellationToken);
                    position = envelope.Position;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Disposed: the subscriber wants no more.
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
            catch (Exception ex) when (ex is not OperationCanceledException)
            {
                // One item of a fan-out: the callback is foreign code, and this event is not lost because it failed.
                LogCallbackFailed(ex, envelope.Position);
                await Task.Delay(s_pause, _time, cancellationToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A subscriber failed at position {Position}; it is told again.")]
    private partial void LogCallbackFailed(Exception exception, long position);
}
