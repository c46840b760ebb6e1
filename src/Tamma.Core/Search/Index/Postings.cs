using System.Collections.Concurrent;

namespace Tamma.Search.Index;

/// <summary>Which models a term stands in, and where there; models in the order of the index.</summary>
internal sealed class Postings
{
    /// <summary>A term that one of so many models has is kept as a set once it is looked up.</summary>
    private const int Long = 64;

    /// <summary>The same of a range of terms, whose sets are larger.</summary>
    private const int LongRange = 32;

    /// <summary>No more ranges are kept; one-letter beginnings are 36.</summary>
    private const int MostRanges = 64;

    private readonly int[] _starts;
    private readonly int[] _models;
    private readonly SearchField[] _fields;

    /// <summary>By term; made when first asked for, by whoever comes first.</summary>
    private readonly PostingSet?[] _sets;
    private readonly ConcurrentDictionary<(int From, int To), PostingSet> _ranges = new();

    /// <param name="starts">Where each term's run begins; one more at the end.</param>
    /// <param name="models">Of all terms.</param>
    /// <param name="fields">Of all terms.</param>
    /// <param name="total">Models of the index.</param>
    public Postings(int[] starts, int[] models, SearchField[] fields, int total)
    {
        _starts = starts;
        _models = models;
        _fields = fields;
        Total = total;
        _sets = new PostingSet?[starts.Length - 1];
    }

    /// <summary>Of all terms.</summary>
    public int Length => _models.Length;

    /// <summary>Models of the index.</summary>
    public int Total { get; }

    public int Count(int term) => _starts[term + 1] - _starts[term];

    /// <summary>In how many models the terms of a range stand, those in several counted as often.</summary>
    public int Count(int from, int to) => _starts[to] - _starts[from];

    public ReadOnlySpan<int> Models(int term) => _models.AsSpan(_starts[term], Count(term));

    public ReadOnlySpan<SearchField> Fields(int term) => _fields.AsSpan(_starts[term], Count(term));

    /// <summary>The models of a term that many have; null where few do.</summary>
    public PostingSet? SetOf(int term)
    {
        if ((long)Count(term) * Long < Total)
        {
            return null;
        }

        return Volatile.Read(ref _sets[term]) ?? Interlocked.CompareExchange(ref _sets[term], PostingSet.Of(Total, Models(term), _fields, _starts[term]), null) ?? _sets[term];
    }

    /// <summary>The models of a range of terms that many have, each with the first of them; null where few do, or where it is one term.</summary>
    public PostingSet? SetOf(int from, int to)
    {
        if (to - from < 2 || (long)Count(from, to) * LongRange < Total)
        {
            return null;
        }

        if (_ranges.TryGetValue((from, to), out var set))
        {
            return set;
        }

        return _ranges.Count < MostRanges ? _ranges.GetOrAdd((from, to), static (range, all) => PostingSet.OfRange(all.Total, all, range.From, range.To), this) : null;
    }
}
