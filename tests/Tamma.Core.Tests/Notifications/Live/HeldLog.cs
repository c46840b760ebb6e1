using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tamma.Catalog;
using Tamma.Catalog.Retention;
using Tamma.Events;
using Tamma.Notifications.Filtering;
using Tamma.Notifications.Live;

namespace Tamma.Core.Tests.Notifications.Live;

/// <summary>A log in memory with a fan-out over it. Its readings are counted.</summary>
internal sealed class HeldLog : IEventLog, IRetentionStore, IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<EventEnvelope> _events = [];
    private readonly InProcessBell _bell = new();
    private long _kept;
    private int _faults;

    public HeldLog(LiveOptions? options = null)
    {
        var chosen = options ?? new LiveOptions { Page = 10, Held = 100 };
        var rows = new EventRows(new CurrentCatalog(null!), Time);
        Fanout = new(this, _bell, rows, chosen, Time, NullLogger<LiveFanout>.Instance);
        Reader = new(this, this, Fanout, rows);
    }

    public FakeTimeProvider Time { get; } = new(Happened.Now);

    public LiveFanout Fanout { get; }

    public LogReader Reader { get; }

    public int Reads { get; private set; }

    public long End
    {
        get
        {
            lock (_gate)
            {
                return _events is [] ? 0 : _events[^1].Position;
            }
        }
    }

    public static Cursor At(long position) => new(Happened.Log, position);

    /// <param name="isRung">False for a ring that is lost.</param>
    public void Add(int count, bool isRung = true, string what = "model_updated openai/gpt-5", Cause cause = Cause.Provider, string data = "{}")
    {
        long end;
        lock (_gate)
        {
            for (var i = 0; i < count; i++)
            {
                _events.Add(Happened.Event(what, data, cause, _events is [] ? 1 : _events[^1].Position + 1));
            }

            end = _events[^1].Position;
        }

        if (isRung)
        {
            _bell.Ring(end);
        }
    }

    public void Purge(long kept)
    {
        lock (_gate)
        {
            _kept = kept;
            _events.RemoveAll(envelope => envelope.Position <= kept && envelope != _events[^1]);
        }
    }

    public void Fail(int times) => _faults = times;

    public Task<LogHead> HeadAsync(CancellationToken cancellationToken) => Task.FromResult(new LogHead(Happened.Log, End));

    public async Task<IReadOnlyList<EventEnvelope>> ReadAsync(long after, int limit, IReadOnlyCollection<string> types, CancellationToken cancellationToken)
    {
        await Task.Yield();
        lock (_gate)
        {
            Reads++;
            return _faults-- > 0
                ? throw new StorageException(StorageFault.Unavailable, "Not now.")
                : [.. _events.Where(envelope => envelope.Position > after && (types.Count == 0 || types.Contains(envelope.Event.Type))).Take(limit)];
        }
    }

    public Task<Horizons> ReadHorizonsAsync(CancellationToken cancellationToken) => Task.FromResult(new Horizons { Events = _kept });

    public Task<long> AppendAsync(IReadOnlyList<EventDraft> events, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Purged> PurgeAsync(RetentionLimits limits, CancellationToken cancellationToken) => throw new NotSupportedException();

    public void Dispose() => Fanout.Dispose();
}
