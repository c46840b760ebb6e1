using System.Buffers;
using System.Numerics;
using Tamma.Search.Index;

namespace Tamma.Search.Ranking;

/// <summary>
/// For each model, which terms of the query it has and how much they count. At first only those that have all terms are found, from the
/// rarest term on; who has some is known after <see cref="Widen"/>. The room is rented and given back clean, so the work follows from
/// how many have a term, and not from how many there are.
/// </summary>
internal sealed partial class TextScores : IDisposable
{
    /// <summary>Of the weight of the text, a model that misses some must have so much.</summary>
    public const float Least = 0.4f;

    /// <summary>Of what a term weighs that is missing, where another version of it is there.</summary>
    public const float NearShare = 0.6f;

    private const int Sets = 3;

    private static readonly ArrayPool<Cell> s_clean = ArrayPool<Cell>.Create(1 << 22, 64);

    private readonly PlannedTerm[] _terms;
    private readonly IndexData _data;

    /// <summary>Terms, the one that the fewest models have first.</summary>
    private readonly int[] _order;
    private readonly Cell[] _cells;
    private readonly ulong[] _room;
    private readonly int _words;

    /// <summary>Who has a word that begins as the whole query does: so many that nobody should go through them.</summary>
    private readonly PostingSet? _begun;
    private readonly float _ofBegun;

    /// <param name="terms">Each with some match.</param>
    /// <param name="data">Where they were found.</param>
    public TextScores(PlannedTerm[] terms, IndexData data)
    {
        (_terms, _data) = (terms, data);
        _words = Bits.Words(data.Count);
        _cells = s_clean.Rent(Math.Max(1, data.Count));
        _room = ArrayPool<ulong>.Shared.Rent(Math.Max(1, Sets * _words));
        _order = new int[terms.Length];
        Span<int> counts = stackalloc int[terms.Length];
        for (var i = 0; i < terms.Length; i++)
        {
            Total += terms[i].Weight;
            Known |= 1u << i;
            _order[i] = i;
            counts[i] = CountOf(terms[i]);
        }

        counts.Sort(_order.AsSpan());
        Any.Clear();
        if (terms.Length == 1 && data.Postings.SetOf(terms[0].Matches[^1].From, terms[0].Matches[^1].To) is { } begun)
        {
            (_begun, _ofBegun) = (begun, terms[0].Weight * terms[0].Matches[^1].Quality);
            Add(0, terms[0].Matches.AsSpan()[..^1]);
            begun.Bits.CopyTo(With);
            Bits.Or(With, Any);
            return;
        }

        Add(_order[0], terms[_order[0]].Matches.AsSpan());
        Any.CopyTo(With);
        for (var i = 1; i < _order.Length; i++)
        {
            var before = Seen;
            With.CopyTo(before);
            With.Clear();
            Join(_order[i], before, With);
        }
    }

    /// <summary>The models that have all terms.</summary>
    public Span<ulong> With => _room.AsSpan(0, _words);

    /// <summary>After <see cref="Widen"/>, those that have some of what was looked for. What is written to a cell is in it, so that it is cleaned.</summary>
    public Span<ulong> Any => _room.AsSpan(_words, _words);

    /// <summary>What <see cref="Any"/> was before it was widened.</summary>
    public Span<ulong> Seen => _room.AsSpan(2 * _words, _words);

    /// <summary>Of a model that has all terms in their best places.</summary>
    public float Total { get; }

    /// <summary>All terms.</summary>
    public uint Known { get; }

    /// <summary>Of a model that has all terms, that was included, or that a widened search has found.</summary>
    public float this[int model] =>
        _begun is not null && _cells[model].Matched == 0 && _begun.Has(model) ? _ofBegun * FieldWeights.Of(_begun.FieldsOf(model)) : _cells[model].Score;

    public uint Matched(int model) => _begun is not null && _begun.Has(model) ? Known : _cells[model].Matched;

    /// <summary>Terms of which it has another version; known after <see cref="Widen"/>.</summary>
    public uint Near(int model) => _cells[model].Near;

    public void Dispose()
    {
        Clean();
        s_clean.Return(_cells);
        ArrayPool<ulong>.Shared.Return(_room);
    }

    /// <summary>Looks up the terms of one model, which need not have them all.</summary>
    public void Include(int model)
    {
        if (_begun is not null)
        {
            return;
        }

        Bits.Add(Any, model);
        ref var cell = ref _cells[model];
        cell = default;
        foreach (var term in _order)
        {
            foreach (var match in _terms[term].Matches)
            {
                for (var number = match.From; number < match.To && (cell.Matched >> term & 1) == 0; number++)
                {
                    if (_data.Postings.Models(number).BinarySearch(model) is >= 0 and var at)
                    {
                        cell.Matched |= 1u << term;
                        cell.Score += _terms[term].Weight * match.Quality * FieldWeights.Of(_data.Postings.Fields(number)[at]);
                    }
                }
            }
        }
    }

    private int CountOf(in PlannedTerm term)
    {
        var count = 0;
        foreach (var match in term.Matches)
        {
            count += _data.Postings.Count(match.From, match.To);
        }

        return count;
    }

    private void Clean()
    {
        var any = Any;
        for (var word = 0; word < any.Length; word++)
        {
            for (var bits = any[word]; bits != 0; bits &= bits - 1)
            {
                _cells[(word << 6) + BitOperations.TrailingZeroCount(bits)] = default;
            }
        }
    }

    private struct Cell
    {
        public float Score;
        public uint Matched;
        public uint Near;
    }
}
