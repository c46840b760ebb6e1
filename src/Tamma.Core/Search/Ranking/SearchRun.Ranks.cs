using System.Numerics;
using Tamma.Filters;
using Tamma.Search.Filtering;
using Tamma.Search.Index;

namespace Tamma.Search.Ranking;

/// <content>Who is offered a place on the page, and with what rank.</content>
internal sealed partial class SearchRun
{
    /// <summary>A wish that is granted is worth a price of so many times e.</summary>
    private const double WishInPrice = 2;

    private static readonly FilterField s_price = ModelFields.Of("price").Filter;

    /// <summary>What comes before all else, because it is called exactly what was written.</summary>
    private const float ExactFirst = -1;

    /// <summary>All wishes together, and to be its maker's own offer, are less.</summary>
    private const float MostWishes = 4;

    /// <summary>Of more than so many for each that is kept, the best are sought in a prepared order.</summary>
    private const int ManyForEach = 4;

    /// <summary>Nobody has the words, so among those that lie near the list of words knows merits alone.</summary>
    private bool IsMeantByMerit => _isMeantOnly && _text is null && _sort is null && _groups is null && _named.IsEmpty && _wishes is { NotEnding: true, AnsweringInText: true, Others.IsEmpty: true };

    /// <param name="best">Keeps the best.</param>
    /// <param name="others">How many more are called exactly what was written.</param>
    /// <returns>How many satisfy all.</returns>
    private int Rank(ref Best best, out int others)
    {
        var set = _sets.Satisfied;
        var with = _text is not null ? _text.With : _isMeantOnly ? _meaning!.Near : set;
        foreach (var place in _named)
        {
            _text?.Include(place);
        }

        var total = 0;
        if (_isPlain || IsMeantByMerit)
        {
            total = Bits.CountAnd(set, with);
            Browse(set, with, ref best);
        }
        else if (_text?.Long.Count > 0 && _isLevel && _groups is null && Bits.CountAnd(set, with) is var found && found > ManyForEach * best.Room)
        {
            total = found;
            Walk(set, _text, ref best);
        }
        else if (_meaning is null && _sort is not null && _text is null && _groups is null && _named.IsEmpty && _wishes is { NotEnding: false, AnsweringInText: false, Others.IsEmpty: true } && Bits.Count(set) is var many && (long)many * many > (long)best.Room * set.Length * ManyForEach)
        {
            total = many;
            Sorted(set, _sort, ref best);
        }
        else
        {
            for (var word = 0; word < set.Length; word++)
            {
                var bits = set[word] & with[word];
                total += _groups is null ? BitOperations.PopCount(bits) : 0;
                for (; bits != 0; bits &= bits - 1)
                {
                    var place = (word << 6) + BitOperations.TrailingZeroCount(bits);
                    if (_groups is null)
                    {
                        Offer(place, 0, ref best);
                    }
                    else if (!_groups.Take(Standing(place, 0) with { Score = _points.Quick(place) }))
                    {
                        total++;
                        Offer(place, 0, ref best);
                    }
                }
            }

            total += _groups?.Offer(ref best) ?? 0;
        }

        others = 0;
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
    private void Browse(ReadOnlySpan<ulong> set, ReadOnlySpan<ulong> with, ref Best best)
    {
        foreach (var place in _data.ByMerit)
        {
            if (best.IsFull)
            {
                return;
            }

            if (Bits.Has(set, place) && Bits.Has(with, place))
            {
                Offer(place, 0, ref best);
            }
        }
    }

    /// <summary>In the order asked for, until the page is full and nobody is alike.</summary>
    private void Sorted(ReadOnlySpan<ulong> set, CodedColumn column, ref Best best)
    {
        var descending = _order!.Descending;
        var values = column.Values.Length;
        for (var i = 0; i < values; i++)
        {
            var code = descending ? values - 1 - i : i;
            if (best.IsFull && Order(code) > best.Worst.Order)
            {
                return;
            }

            foreach (var place in column.Order.Of(code))
            {
                if (Bits.Has(set, place))
                {
                    Offer(place, 0, ref best);
                }
            }
        }

        if (best.IsFull)
        {
            return;
        }

        for (var word = 0; word < set.Length; word++)
        {
            for (var bits = set[word] & ~column.Known[word]; bits != 0; bits &= bits - 1)
            {
                Offer((word << 6) + BitOperations.TrailingZeroCount(bits), 0, ref best);
            }
        }
    }

    /// <summary>One word that many have: who has it otherwise first, then in the order of the most that each can have.</summary>
    private void Walk(ReadOnlySpan<ulong> set, TextScores text, ref Best best)
    {
        for (var word = 0; word < set.Length; word++)
        {
            for (var bits = set[word] & text.Any[word]; bits != 0; bits &= bits - 1)
            {
                var place = (word << 6) + BitOperations.TrailingZeroCount(bits);
                if (Bits.Has(text.With, place))
                {
                    Offer(place, 0, ref best);
                }
            }
        }

        for (var i = 0; i < text.Long.Count; i++)
        {
            var order = _data.OrderOf(text.Long[i].Set, RankWeights.Text * text.Long[i].Quality);
            for (var step = 0; step < order.Steps && !(best.IsFull && best.Worst.Tier == 0 && order.Most(step) < best.Worst.Score); step++)
            {
                foreach (var place in order.Of(step))
                {
                    if (Bits.Has(set, place) && !Bits.Has(text.Any, place) && text.IsLong(place, i))
                    {
                        Offer(place, 0, ref best);
                    }
                }
            }
        }
    }

    private void Offer(int place, float penalty, ref Best best)
    {
        var one = _isLevel && _named.IsEmpty ? new(penalty, 0, 0, place) : Standing(place, penalty);
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
}
