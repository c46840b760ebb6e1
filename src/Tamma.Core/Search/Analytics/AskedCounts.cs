using System.Collections.Immutable;

namespace Tamma.Search.Analytics;

/// <summary>What is counted of a form. A sum: adding parts in any order gives the same. For one thread at a time.</summary>
public sealed class AskedCounts
{
    private readonly long[] _latency = new long[Buckets.Latencies];
    private readonly long[] _results = new long[Buckets.Results];

    public AskedCounts()
    {
    }

    /// <summary>As a store gives them back.</summary>
    public AskedCounts(long asked, long empty, long stoodIn, ReadOnlySpan<long> latency, ReadOnlySpan<long> results, ImmutableArray<string> unknown)
    {
        (Asked, Empty, StoodIn, Unknown) = (asked, empty, stoodIn, unknown);
        latency.CopyTo(_latency);
        results.CopyTo(_results);
    }

    public long Asked { get; private set; }

    /// <summary>How often nobody was found.</summary>
    public long Empty { get; private set; }

    /// <summary>How often near misses or nearest questions stood in for what was missing.</summary>
    public long StoodIn { get; private set; }

    /// <summary>By <see cref="Buckets.OfLatency"/>.</summary>
    public ReadOnlySpan<long> Latency => _latency;

    /// <summary>By <see cref="Buckets.OfResults"/>.</summary>
    public ReadOnlySpan<long> Results => _results;

    /// <summary>Words that no model had when the form was last asked.</summary>
    public ImmutableArray<string> Unknown { get; private set; } = [];

    public void Add(int total, bool stoodIn, TimeSpan took, ImmutableArray<string> unknown)
    {
        Asked++;
        Empty += total == 0 ? 1 : 0;
        StoodIn += stoodIn ? 1 : 0;
        _latency[Buckets.OfLatency(took)]++;
        _results[Buckets.OfResults(total)]++;
        Unknown = unknown;
    }

    /// <summary>Adds what was counted later.</summary>
    public void Add(AskedCounts later)
    {
        Asked += later.Asked;
        Empty += later.Empty;
        StoodIn += later.StoodIn;
        for (var i = 0; i < _latency.Length; i++)
        {
            _latency[i] += later._latency[i];
        }

        for (var i = 0; i < _results.Length; i++)
        {
            _results[i] += later._results[i];
        }

        Unknown = later.Unknown;
    }

    /// <summary>Without words, as a part of a sum of several forms.</summary>
    public AskedCounts Nameless() => new(Asked, Empty, StoodIn, _latency, _results, []);
}
