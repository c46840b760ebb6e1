using System.Buffers;
using System.Collections.Immutable;
using System.Numerics;
using Tamma.Catalog;
using Tamma.Filters;
using Tamma.Search.Filtering;
using Tamma.Search.Index;
using Tamma.Search.Vectors;

namespace Tamma.Search.Ranking;

/// <summary>
/// One search. All that satisfy the conditions and have the text are ranked quickly; the best of these, and near misses where
/// there are few, are then looked at closely. Nothing that it needs grows with the catalogue but what is rented.
/// </summary>
internal sealed partial class SearchRun : IDisposable
{
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

    /// <summary>Of each condition, who of 64 models satisfies it.</summary>
    private readonly ulong[] _held;
    private readonly SearchSort? _order;
    private readonly CodedColumn? _sort;
    private readonly Groups? _groups;
    private readonly TextScores? _text;
    private readonly RunSets _sets;
    private readonly Points _points;

    /// <summary>Nothing was understood as a condition, a wish or an order.</summary>
    private readonly bool _isText;

    /// <summary>What is looked for as text. Beside conditions, a word that nobody has is none of it.</summary>
    private readonly string _rest;

    /// <summary>Words that nobody has, and nothing else, ask for nothing; no words at all ask for all.</summary>
    private readonly bool _isEmpty;

    /// <summary>Called exactly what was written. Who says what he prefers has not written a name alone.</summary>
    private readonly ImmutableArray<int> _named;

    /// <summary>What the words mean; null where that has no say.</summary>
    private readonly MeaningScores? _meaning;

    /// <summary>A word that is in names and means nothing else: only who has it is meant.</summary>
    private readonly bool _isAnchored;

    /// <summary>Nobody has the words, so who lies near to what they mean is found.</summary>
    private readonly bool _isMeantOnly;

    /// <summary>Where those stand that lie near.</summary>
    private readonly Dictionary<int, int> _meantRanks = [];

    /// <summary>Nothing but conditions, so that the order of merits holds.</summary>
    private readonly bool _isPlain;

    private (uint Terms, uint Near) _missed;
    private float _shareMissed;

    /// <summary>Nothing but penalties and points makes the order, but for what is called exactly what was written.</summary>
    private readonly bool _isLevel;

    public SearchRun(SearchIndex index, SearchRequest request, QueryReading reading, Synonyms synonyms)
    {
        (_index, _data, _request, _reading) = (index, index.Data, request, reading);
        Constraint[] all = [.. request.Constraints, .. reading.Constraints];
        _isText = all.Length == 0;
        _conditions = _isText ? [] : [.. all.Where(one => !one.IsOrder && !one.Soft)];
        _filters = _conditions.Length == 0 ? [] : [.. _conditions.Select(ConstraintFilters.Surely)];
        _stated = request.Constraints.Count(one => !one.IsOrder && !one.Soft);
        _penalties = _conditions.Length == 0 ? [] : [.. _conditions.Select((one, i) => i < _stated ? Penalties.Most + 1 : Penalties.Of(one))];
        _held = _conditions.Length == 0 ? [] : new ulong[_conditions.Length];
        _order = request.Sort ?? all.Select(ConstraintFilters.SortOf).FirstOrDefault(sort => sort is not null);
        _sort = _order is { } order ? index.Coded.Of(order.Field) : null;
        _groups = request.Collapse ? new(index) : null;
        var plan = QueryPlan.Of(reading, _data, synonyms);
        _terms = [.. plan.Where(term => !term.Matches.IsEmpty)];
        _found = [.. reading.Terms.Where((_, i) => !plan[i].Matches.IsEmpty)];
        _text = _terms.Length == 0 ? null : new(_terms, _data.Postings);
        _wishes = Wishes.Of(request, all, _text is not null);
        _sets = new(index, request, _filters, _wishes.Others);
        _rest = reading.Rest(term => _isText || _found.Contains(term));
        var rest = _rest.Trim();
        var words = ExactNames.Terms(rest, _data);
        _points = new(index, rest, words.Length, _terms, _text);
        _named = request.Prefer is not (null or []) ? []
            : _isText ? NamedPlaces.Of(rest, words, index, words.Length == _terms.Length ? _text : null)
            : NamedPlaces.Of(reading.Text.Trim(), ExactNames.Terms(reading.Text.Trim(), _data), index, null);
        _isAnchored = request.Mode is not SearchMode.Semantic && Array.Exists(_found, term => IsNamed(term, Glossary.Standard));
        _meaning = Meaning(Glossary.Standard);
        if (_meaning is not null)
        {
            _isMeantOnly = _text is null || request.Mode is SearchMode.Semantic;
            if (_text is not null && !_isAnchored)
            {
                if (_isMeantOnly)
                {
                    _text.With.Clear();
                }

                Bits.Or(_text.With, _meaning.Near);
            }
        }

        _isEmpty = reading.Terms.Length > 0 && _isText && _text is null && _meaning is null;
        _isPlain = _meaning is null && _text is null && _sort is null && _groups is null && _wishes is { NotEnding: true, AnsweringInText: true, Others.IsEmpty: true };
        _isLevel = _meaning is null && _sort is null && _wishes is { NotEnding: false, AnsweringInText: false, Others.IsEmpty: true };
    }

