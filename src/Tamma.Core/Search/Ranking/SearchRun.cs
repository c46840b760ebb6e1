using System.Buffers;
using System.Collections.Immutable;
using System.Numerics;
using Tamma.Catalog;
using Tamma.Search.Filtering;
using Tamma.Search.Index;

namespace Tamma.Search.Ranking;

/// <summary>
/// One search. All that satisfy the conditions and have the text are ranked quickly; the best of these, and near misses where
/// there are few, are then looked at closely. Nothing that it needs grows with the catalogue but what is rented.
/// </summary>
internal sealed partial class SearchRun : IDisposable
{
    /// <summary>So many of the best are looked at closely, whatever page is asked for: else the pages would not fit together.</summary>
    private const int Closely = 120;

    private static readonly ImmutableArray<string> s_talking = ["text", "light", "strong", "coding", "image", "pdf"];

    private readonly SearchIndex _index;
    private readonly IndexData _data;
    private readonly SearchRequest _request;
    private readonly QueryReading _reading;
    private readonly PlannedTerm[] _terms;

    /// <summary>What <see cref="_terms"/> were written as.</summary>
    private readonly QueryTerm[] _found;

    /// <summary>What the request states, then what the words say, wishes last.</summary>
    private readonly Constraint[] _conditions;
    private readonly int _hard;
    private readonly int _stated;
    private readonly float[] _penalties;

    /// <summary>Of each condition that is no wish, who of 64 models satisfies it.</summary>
    private readonly ulong[] _held;
    private readonly Constraint? _order;
    private readonly NumberColumn? _orderColumn;
    private readonly CodedColumn? _sort;
    private readonly Groups? _groups;
    private readonly TextScores? _text;
    private readonly RunSets _sets;
    private readonly Points _points;
    private readonly string _written;
    private readonly bool _shunsEnding;
    private readonly bool _shunsSilent;

    /// <summary>Who names a maker wants to see what it offers itself.</summary>
    private readonly bool _wantsOwn;
    private readonly ImmutableArray<int> _named;

    /// <summary>Nothing but conditions, so that the order of merits holds.</summary>
    private readonly bool _isPlain;

    private (uint Terms, uint Near) _missed;
    private float _shareMissed;

    /// <summary>Nothing but penalties and points makes the order, but for what is called exactly what was written.</summary>
    private readonly bool _isLevel;

    public SearchRun(SearchIndex index, SearchRequest request, QueryReading reading, Synonyms synonyms)
    {
        (_index, _data, _request, _reading) = (index, index.Data, request, reading);
        _written = reading.Text.Trim();
        Constraint[] all = [.. request.Constraints, .. reading.Constraints];
        _conditions = all.Length == 0 ? [] : [.. all.Where(one => !one.IsOrder && !one.Soft), .. all.Where(one => !one.IsOrder && one.Soft)];
        _hard = _conditions.Count(one => !one.Soft);
        _stated = request.Constraints.Count(one => !one.IsOrder && !one.Soft);
        _penalties = _hard == 0 ? [] : [.. _conditions.Take(_hard).Select((one, i) => i < _stated ? Penalties.Most + 1 : Penalties.Of(one, _data.Columns))];
        _held = _hard == 0 ? [] : new ulong[_hard];
        _order = Array.Find(all, one => one.IsOrder);
        _orderColumn = _order is null ? null : _data.Columns.Number(_order.Field);
        _sort = request.Sort is { } sort ? index.Coded.Of(sort.Field) : null;
        _groups = request.Collapse ? new(index) : null;
        var plan = QueryPlan.Of(reading, _data, synonyms);
        _terms = [.. plan.Where(term => !term.Matches.IsEmpty)];
        _found = [.. reading.Terms.Where((_, i) => !plan[i].Matches.IsEmpty)];
        _text = _terms.Length == 0 ? null : new(_terms, _data.Postings);
        _sets = new(index, request, _conditions);
        var words = ExactNames.Terms(_written, _data);
        _points = new(index, _written, words.Length, _terms, _text);
        _named = NamedPlaces.Of(_written, words, index, words.Length == _terms.Length ? _text : null);
        _wantsOwn = Array.Exists(_conditions, one => one.Field is Derived.Maker && !one.Not);
        var isOpen = _text is null || _order is not null || Array.Exists(_conditions, one => one.Field is not (Derived.Maker or Derived.Provider));
        _shunsEnding = isOpen && !all.Any(one => one.Field is "status" or Derived.Availability);
        _shunsSilent = isOpen && !all.Any(one => one.Field is "purpose" or "modalities.output" or "modalities.input" or "type" && !s_talking.Contains(one.Value, StringComparer.Ordinal));
        _isPlain = _text is null && _sort is null && _groups is null && _order is null && _hard == _conditions.Length && !_wantsOwn && _shunsEnding && _shunsSilent;
        _isLevel = _sort is null && _order is null && _hard == _conditions.Length && !_wantsOwn && !_shunsEnding && !_shunsSilent;
    }

