using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Tamma.Events;
using Tamma.Notifications.Filtering;

namespace Tamma.Notifications.Live;

/// <summary>
/// One reader of the log's end for all who listen: each event is read once, whoever wants it. It reads while somebody listens, and
/// holds nothing while nobody does.
/// </summary>
public sealed partial class LiveFanout : IDisposable
{
    private readonly IEventLog _log;
    private readonly IBell _bell;
    private readonly EventRows _rows;
    private readonly LiveOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<LiveFanout> _logger;
    private readonly LiveRing _ring;
    private readonly ConcurrentDictionary<LiveListener, byte> _listeners = [];
    private readonly CancellationTokenSource _end = new();
    private readonly Lock _gate = new();
    private bool _isReading;
    private readonly ConcurrentDictionary<string, long> _cut = new(StringComparer.Ordinal);

    public LiveFanout(IEventLog log, IBell bell, EventRows rows, LiveOptions options, TimeProvider time, ILogger<LiveFanout> logger)
    {
        (_log, _bell, _rows, _options, _time, _logger) = (log, bell, rows, options, time, logger);
        _ring = new(options.Held);
        Pages = new(log, rows, options);
    }

    public LiveStatus Status()
    {
        var (end, listeners) = (_ring.End, _listeners.Keys.ToArray());
        var slowest = listeners.Select(listener => listener.Acknowledged >= 0 ? listener.Acknowledged : listener.Position).Where(position => position >= 0).DefaultIfEmpty(end ?? 0).Min();
        return new(
            listeners.CountBy(listener => listener.Way, StringComparer.Ordinal).ToImmutableSortedDictionary(StringComparer.Ordinal),
            end,
            Math.Max(0, (end ?? 0) - slowest),
            _cut.Values.Sum())
        {
            CutBy = _cut.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }

    /// <param name="way">For the status: how it is connected.</param>
    public LiveListener Listen(string way)
    {
        var listener = new LiveListener(this, way);
        lock (_gate)
        {
            _listeners[listener] = 0;
            if (!_isReading)
            {
                _isReading = true;
                _ = Task.Run(() => ReadAsync(_end.Token));
            }
        }

        return listener;
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    internal LivePages Pages { get; }

    internal (LivePlace Place, LiveBatch? Next) Find(long position) => _ring.Find(position);

    internal long End => _ring.End ?? 0;

    internal void Leave(LiveListener listener) => _listeners.TryRemove(listener, out _);

    internal void CountCut(string reason) => _cut.AddOrUpdate(reason, 1, static (_, count) => count + 1);

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        long? position = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                position ??= await BeginAsync(cancellationToken);
                while (await LiveEvents.ReadAsync(_log, _rows, position.Value, _options.Page, cancellationToken) is { Events.IsEmpty: false } batch)
                {
                    position = batch.End;
                    _ring.Add(batch);
                    Tell();
                    if (batch.Events.Length < _options.Page)
                    {
                        break;
                    }
                }

                if (MayEnd())
                {
                    return;
                }

                await WaitAsync(position.Value, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // all listeners hang on this one reader: whatever the store throws, it is told and the log is read again from the same place
            catch (Exception ex)
#pragma warning restore CA1031
            {
                LogFailed(ex, position);
                await Task.Delay(_options.Pause, _time, CancellationToken.None);
            }
        }
    }

    private async Task<long> BeginAsync(CancellationToken cancellationToken)
    {
        var head = await _log.HeadAsync(cancellationToken);
        _ring.Begin(head.Position);
        Tell();
        return head.Position;
    }

    /// <summary>Nobody listens: what is held is let go, and the next listener begins anew.</summary>
    private bool MayEnd()
    {
        lock (_gate)
        {
            if (!_listeners.IsEmpty)
            {
                return false;
            }

            _isReading = false;
            _ring.Forget();
            Pages.Clear();
            return true;
        }
    }

    /// <summary>Until the bell rings, or for so long that a lost ring does no harm.</summary>
    private async Task WaitAsync(long position, CancellationToken cancellationToken)
    {
        using var poll = new CancellationTokenSource(_options.Poll, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(poll.Token, cancellationToken);
        try
        {
            await _bell.WaitAsync(position, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Look without having been called.
        }
    }

    /// <summary>All who listen look again, though the log has nothing new.</summary>
    public void Wake() => Tell();

    private void Tell()
    {
        foreach (var (listener, _) in _listeners)
        {
            listener.Signal.Set();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The log cannot be read after position {Position}; those who listen wait, and it is tried again.")]
    private partial void LogFailed(Exception exception, long? position);
}
