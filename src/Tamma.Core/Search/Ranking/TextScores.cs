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
    private readonly Postings _postings;

    /// <summary>Terms, the one that the fewest models have first.</summary>
    private readonly int[] _order;
    private readonly Cell[] _cells;
    private readonly ulong[] _room;
    private readonly int _words;

    /// <summary>Of which terms each model that was found has one; none before the first look beyond those that have all.</summary>
    private uint _needed;

    private readonly List<LongMatch> _long = [];

    /// <param name="terms">Each with some match.</param>
    /// <param name="postings">Where they were found.</param>
    public TextScores(PlannedTerm[] terms, Postings postings)
    {
        (_terms, _postings) = (terms, postings);
        _words = Bits.Words(postings.Total);
        _cells = s_clean.Rent(Math.Max(1, postings.Total));
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
        if (terms.Length == 1)
        {
            AddOnly(terms[0]);
            Seen.Clear();
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

        Seen.Clear();
    }

    /// <summary>
    /// Of a query of one word, best first, what so many have that nobody should go through them. Who has a better match is in
    /// <see cref="Any"/>, and who has none of it.
    /// </summary>
    public IReadOnlyList<LongMatch> Long => _long;

    /// <summary>The models that have all terms.</summary>
    public Span<ulong> With => _room.AsSpan(0, _words);

    /// <summary>After <see cref="Widen"/>, those that have some of what was looked for. What is written to a cell is in it, so that it is cleaned.</summary>
    public Span<ulong> Any => _room.AsSpan(_words, _words);

    /// <summary>What <see cref="Any"/> ever was before it was widened again.</summary>
    public Span<ulong> Seen => _room.AsSpan(2 * _words, _words);

    /// <summary>Of a model that has all terms in their best places.</summary>
    public float Total { get; }

    /// <summary>All terms.</summary>
    public uint Known { get; }

    /// <summary>Of a model that has all terms, that was included, or that a widened search has found.</summary>
    public float this[int model]
    {
        get
        {
            ref readonly var cell = ref _cells[model];
            return cell.Matched == 0 && LongOf(model) is >= 0 and var i ? _long[i].Factor * FieldWeights.Of(_long[i].Set.FieldsOf(model)) : (float)cell.Sum;
        }
    }

    /// <summary>Which terms it has; what lies near by its meaning alone may be in <see cref="With"/> and has none.</summary>
    public uint Matched(int model) => LongOf(model) >= 0 ? Known : _cells[model].Matched;

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
        Bits.Add(Any, model);
        ref var cell = ref _cells[model];
        cell = default;
        foreach (var term in _order)
        {
            foreach (var match in _terms[term].Matches)
            {
                for (var number = match.From; number < match.To && (cell.Matched >> term & 1) == 0; number++)
                {
                    if (_postings.Models(number).BinarySearch(model) is >= 0 and var at)
                    {
                        cell.Matched |= 1u << term;
                        cell.Sum += _terms[term].Weight * match.Quality * FieldWeights.Of(_postings.Fields(number)[at]);
                    }
                }
            }
        }
    }

    /// <summary>The one term of a query. Long matches are left as they are.</summary>
    private void AddOnly(in PlannedTerm term)
    {
        var any = Any;
        foreach (var match in term.Matches)
        {
            if ((match.To - match.From == 1 ? _postings.SetOf(match.From) : _postings.SetOf(match.From, match.To)) is { } set)
            {
                _long.Add(new(set, term.Weight * match.Quality, match.Quality));
                continue;
            }

            for (var number = match.From; number < match.To; number++)
            {
                var models = _postings.Models(number);
                var fields = _postings.Fields(number);
                for (var i = 0; i < models.Length; i++)
                {
                    if (LongOf(models[i]) < 0)
                    {
                        Bits.Add(any, models[i]);
                        Take(models[i], 1, term.Weight * match.Quality, fields[i]);
                    }
                }
            }
        }

        any.CopyTo(With);
        foreach (var match in _long)
        {
            Bits.Or(With, match.Set.Bits);
        }
    }

    /// <summary>The first long match that a model has; below zero for none.</summary>
    private int LongOf(int model)
    {
        for (var i = 0; i < _long.Count; i++)
        {
            if (_long[i].Set.Has(model))
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Whether a model's best match is one of the long ones, and that one.</summary>
    public bool IsLong(int model, int match) => _cells[model].Matched == 0 && LongOf(model) == match;

    private int CountOf(in PlannedTerm term)
    {
        var count = 0;
        foreach (var match in term.Matches)
        {
            count += _postings.Count(match.From, match.To);
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

    /// <param name="Factor">Of the text's weight, in the best field.</param>
    internal readonly record struct LongMatch(PostingSet Set, float Factor, float Quality);

    private struct Cell
    {
        /// <summary>Exact enough to be the same in whatever order terms are added.</summary>
        public double Sum;
        public uint Matched;
        public uint Near;
    }
}