    /// <summary>Words that nobody has, and nothing else, ask for nothing; no words at all ask for all.</summary>
    private bool IsEmpty => _reading.Terms.Length > 0 && _conditions.Length == 0 && _order is null && _text is null;

    public SearchHits Answer()
    {
        var wanted = _request.Skip + Math.Clamp(_request.Limit, 1, SearchRequest.MostLimit);
        // Without words there is nothing to look closely at.
        var looked = _written.Length == 0 ? wanted : Math.Max(wanted, Closely);
        var room = ArrayPool<Ranked>.Shared.Rent(looked + wanted);
        try
        {
            var best = new Best(room.AsSpan(0, looked));
            var others = 0;
            var total = IsEmpty ? 0 : Rank(ref best, out others);
            if (total < wanted && _request is { NearMisses: true, Collapse: false } && !IsEmpty)
            {
                RankOthers(ref best);
            }

            var kept = InOrder(room.AsSpan(0, best.Count), room.AsSpan(looked, wanted));
            var rows = ImmutableArray.CreateBuilder<SearchHit>(Math.Max(0, Math.Min(wanted, kept.Length) - _request.Skip));
            for (var i = _request.Skip; i < Math.Min(wanted, kept.Length); i++)
            {
                rows.Add(Hit(kept[i]));
            }

            var grouped = rows.MoveToImmutable();
            if (_groups is not null)
            {
                grouped = Grouped(grouped, _groups);
            }

            var (facets, leftOut) = (Facets(), LeftOut());
            int? elsewhere = _request.Scope is ModelScope.All ? null : CountElsewhere();
            return new(grouped, total, elsewhere, _reading, _index.Snapshot.Head.Position)
            {
                Beside = others,
                Unmatched = _found.Length == _reading.Terms.Length ? [] : [.. _reading.Terms.Except(_found).Select(term => term.Text)],
                Facets = facets,
                LeftOut = leftOut,
                Elsewhere = elsewhere > 0 && total <= Few ? ProvidersElsewhere() : [],
            };
        }
        finally
        {
            ArrayPool<Ranked>.Shared.Return(room);
        }
    }

    public void Dispose()
    {
        _points.Dispose();
        _text?.Dispose();
        _groups?.Dispose();
        _sets.Dispose();
    }

    /// <summary>Looks closely at the best, which may change their order, but for those that have no chance by it.</summary>
    /// <param name="kept">In no order.</param>
    /// <param name="room">For as many as are wanted.</param>
    /// <returns>As many as are wanted, in order.</returns>
    private Span<Ranked> InOrder(Span<Ranked> kept, Span<Ranked> room)
    {
        var close = kept;
        if (kept.Length > Closely)
        {
            kept.Sort();
            close = kept[..Closely];
        }

        if (_written.Length == 0)
        {
            close.Sort();
            return kept;
        }

        // The better ones stand rather at the end.
        var first = new Best(room[..Math.Min(room.Length, close.Length)]);
        for (var i = close.Length - 1; i >= 0; i--)
        {
            var one = close[i];
            if (!first.IsFull || _named.Contains(one.Place) || Ranked.Compare(one with { Score = _points.Most(one.Place, one.Score) }, first.Worst) < 0)
            {
                first.Offer(one with { Score = _points.Full(one.Place) });
            }
        }

        room[..first.Count].Sort();
        if (kept.Length > Closely)
        {
            room[..first.Count].CopyTo(kept);
            return kept;
        }

        return room[..first.Count];
    }

    private bool HasText(int place) => _text is null || Bits.Has(_text.With, place);

    /// <summary>What the request states is never given up, not even for a name.</summary>
    private bool HasStated(int place)
    {
        for (var i = 0; i < _stated; i++)
        {
            if (!_sets.Has(i, place))
            {
                return false;
            }
        }

        return true;
    }

    private int CountElsewhere()
    {
        var set = _sets.Everywhere;
        Bits.AndNot(set, _data.Sets.Mine);
        return IsEmpty ? 0 : _text is null ? Bits.Count(set) : Bits.CountAnd(set, _text.With);
    }

    private ImmutableArray<string> MissedWords(int place)
    {
        var words = ImmutableArray<string>.Empty;
        for (var rest = _text is null ? 0 : _text.Known & ~_text.Matched(place); rest != 0; rest &= rest - 1)
        {
            var term = _found[BitOperations.TrailingZeroCount(rest)];
            words = words.Add(term.Corrected ?? term.Text);
        }

        return words;
    }

    private SearchHit Hit(Ranked ranked)
    {
        ImmutableArray<Constraint> missed = Bits.Has(_sets.Satisfied, ranked.Place) ? [] : [.. _conditions.Take(_hard).Where((_, i) => !_sets.Has(i, ranked.Place))];
        return new(_index.Models[ranked.Place], ranked.Score, missed)
        {
            MissedWords = MissedWords(ranked.Place),
            Explanation = _request.Explain ? _points.Explain(ranked.Place, _request.Sort is { } sort ? $"{(sort.Descending ? "highest" : "lowest")} {sort.Field} first" : _order?.ToString()) : null,
        };
    }
}
