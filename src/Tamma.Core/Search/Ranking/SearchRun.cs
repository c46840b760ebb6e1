using System.Buffers;
using System.Collections.Immutable;
using System.Numerics;
using Tamma.Catalog;
using Tamma.Search.Filtering;
using Tamma.Search.Index;

namespace Tamma.Search.Ranking;

/// <summary>One search: its conditions as sets, its text as scores, and the best of both.</summary>
internal sealed partial class SearchRun : IDisposable
{
    /// <summary>Of the weight of the text, a model that misses some must have so much.</summary>
    private const float LeastText = 0.4f;

    /// <summary>Of what a term weighs that is missing, where another version of it is there.</summary>
    private const float NearShare = 0.6f;

    /// <summary>What comes before all else, because it is called exactly what was written.</summary>
    private const float ExactFirst = -1;

    /// <summary>A name for people is a little less sure than an id.</summary>
    private const float OfName = 0.95f;

    /// <summary>A wish that is granted is worth a price of so many times e.</summary>
    private const double WishInPrice = 2;

    private readonly SearchIndex _index;
    private readonly IndexData _data;
    private readonly SearchRequest _request;
    private readonly QueryReading _reading;
    private readonly PlannedTerm[] _terms;
    private readonly int[] _whole;
    private readonly Constraint[] _hard;
    private readonly Constraint[] _soft;
    private readonly Constraint? _order;
    private readonly NumberColumn? _orderColumn;
    private readonly CodedColumn? _sort;
    private readonly TextScores? _text;
    private readonly ulong[] _sets;
    private readonly int _words;
    private readonly uint _required;
    private readonly bool _shunsEnding;
    private readonly bool _shunsSilent;

    public SearchRun(SearchIndex index, SearchRequest request, QueryReading reading)
    {
        (_index, _data, _request, _reading) = (index, index.Data, request, reading);
        _terms = QueryPlan.Of(reading, _data);
        _whole = ExactNames.Terms(reading.Text, _data);
        ImmutableArray<Constraint> all = [.. request.Constraints, .. reading.Constraints];
        _hard = [.. all.Where(one => !one.IsOrder && !one.Soft)];
        _soft = [.. all.Where(one => !one.IsOrder && one.Soft)];
        _order = all.FirstOrDefault(one => one.IsOrder);
        _orderColumn = _order is null ? null : _data.Columns.Number(_order.Field);
        _sort = request.Sort is { } sort ? index.Coded.Of(sort.Field) : null;
        _text = _terms.Length == 0 ? null : new(_terms, _data);
        _required = _text?.Known ?? 0;
        _shunsEnding = (_required == 0 || _order is not null) && !_hard.Any(one => one.Field is "status" or Derived.Availability);
        _shunsSilent = (_required == 0 || _order is not null) && !all.Any(one => one.Field is "purpose" or "modalities.output" or "modalities.input" or "type" && one.Value is not ("text" or "light" or "strong" or "coding" or "image" or "pdf"));
        _words = Bits.Words(_data.Count);
        _sets = ArrayPool<ulong>.Shared.Rent((_hard.Length + _soft.Length + 3) * _words);
        _sets.AsSpan(0, (_hard.Length + _soft.Length + 3) * _words).Clear();
        for (var i = 0; i < _hard.Length; i++)
        {
            ConstraintSets.Fill(_hard[i], index, Set(i));
        }

        for (var i = 0; i < _soft.Length; i++)
        {
            ConstraintSets.Fill(_soft[i], index, Set(_hard.Length + i));
        }
    }

    private Span<ulong> Eligible => Set(_hard.Length + _soft.Length);

    private Span<ulong> Satisfied => Set(_hard.Length + _soft.Length + 1);

    private Span<ulong> Everywhere => Set(_hard.Length + _soft.Length + 2);

    /// <summary>Words that nobody has, and nothing else, ask for nothing; no words at all ask for all.</summary>
    private bool AsksSomething => _terms.Length == 0 || _required != 0 || _hard.Length + _soft.Length > 0 || _order is not null;

