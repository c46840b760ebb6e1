using Tamma.Benchmarks.Samples;
using Tamma.Benchmarks.Statistics;
using Tamma.Load.Sending;

namespace Tamma.Load;

/// <summary>All exchanges of a run, and rough figures while it lasts. Holds the bytes of every answer until the end, so it is bounded.</summary>
/// <param name="expected">Requests.</param>
/// <param name="bytes">Of an answer.</param>
/// <param name="reads">Of an answer.</param>
/// <param name="most">No more requests are begun.</param>
internal sealed class Ledger(int expected, int bytes, int reads, int most = int.MaxValue)
{
    /// <summary>Bytes of room for answers; past it the run ends early and says so.</summary>
    public const long MostHeld = Holding.Most;

    private const int Recent = 200;

    private readonly Lock _gate = new();
    private readonly Holding _holding = new();
    private readonly List<Exchange> _all = new(Math.Max(expected, 16));
    private readonly Queue<Exchange> _ready = new();
    private readonly Queue<(double? Ttfb, double E2e)> _recent = new();
    private readonly SortedDictionary<string, int> _failures = new(StringComparer.Ordinal);
    private int _taken;
    private int _ok;
    private int _failed;
    private int _ended;

    /// <summary>Makes room before it is needed.</summary>
    public void Prepare(int count)
    {
        for (var i = 0; i < count && (long)(i + 1) * Room < MostHeld; i++)
        {
            _ready.Enqueue(new(bytes, reads, _holding));
        }
    }

    /// <summary>Of one answer.</summary>
    private long Room => bytes + (reads * 2L * sizeof(long));

    public bool IsFull => _holding.IsFull;

    /// <summary>Whether as many were begun as may be.</summary>
    public bool IsSpent => Volatile.Read(ref _taken) >= most;

    /// <summary>Room for the next request; null when as many were begun as may be.</summary>
    public Exchange? Take(int index, long? scheduled)
    {
        lock (_gate)
        {
            if (_taken >= most)
            {
                return null;
            }

            _taken++;
            _holding.Add(Room);
            var exchange = _ready.TryDequeue(out var made) ? made : new(bytes, reads, _holding);
            (exchange.Index, exchange.Scheduled) = (index, scheduled);
            _all.Add(exchange);
            return exchange;
        }
    }

    public void End(Exchange exchange)
    {
        lock (_gate)
        {
            _ended++;
            if (exchange.Outcome is RequestOutcome.Ok)
            {
                _ok++;
                _recent.Enqueue((exchange.FirstByte is { } first ? (first - exchange.Started) / 1e6 : null, (exchange.Done - exchange.Started) / 1e6));
                if (_recent.Count > Recent)
                {
                    _recent.Dequeue();
                }
            }
            else if (exchange.Outcome is not RequestOutcome.Cancelled)
            {
                var kind = exchange.Error?.ToString() ?? exchange.Outcome.ToString();
                _failures[kind] = _failures.GetValueOrDefault(kind) + 1;
                _failed++;
            }
        }
    }

    public LedgerLook Look()
    {
        lock (_gate)
        {
            double[] first = [.. _recent.Select(pair => pair.Ttfb).OfType<double>().Order()];
            double[] whole = [.. _recent.Select(pair => pair.E2e).Order()];
            return new(_all.Count, _ok, _failed, _all.Count - _ended)
            {
                Ttfb = (Quantiles.Of(first, 0.5), Quantiles.Of(first, 0.9)),
                E2e = (Quantiles.Of(whole, 0.5), Quantiles.Of(whole, 0.9)),
                Failures = new Dictionary<string, int>(_failures, StringComparer.Ordinal),
            };
        }
    }

    public IReadOnlyList<Exchange> All
    {
        get
        {
            lock (_gate)
            {
                return [.. _all];
            }
        }
    }
}

/// <summary>Rough figures of a run that is under way.</summary>
internal readonly record struct LedgerLook(int Started, int Ok, int Failed, int InFlight)
{
    /// <summary>Median and 90th percentile of the last answers, in milliseconds.</summary>
    public (double? P50, double? P90) Ttfb { get; init; }

    /// <summary>The same of whole answers.</summary>
    public (double? P50, double? P90) E2e { get; init; }

    public required IReadOnlyDictionary<string, int> Failures { get; init; }
}
