using System.Buffers;
using System.Collections.Immutable;
using System.Numerics;
using Tamma.Catalog;
using Tamma.Filters;
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

    private static readonly FilterField s_price = ModelFields.Of("price").Filter;

    /// <summary>What comes before all else, because it is called exactly what was written.</summary>
    private const float ExactFirst = -1;

    /// <summary>So many of the best are looked at closely, whatever page is asked for: else the pages would not fit together.</summary>
    private const int Closely = 120;

    private readonly SearchIndex _index;
    private readonly IndexData _data;
    private readonly SearchRequest _request;
    private readonly QueryReading _reading;
    private readonly PlannedTerm[] _terms;

    /// <summary>What <see cref="_terms"/> were written as.</summary>
    private readonly QueryTerm[] _found;

    /// <summary>What must hold: first what the request states, then what the words say.</summary>
    private readonly Constraint[] _conditions;
    private readonly ImmutableArray<FilterExpression> _filters;
    private readonly int _stated;
    private readonly float[] _penalties;
    private readonly Wishes _wishes;
    private readonly SearchSort? _order;
    private readonly CodedColumn? _sort;
    private readonly Groups? _groups;
    private readonly TextScores? _text;
    private readonly RunSets _sets;
    private readonly Points _points;
    private readonly uint _required;

    /// <summary>Nothing was understood as a condition, a wish or an order.</summary>
    private readonly bool _isText;

    /// <summary>What is looked for as text. Beside conditions, a word that nobody has is none of it.</summary>
    private readonly string _rest;

    /// <summary>Words that nobody has, and nothing else, ask for nothing; no words at all ask for all.</summary>
    private readonly bool _isEmpty;

    /// <summary>Called exactly what was written. Who says what he prefers has not written a name alone.</summary>
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
        Constraint[] all = [.. request.Constraints, .. reading.Constraints];
        _isText = all.Length == 0;
        _conditions = [.. all.Where(one => !one.IsOrder && !one.Soft)];
        _filters = [.. _conditions.Select(ConstraintFilters.Surely)];
        _stated = request.Constraints.Count(one => !one.IsOrder && !one.Soft);
        _penalties = [.. _conditions.Select((one, i) => i < _stated ? Penalties.Most + 1 : Penalties.Of(one))];
        _order = request.Sort ?? all.Select(ConstraintFilters.SortOf).FirstOrDefault(sort => sort is not null);
        _sort = _order is { } order ? index.Coded.Of(order.Field) : null;
        _groups = request.Collapse ? new(index) : null;
        var plan = QueryPlan.Of(reading, _data, synonyms);
        _terms = [.. plan.Where(term => !term.Matches.IsEmpty)];
        _found = [.. reading.Terms.Where((_, i) => !plan[i].Matches.IsEmpty)];
        _text = _terms.Length == 0 ? null : new(_terms, _data);
        _required = _text?.Known ?? 0;
        _wishes = Wishes.Of(request, all, _required != 0);
        _sets = new(index, request, _filters, _wishes.Others);
        _rest = reading.Rest(term => _isText || _found.Contains(term));
        _points = new(index, _rest.Trim(), _terms, _text);
        _named = request.Prefer is not (null or []) ? [] : NamedPlaces.Of((_isText ? _rest : reading.Text).Trim(), index);
        _isEmpty = reading.Terms.Length > 0 && _isText && _required == 0;
        _isPlain = _text is null && _sort is null && _groups is null && _wishes is { NotEnding: true, AnsweringInText: true, Others.IsEmpty: true };
        _isLevel = _sort is null && _wishes is { NotEnding: false, AnsweringInText: false, Others.IsEmpty: true } && _named.IsEmpty;
    }

    public SearchHits Answer()
    {
        var wanted = _request.Skip + Math.Clamp(_request.Limit, 1, SearchRequest.MostLimit);
        var looked = Math.Max(wanted, Closely);
        var room = ArrayPool<Ranked>.Shared.Rent(looked);
        try
        {
            var best = new Best(room.AsSpan(0, looked));
            var others = 0;
            var total = _isEmpty ? 0 : Rank(ref best, out others);
            var missed = total < wanted && _request is { NearMisses: true, Collapse: false } && !_isEmpty;
            if (missed)
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
                Text = _rest,
                Preferred = _named.IsEmpty || _isText ? _wishes.All : [Wishes.Named(_reading.Text.Trim()), .. _wishes.All],
                Sort = _order,
                Plan = _request.Explain ? new(_sets.CountShown(), _sets.Steps, RunPlan.Terms(_terms, _found, _text, _data), _isPlain ? PlanWay.Ordered : missed ? PlanWay.RankedWithMisses : PlanWay.Ranked) : null,
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
                    Offer(place, Penalties.Missing + penalty, ref best);
                }
            }
        }
    }

    private float PenaltyOf(int place)
    {
        var penalty = 0f;
        for (var i = 0; i < _conditions.Length && penalty <= Penalties.Most; i++)
        {
            penalty += _sets.Has(i, place) ? 0 : _penalties[i];
        }

        if (_text is null || _required == 0 || penalty > Penalties.Most)
        {
            return penalty;
        }

        if (_text.Matched(place) == 0 && (_conditions.Length == 0 || penalty > 0))
        {
            return Penalties.Most + 1;
        }

        // Who satisfies all that was understood may have none of the rest; else some of the text must be there.
        var share = ShareMissing(place, _text);
        return 1 - share < LeastText && (_conditions.Length == 0 || penalty > 0) ? Penalties.Most + 1 : penalty + (Penalties.Text * share);
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
        if (_wishes.NotEnding && Bits.Has(_data.Sets.Ending, place))
        {
            penalty += Penalties.Ending;
        }

        if (_wishes.AnsweringInText && _data.Merits[place].Talks == 0)
        {
            penalty += Penalties.Silent;
        }

        var granted = 0f;
        for (var i = 0; i < _wishes.Others.Length; i++)
        {
            granted += _sets.Grants(i, place) ? 1f / (1 << Math.Min(i, 8)) : 0;
        }

        var order = 0.0;
        if (_sort is not null)
        {
            order = Order(_sort.Codes[place]);
            if (granted > 0 && _order!.Field == s_price && !double.IsInfinity(order))
            {
                (order, granted) = (order * Math.Exp((_order.Descending ? 1 : -1) * WishInPrice * granted), 0);
            }
        }

        return new(!_named.IsEmpty && _named.Contains(place) ? ExactFirst : Ranked.TierOf(penalty, granted), order, 0, place);
    }

    /// <summary>Prices as they are, because wishes are weighed against them; of all else the rank is enough.</summary>
    private double Order(int code)
    {
        if (code == CodedColumn.Unknown)
        {
            return double.PositiveInfinity;
        }

        var order = _order!.Field == s_price && _sort!.Values[code].TryNumber(out var price) ? (double)price : _sort!.Ranks[code];
        return _order.Descending ? -order : order;
    }

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

        return _isEmpty ? 0 : count;
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
        ImmutableArray<Constraint> missed = Bits.Has(_sets.Satisfied, ranked.Place) ? [] : [.. _conditions.Where((_, i) => !_sets.Has(i, ranked.Place))];
        return new(_index.Models[ranked.Place], ranked.Score, missed)
        {
            MissedWords = MissedWords(ranked.Place),
            Explanation = _request.Explain ? _points.Explain(ranked.Place, _order is { } sort ? $"{(sort.Descending ? "highest" : "lowest")} {sort.Field} first" : null) : null,
        };
    }
}