    public SearchHits Answer()
    {
        var wanted = _request.Skip + Math.Clamp(_request.Limit, 1, SearchRequest.MostLimit);
        // Without words there is nothing to look closely at.
        var looked = string.IsNullOrWhiteSpace(_rest) && _meaning is null ? wanted : Math.Max(wanted, Closely);
        var room = ArrayPool<Ranked>.Shared.Rent(2 * looked);
        try
        {
            var best = new Best(room.AsSpan(0, looked));
            var others = 0;
            var total = _isEmpty ? 0 : Rank(ref best, out others);
            var missed = total < wanted && _request is { NearMisses: true, Collapse: false } && !_isEmpty;
            // Who fills the page is found by fewer words. That tells more of those before, whose ranks must not depend on the page's size.
            Ranked[] fused = _meaning is null ? [] : Fuse(InOrder(room.AsSpan(0, best.Count), room.AsSpan(looked, looked)), _meaning, wanted);
            best = _meaning is null ? best : new(room.AsSpan(0, looked - fused.Length));
            if (missed)
            {
                RankOthers(ref best);
            }

            var kept = InOrder(room.AsSpan(0, best.Count), room.AsSpan(looked, _meaning is null ? wanted : looked));
            kept = _meaning is null ? kept : (Ranked[])[.. fused, .. Behind(kept, fused.Length)];
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
                Meant = _meaning is null ? null : _meaning.Meant with { Near = Bits.Count(_meaning.Near) },
                Text = _rest,
                Preferred = _named.IsEmpty || _isText ? _wishes.All : [Wishes.Named(_reading.Text.Trim()), .. _wishes.All],
                Sort = _order,
                Plan = _request.Explain ? new(_sets.CountShown(), _sets.Steps, RunPlan.Terms(_terms, _found, _text, _data), _isPlain ? PlanWay.Ordered : missed ? PlanWay.RankedWithMisses : PlanWay.Ranked) : null,
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
        _meaning?.Dispose();
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

        if (string.IsNullOrWhiteSpace(_rest))
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

    private bool HasText(int place) => _text is null ? !_isMeantOnly || Bits.Has(_meaning!.Near, place) : Bits.Has(_text.With, place);

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
        return _isEmpty ? 0 : _text is not null ? Bits.CountAnd(set, _text.With) : _isMeantOnly ? Bits.CountAnd(set, _meaning!.Near) : Bits.Count(set);
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
        if (_meaning is not null && _text is not null && Bits.Has(_meaning.Near, ranked.Place))
        {
            _text.Include(ranked.Place); // It may have some of the words.
        }

        ImmutableArray<Constraint> missed = Bits.Has(_sets.Satisfied, ranked.Place) ? [] : [.. _conditions.Where((_, i) => !_sets.Has(i, ranked.Place))];
        return new(_index.Models[ranked.Place], ranked.Score, missed)
        {
            Place = ranked.Place,
            MissedWords = IsMeant(ranked.Place) ? [] : MissedWords(ranked.Place),
            IsMeant = IsMeant(ranked.Place),
            Explanation = _request.Explain ? Explain(ranked) : null,
        };
    }

    private Explanation Explain(in Ranked ranked)
    {
        var explained = _points.Explain(ranked.Place, _order is { } sort ? $"{(sort.Descending ? "highest" : "lowest")} {sort.Field} first" : null);
        if (_meaning is null)
        {
            return explained;
        }

        var near = _meantRanks.TryGetValue(ranked.Place, out var rank) ? Share(rank) : 0;
        return new([new("words_rank", ranked.Score - near, 1), new("meaning_rank", near, 1)], explained.Order) { OfWords = explained.Factors, Nearness = _meaning[ranked.Place] };
    }
}
