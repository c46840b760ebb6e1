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
    /// <summary>Of the weight of the text, a model that misses some must have so much.</summary>
    private const float LeastText = 0.4f;

    /// <summary>Of what a term weighs that is missing, where another version of it is there.</summary>
    private const float NearShare = 0.6f;

    /// <summary>A wish that is granted is worth a price of so many times e.</summary>
    private const double WishInPrice = 2;

    /// <summary>What comes before all else, because it is called exactly what was written.</summary>
    private const float ExactFirst = -1;

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
    private readonly Constraint? _order;
    private readonly NumberColumn? _orderColumn;
    private readonly CodedColumn? _sort;
    private readonly Groups? _groups;
    private readonly TextScores? _text;
    private readonly RunSets _sets;
    private readonly Points _points;
    private readonly uint _required;
    private readonly bool _shunsEnding;
    private readonly bool _shunsSilent;

    /// <summary>Who names a maker wants to see what it offers itself.</summary>
    private readonly bool _wantsOwn;
    private readonly ImmutableArray<int> _named;

    /// <summary>Nothing but conditions, so that the order of merits holds.</summary>
    private readonly bool _isPlain;

    private (uint Terms, uint Near) _missed;
    private float _shareMissed;

    /// <summary>Nothing but penalties and points makes the order.</summary>
    private readonly bool _isLevel;

    public SearchRun(SearchIndex index, SearchRequest request, QueryReading reading, Synonyms synonyms)
    {
        (_index, _data, _request, _reading) = (index, index.Data, request, reading);
        var written = reading.Text.Trim();
        Constraint[] all = [.. request.Constraints, .. reading.Constraints];
        _conditions = [.. all.Where(one => !one.IsOrder && !one.Soft), .. all.Where(one => !one.IsOrder && one.Soft)];
        _hard = _conditions.Count(one => !one.Soft);
        _stated = request.Constraints.Count(one => !one.IsOrder && !one.Soft);
        _penalties = [.. _conditions.Take(_hard).Select((one, i) => i < _stated ? Penalties.Most + 1 : Penalties.Of(one, _data.Columns))];
        _order = Array.Find(all, one => one.IsOrder);
        _orderColumn = _order is null ? null : _data.Columns.Number(_order.Field);
        _sort = request.Sort is { } sort ? index.Coded.Of(sort.Field) : null;
        _groups = request.Collapse ? new(index) : null;
        var plan = QueryPlan.Of(reading, _data, synonyms);
        _terms = [.. plan.Where(term => !term.Matches.IsEmpty)];
        _found = [.. reading.Terms.Where((_, i) => !plan[i].Matches.IsEmpty)];
        _text = _terms.Length == 0 ? null : new(_terms, _data);
        _required = _text?.Known ?? 0;
        _sets = new(index, request, _conditions);
        _points = new(index, written, _terms, _text);
        _named = NamedPlaces.Of(written, index);
        _wantsOwn = Array.Exists(_conditions, one => one.Field is Derived.Maker && !one.Not);
        var isOpen = _required == 0 || _order is not null || Array.Exists(_conditions, one => one.Field is not (Derived.Maker or Derived.Provider));
        _shunsEnding = isOpen && !all.Any(one => one.Field is "status" or Derived.Availability);
        _shunsSilent = isOpen && !all.Any(one => one.Field is "purpose" or "modalities.output" or "modalities.input" or "type" && !s_talking.Contains(one.Value, StringComparer.Ordinal));
        _isPlain = _text is null && _sort is null && _groups is null && _order is null && _hard == _conditions.Length && !_wantsOwn && _shunsEnding && _shunsSilent;
        _isLevel = _sort is null && _order is null && _hard == _conditions.Length && !_wantsOwn && !_shunsEnding && !_shunsSilent && _named.IsEmpty;
    }

    /// <summary>Words that nobody has, and nothing else, ask for nothing; no words at all ask for all.</summary>
    private bool IsEmpty => _reading.Terms.Length > 0 && _conditions.Length == 0 && _order is null && _required == 0;

    public SearchHits Answer()
    {
        var wanted = _request.Skip + Math.Clamp(_request.Limit, 1, SearchRequest.MostLimit);
        var looked = Math.Max(wanted, Closely);
        var room = ArrayPool<Ranked>.Shared.Rent(looked);
        try
        {
            var best = new Best(room.AsSpan(0, looked));
            var others = 0;
            var total = IsEmpty ? 0 : Rank(ref best, out others);
            if (total < wanted && _request is { NearMisses: true, Collapse: false } && !IsEmpty)
            {
                RankOthers(ref best);
            }

            var kept = room.AsSpan(0, best.Count);
            kept.Sort();
            var close = kept[..Math.Min(Closely, kept.Length)];
            for (var i = 0; i < close.Length; i++)
            {
                close[i] = close[i] with { Score = _points.Full(close[i].Place) };
            }

            close.Sort();
            ImmutableArray<SearchHit> rows = [.. kept[Math.Min(_request.Skip, kept.Length)..Math.Min(wanted, kept.Length)].ToArray().Select(Hit)];
            if (_groups is not null)
            {
                rows = Grouped(rows, _groups);
            }

            var (facets, leftOut) = (Facets(), LeftOut());
            int? elsewhere = _request.Scope is ModelScope.All ? null : CountElsewhere();
            return new(rows, total, elsewhere, _reading, _index.Snapshot.Head.Position)
            {
                Beside = others,
                Unmatched = [.. _reading.Terms.Except(_found).Select(term => term.Text)],
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
        ReturnText();
        _points.Dispose();
        _text?.Dispose();
        _groups?.Dispose();
        _sets.Dispose();
    }

    private bool HasText(int place) => _text is null || (_text.Matched(place) & _required) == _required;

    /// <summary>Of 64 models, those that may have the text.</summary>
    private ulong WithText(int word) => _required == 0 ? ulong.MaxValue : _text!.Any[word];

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

    /// <param name="best">Keeps the best.</param>
    /// <param name="others">How many more are called exactly what was written.</param>
    /// <returns>How many satisfy all.</returns>
    private int Rank(ref Best best, out int others)
    {
        var total = 0;
        others = 0;
        var set = _sets.Satisfied;
        if (_isPlain)
        {
            total = Bits.Count(set);
            Browse(set, ref best);
        }

        for (var word = 0; word < set.Length && !_isPlain; word++)
        {
            for (var bits = set[word] & WithText(word); bits != 0; bits &= bits - 1)
            {
                var place = (word << 6) + BitOperations.TrailingZeroCount(bits);
                if (HasText(place) && (_groups is null || !_groups.Take(Standing(place, 0) with { Score = _points.Quick(place) })))
                {
                    total++;
                    Offer(place, 0, ref best);
                }
            }
        }

        total += _groups?.Offer(ref best) ?? 0;
        foreach (var place in _named)
        {
            if (Bits.Has(_sets.Eligible, place) && !(Bits.Has(set, place) && HasText(place)) && HasStated(place))
            {
                others++;
                Offer(place, 0, ref best);
            }
        }

        return total;
    }

    /// <summary>Conditions alone: the order is known, so the first that satisfy them are the best.</summary>
    private void Browse(ReadOnlySpan<ulong> set, ref Best best)
    {
        foreach (var place in _data.ByMerit)
        {
            if (best.IsFull)
            {
                return;
            }

            if (Bits.Has(set, place))
            {
                Offer(place, 0, ref best);
            }
        }
    }

    /// <summary>Those that miss something.</summary>
    private void RankOthers(ref Best best)
    {
        var set = _sets.Eligible;
        var satisfied = _sets.Satisfied;
        for (var word = 0; word < set.Length; word++)
        {
            // Who has nothing of the text must satisfy all else.
            for (var bits = set[word] & (WithText(word) | satisfied[word]); bits != 0; bits &= bits - 1)
            {
                var place = (word << 6) + BitOperations.TrailingZeroCount(bits);
                if ((!Bits.Has(satisfied, place) || !HasText(place)) && !_named.Contains(place) && PenaltyOf(place) is var penalty && penalty <= Penalties.Most)
                {
                    Offer(place, penalty, ref best);
                }
            }
        }
    }

    private float PenaltyOf(int place)
    {
        var penalty = 0f;
        for (var i = 0; i < _hard && penalty <= Penalties.Most; i++)
        {
            penalty += _sets.Has(i, place) ? 0 : _penalties[i];
        }

        if (_text is null || _required == 0 || penalty > Penalties.Most)
        {
            return penalty;
        }

        if (_text.Matched(place) == 0 && (_hard == 0 || penalty > 0))
        {
            return Penalties.Most + 1;
        }

        // Who satisfies all that was understood may have none of the rest; else some of the text must be there.
        var share = ShareMissing(place, _text);
        return 1 - share < LeastText && (_hard == 0 || penalty > 0) ? Penalties.Most + 1 : penalty + (Penalties.Text * share);
    }

    /// <summary>Of the text's weight. Neighbours often miss the same, so the last answer is kept.</summary>
    private float ShareMissing(int place, TextScores text)
    {
        var missed = _required & ~text.Matched(place);
        var near = missed & text.Near(place);
        if ((missed, near) != _missed)
        {
            var missing = 0f;
            for (var rest = missed; rest != 0; rest &= rest - 1)
            {
                var bit = BitOperations.TrailingZeroCount(rest);
                missing += (1u << bit & near) != 0 ? _terms[bit].Weight * NearShare : _terms[bit].Weight;
            }

            (_missed, _shareMissed) = ((missed, near), missing / text.Total);
        }

        return _shareMissed;
    }

    private void Offer(int place, float penalty, ref Best best)
    {
        var one = _isLevel ? new(penalty, 0, 0, place) : Standing(place, penalty);
        if (!best.Refuses(one.Tier, one.Order))
        {
            best.Offer(one with { Score = _points.Quick(place) });
        }
    }

    /// <summary>All of its rank but the points.</summary>
    private Ranked Standing(int place, float penalty)
    {
        if (_sort is not null)
        {
            return new(Ranked.TierOf(penalty, 0), Order(_sort.Codes[place]), 0, place);
        }

        if (_shunsEnding && Bits.Has(_data.Sets.Ending, place))
        {
            penalty += Penalties.Ending;
        }

        if (_shunsSilent && _data.Merits[place].Talks == 0)
        {
            penalty += Penalties.Silent;
        }

        var wishes = _wantsOwn ? _data.Merits[place].Own : 0;
        for (var i = _hard; i < _conditions.Length; i++)
        {
            wishes += _sets.Has(i, place) ? 1f / (1 << Math.Min(i - _hard, 8)) : 0;
        }

        var order = 0.0;
        if (_order is not null)
        {
            var value = _orderColumn is null ? double.NaN : _orderColumn[place];
            order = double.IsNaN(value) ? double.PositiveInfinity : _order.Op is ConstraintOp.Descending ? -value : value;
            if (_order.Field is Derived.Blended && _hard < _conditions.Length)
            {
                (order, wishes) = (order * Math.Exp(-WishInPrice * wishes), 0);
            }
        }

        return new(!_named.IsEmpty && _named.Contains(place) ? ExactFirst : Ranked.TierOf(penalty, wishes), order, 0, place);
    }

    private double Order(int code) =>
        code == CodedColumn.Unknown ? double.PositiveInfinity : _request.Sort!.Descending ? -_sort!.Ranks[code] : _sort!.Ranks[code];

    private int CountElsewhere()
    {
        var set = _sets.Everywhere;
        Bits.AndNot(set, _data.Sets.Mine);
        var count = 0;
        for (var word = 0; word < set.Length; word++)
        {
            for (var bits = set[word] & WithText(word); bits != 0; bits &= bits - 1)
            {
                count += HasText((word << 6) + BitOperations.TrailingZeroCount(bits)) ? 1 : 0;
            }
        }

        return IsEmpty ? 0 : count;
    }

    private ImmutableArray<string> MissedWords(int place)
    {
        var words = ImmutableArray<string>.Empty;
        for (var rest = _text is null ? 0 : _required & ~_text.Matched(place); rest != 0; rest &= rest - 1)
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
            Place = ranked.Place,
            MissedWords = MissedWords(ranked.Place),
            Explanation = _request.Explain ? _points.Explain(ranked.Place, _request.Sort is { } sort ? $"{(sort.Descending ? "highest" : "lowest")} {sort.Field} first" : _order?.ToString()) : null,
        };
    }
}
