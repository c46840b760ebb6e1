using System.Collections.Immutable;
using Tamma.Providers.Chat;

namespace Tamma.Benchmarks.Samples;

/// <summary>When the pieces of text of one answer came. A piece has the time of the read that made its frame whole.</summary>
internal sealed record TokenTimes
{
    /// <summary>Times at which pieces came, ascending, each once.</summary>
    private ImmutableArray<long> _times = [];

    private int _inFirst;
    private bool _showsReasoning;

    public long? First => _times is [var first, ..] ? first : null;

    public long? Last => _times is [.., var last] ? last : null;

    /// <summary>Of a piece that is no reasoning.</summary>
    public long? FirstOutput { get; private init; }

    /// <summary>Pieces.</summary>
    public int Count { get; private init; }

    /// <summary>Reads that brought any.</summary>
    public int Groups => _times.Length;

    /// <summary>In milliseconds.</summary>
    public ImmutableArray<double> Gaps => [.. _times.Skip(1).Zip(_times, (later, earlier) => (later - earlier) / 1e6)];

    public static TokenTimes Of(Sample sample)
    {
        var times = ImmutableArray.CreateBuilder<long>();
        var (count, inFirst) = (0, 0);
        long? output = null;
        var showsReasoning = false;
        foreach (var (at, _, kind) in sample.Pieces)
        {
            if (times is not [.., var last] || last != at)
            {
                times.Add(at);
            }

            count++;
            inFirst += times.Count == 1 ? 1 : 0;
            showsReasoning |= kind is ChatPartKind.Reasoning;
            output ??= kind is ChatPartKind.Reasoning ? null : at;
        }

        return new() { _times = times.DrainToImmutable(), _inFirst = inFirst, _showsReasoning = showsReasoning, FirstOutput = output, Count = count };
    }

    /// <summary>
    /// (last - first) / (N - n), where N are the tokens that were shown and n those of the first read: each piece has its share of N. Pieces of
    /// several tokens and reads of several pieces then change nothing. Without the server's count a piece counts as a token.
    /// </summary>
    public double? PerToken(ChatUsage? usage)
    {
        var shown = usage?.Output is { } output && output > 0 ? output - (_showsReasoning ? 0 : usage.Reasoning ?? 0) : Count;
        if (First is not { } first || Last is not { } last || first == last || shown < 2)
        {
            return null;
        }

        var after = shown - ((double)shown * _inFirst / Count);
        return after > 0 ? (last - first) / 1e6 / after : null;
    }
}