    public SearchHits Answer()
    {
        Choose();
        var wanted = _request.Skip + Math.Clamp(_request.Limit, 1, SearchRequest.MostLimit);
        var room = ArrayPool<Ranked>.Shared.Rent(wanted);
        try
        {
            var best = new Best(room.AsSpan(0, wanted));
            var total = 0;
            if (AsksSomething)
            {
                total = Rank(Satisfied, ref best);
                if (total < wanted && _request.NearMisses)
                {
                    RankOthers(ref best);
                }
            }

            var facets = Facets();
            var leftOut = LeftOut();
            int? elsewhere = _request.Scope is ModelScope.All ? null : CountElsewhere();
            ImmutableArray<SearchHit> rows = [.. best.Sorted()[Math.Min(_request.Skip, best.Count)..].ToArray().Select(Hit)];
            return new(rows, total, elsewhere, _reading, _index.Snapshot.Head.Position)
            {
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
        _text?.Dispose();
        ArrayPool<ulong>.Shared.Return(_sets);
    }

    private Span<ulong> Set(int number) => _sets.AsSpan(number * _words, _words);

    /// <summary>Whom the request may see, and of these, who satisfies every condition.</summary>
    private void Choose()
    {
        See(_request.Filter, _request.Hidden, Everywhere);
        Everywhere.CopyTo(Eligible);
        if (_request.Scope is ModelScope.Mine)
        {
            Bits.And(Eligible, _data.Sets.Mine);
        }

        for (var i = 0; i < _hard.Length; i++)
        {
            Bits.And(Everywhere, Set(i));
        }

        Eligible.CopyTo(Satisfied);
        Bits.And(Satisfied, Everywhere);
    }

    private bool HasText(int place) => _text is null || (_text.Matched(place) & _required) == _required;

    private int Rank(ReadOnlySpan<ulong> set, ref Best best)
    {
        var total = 0;
        for (var word = 0; word < set.Length; word++)
        {
            for (var bits = set[word]; bits != 0; bits &= bits - 1)
            {
                var place = (word << 6) + BitOperations.TrailingZeroCount(bits);
                if (HasText(place))
                {
                    total++;
                    best.Offer(Of(place, 0));
                }
            }
        }

        return total;
    }

    /// <summary>Those that miss something, or that are called exactly what was written though it was read otherwise.</summary>
    private void RankOthers(ref Best best)
    {
        var set = Eligible;
        for (var word = 0; word < set.Length; word++)
        {
            for (var bits = set[word]; bits != 0; bits &= bits - 1)
            {
                var place = (word << 6) + BitOperations.TrailingZeroCount(bits);
                if (Bits.Has(Satisfied, place) && HasText(place))
                {
                    continue;
                }

                var penalty = PenaltyOf(place);
                if (penalty <= Penalties.Most)
                {
                    best.Offer(Of(place, penalty));
                }
            }
        }
    }

    private float PenaltyOf(int place)
    {
        var penalty = 0f;
        if (_text is not null && _required != 0)
        {
            var missing = 0f;
            for (var rest = _required & ~_text.Matched(place); rest != 0; rest &= rest - 1)
            {
                var weight = _terms[BitOperations.TrailingZeroCount(rest)].Weight;
                missing += (rest & -rest & _text.Near(place)) != 0 ? weight * NearShare : weight;
            }

            var share = missing / _text.Total;
            if (1 - share < LeastText && (_hard.Length == 0 || share < 1))
            {
                return Penalties.Most + 1;
            }

            penalty += Penalties.Text * share;
        }

        for (var i = 0; i < _hard.Length && penalty <= Penalties.Most; i++)
        {
            if (!Bits.Has(Set(i), place))
            {
                penalty += i < _request.Constraints.Length ? Penalties.Most + 1 : Penalties.Of(_hard[i], _data.Columns);
            }
        }

        // Nothing of the text and not all of the conditions is nothing.
        return penalty;
    }

    private Ranked Of(int place, float penalty)
    {
        var exactness = Exactness(place, out var closeness);
        if (_sort is not null)
        {
            return new(place, penalty, 0, Order(_sort.Codes[place]), Score(place, exactness, closeness));
        }

        var wishes = 0f;
        for (var i = 0; i < _soft.Length; i++)
        {
            wishes += Bits.Has(Set(_hard.Length + i), place) ? 1f / (1 << Math.Min(i, 8)) : 0;
        }

        var order = 0.0;
        if (_order is not null)
        {
            var value = _orderColumn is null ? double.NaN : _orderColumn[place];
            order = double.IsNaN(value) ? double.PositiveInfinity : _order.Op is ConstraintOp.Descending ? -value : value;
        }

        if (_order is not null && _order.Field is Derived.Blended)
        {
            order = Math.Log(order) - (WishInPrice * wishes);
            wishes = 0;
        }

        if (_shunsEnding && Bits.Has(_data.Sets.Ending, place))
        {
            penalty += Penalties.Ending;
        }

        if (_shunsSilent && _data.Merits[place].Talks == 0)
        {
            penalty += Penalties.Silent;
        }

        return new(place, IsNamed(place) ? ExactFirst : penalty, wishes, order, Score(place, exactness, closeness));
    }

    private double Order(int code) =>
        code == CodedColumn.Unknown ? double.PositiveInfinity : _request.Sort!.Descending ? -_sort!.Ranks[code] : _sort!.Ranks[code];

    private float Score(int place, float exactness, float closeness)
    {
        ref readonly var merits = ref _data.Merits[place];
        return (_text is null ? 0 : RankWeights.Text * _text[place] / _text.Total)
            + (RankWeights.Exactness * exactness)
            + (RankWeights.Closeness * closeness)
            + (RankWeights.Own * merits.Own)
            + (RankWeights.Lifecycle * merits.Lifecycle)
            + (RankWeights.Available * merits.Available)
            + (RankWeights.Talks * merits.Talks)
            + (RankWeights.Freshness * merits.Freshness);
    }

    /// <summary>Whether the whole query, conditions and all, is its key or its id.</summary>
    private bool IsNamed(int place) => ExactNames.OfLetters(_reading.Text.AsSpan().Trim(), _index.Models[place]) >= ExactNames.Id;

    private float Exactness(int place, out float closeness)
    {
        var letters = ExactNames.OfLetters(_reading.Text.AsSpan().Trim(), _index.Models[place]);
        closeness = 0;
        if (_terms.Length == 0)
        {
            return letters;
        }

        var id = _data.Ids[place];
        var tail = id[Math.Min(_data.Tails[place], id.Length)..];
        var name = _data.Names[place];
        var ofTail = ExactNames.OfTerms(tail, _terms, _data.Kinds);
        var ofName = ExactNames.OfTerms(name, _terms, _data.Kinds) * OfName;
        var ofId = tail.Length == id.Length ? 0 : ExactNames.OfTerms(id, _terms, _data.Kinds);
        var terms = Math.Max(ofTail, Math.Max(ofName, ofId));
        if (terms > 0)
        {
            closeness = Math.Max(Closeness(tail), Closeness(name));
        }

        return Math.Max(letters, terms);
    }

    private float Closeness(ReadOnlySpan<int> sequence)
    {
        var length = 0;
        foreach (var term in sequence)
        {
            length += _data.Kinds[term] is TermKind.Slight ? 0 : 1;
        }

        return length == 0 ? 0 : (float)Math.Min(length, _terms.Length) / Math.Max(length, _terms.Length);
    }

    private int CountElsewhere()
    {
        Bits.AndNot(Everywhere, _data.Sets.Mine);
        var count = 0;
        var set = Everywhere;
        for (var word = 0; word < set.Length; word++)
        {
            for (var bits = set[word]; bits != 0; bits &= bits - 1)
            {
                count += HasText((word << 6) + BitOperations.TrailingZeroCount(bits)) ? 1 : 0;
            }
        }

        return count;
    }

    private SearchHit Hit(Ranked ranked)
    {
        var missed = ranked.Penalty <= 0 ? [] : _hard.Where((_, i) => !Bits.Has(Set(i), ranked.Place)).ToImmutableArray();
        return new(_index.Models[ranked.Place], ranked.Score, missed) { Explanation = _request.Explain ? Explain(ranked) : null };
    }

    private Explanation Explain(Ranked ranked)
    {
        var exactness = Exactness(ranked.Place, out var closeness);
        ref readonly var merits = ref _data.Merits[ranked.Place];
        return new(
            [
                new("text", _text is null ? 0 : _text[ranked.Place] / _text.Total, RankWeights.Text),
                new("exactness", exactness, RankWeights.Exactness),
                new("closeness", closeness, RankWeights.Closeness),
                new("own_offer", merits.Own, RankWeights.Own),
                new("lifecycle", merits.Lifecycle, RankWeights.Lifecycle),
                new("available", merits.Available, RankWeights.Available),
                new("answers_in_text", merits.Talks, RankWeights.Talks),
                new("freshness", merits.Freshness, RankWeights.Freshness),
            ],
            _order?.ToString());
    }
}
