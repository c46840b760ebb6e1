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

    /// <summary>Near misses have the most of the text first, and none at all has less than the last.</summary>
    private static readonly float[] s_parts = [0.8f, 0.6f, TextScores.Least];

    /// <summary>Of more than so many for each that is kept, the best are sought in a prepared order.</summary>
    private const int ManyForEach = 4;

    /// <param name="best">Keeps the best.</param>
    /// <param name="others">How many more are called exactly what was written.</param>
    /// <returns>How many satisfy all.</returns>
    private int Rank(ref Best best, out int others)
    {
        var set = _sets.Satisfied;
        var with = _text is null ? set : _text.With;
        foreach (var place in _named)
        {
            _text?.Include(place);
        }

        var total = 0;
        if (_isPlain)
        {
            total = Bits.Count(set);
            Browse(set, ref best);
        }
        else if (_text?.Long.Count > 0 && _isLevel && _groups is null && Bits.CountAnd(set, with) is var found && found > ManyForEach * best.Room)
        {
            total = found;
            Walk(set, _text, ref best);
        }
        else if (_sort is not null && _text is null && _groups is null && _named.IsEmpty && _wishes is { NotEnding: false, AnsweringInText: false, Others.IsEmpty: true } && Bits.Count(set) is var many && (long)many * many > (long)best.Room * set.Length * ManyForEach)
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

    /// <summary>Those that miss something.</summary>
    private void RankOthers(ref Best best)
    {
        var satisfied = _sets.Satisfied;
        if (_text is null)
        {
            for (var word = 0; word < satisfied.Length && _conditions.Length > 0; word++)
            {
                OfferOthers(word, Possible(word) & ~satisfied[word], ref best);
            }

            return;
        }

        // Those first who miss little: where they fill the page, nobody looks for others.
        foreach (var least in s_parts)
        {
            for (var word = 0; (word > 0 || Widen(_text, least)) && word < satisfied.Length; word++)
            {
                OfferOthers(word, Possible(word) & _text.Any[word] & ~(_text.Seen[word] | (satisfied[word] & _text.With[word])), ref best);
            }

            if (best.Refuses(Ranked.TierOf(Penalties.Missing + (Penalties.Text * (1 - least) * 0.999f), MostWishes)))
            {
                return;
            }
        }

        // Who has little of the text, or none, must satisfy all else.
        if (_conditions.Length == 0)
        {
            return;
        }

        Widen(_text, 0);
        for (var word = 0; word < satisfied.Length; word++)
        {
            OfferOthers(word, satisfied[word] & _text.Any[word] & ~(_text.Seen[word] | _text.With[word]), ref best);
        }

        if (!best.Refuses(Ranked.TierOf(Penalties.Missing + Penalties.Text, MostWishes)))
        {
            RankSilent(satisfied, _text, ref best);
        }
    }

    /// <summary>Those that satisfy all conditions and have nothing of the text: they differ by what does not depend on it.</summary>
    private void RankSilent(ReadOnlySpan<ulong> satisfied, TextScores text, ref Best best)
    {
        var isEven = _sort is null && _wishes.Others.IsEmpty;
        if (isEven && _data.OrderOf(_points.Asked) is { } order)
        {
            for (var step = 0; step < order.Steps && !(best.IsFull && best.Worst.Tier <= Penalties.Missing + Penalties.Text && order.Most(step) < best.Worst.Score); step++)
            {
                foreach (var place in order.Of(step))
                {
                    if ((satisfied[place >> 6] & ~text.Any[place >> 6] & 1UL << (place & 63)) != 0)
                    {
                        Offer(place, Penalties.Missing + Penalties.Text, ref best);
                    }
                }
            }

            return;
        }

        for (var word = 0; word < satisfied.Length && !best.Refuses(Ranked.TierOf(Penalties.Missing + Penalties.Text, MostWishes)); word++)
        {
            for (var bits = satisfied[word] & ~text.Any[word]; bits != 0; bits &= bits - 1)
            {
                Offer((word << 6) + BitOperations.TrailingZeroCount(bits), Penalties.Missing + Penalties.Text, ref best);
            }
        }
    }

    /// <summary>Of 64 models, those that the request may see and that miss nothing which is never given up.</summary>
    private ulong Possible(int word)
    {
        var bits = _sets.Eligible[word];
        for (var i = 0; i < _conditions.Length; i++)
        {
            bits &= _penalties[i] > Penalties.Most ? _sets.Word(i, word) : ulong.MaxValue;
        }

        return bits;
    }

    private bool Widen(TextScores text, float least)
    {
        var isWider = text.Widen(least);
        foreach (var place in _named)
        {
            text.Include(place);
        }

        return isWider;
    }

    private void OfferOthers(int word, ulong bits, ref Best best)
    {
        if (bits == 0)
        {
            return;
        }

        for (var i = 0; i < _conditions.Length; i++)
        {
            _held[i] = _sets.Word(i, word);
        }

        for (; bits != 0; bits &= bits - 1)
        {
            var place = (word << 6) + BitOperations.TrailingZeroCount(bits);
            if (PenaltyOf(place) is var penalty && penalty <= Penalties.Most && !best.Refuses(Ranked.TierOf(Penalties.Missing + penalty, MostWishes)) && !_named.Contains(place))
            {
                Offer(place, Penalties.Missing + penalty, ref best);
            }
        }
    }

    /// <summary>By <see cref="_held"/>, where the conditions are looked up.</summary>
    private float PenaltyOf(int place)
    {
        var penalty = 0f;
        for (var i = 0; i < _held.Length && penalty <= Penalties.Most; i++)
        {
            penalty += (_held[i] >> (place & 63) & 1) != 0 ? 0 : _penalties[i];
        }

        if (_text is null || penalty > Penalties.Most)
        {
            return penalty;
        }

        if (_text.Matched(place) == 0 && (_conditions.Length == 0 || penalty > 0))
        {
            return Penalties.Most + 1;
        }

        // Who satisfies all that was understood may have none of the rest; else some of the text must be there.
        var share = ShareMissing(place, _text);
        return 1 - share < TextScores.Least && (_conditions.Length == 0 || penalty > 0) ? Penalties.Most + 1 : penalty + (Penalties.Text * share);
    }

    /// <summary>Of the text's weight. Neighbours often miss the same, so the last answer is kept.</summary>
    private float ShareMissing(int place, TextScores text)
    {
        var missed = text.Known & ~text.Matched(place);
        var near = missed & text.Near(place);
        if ((missed, near) != _missed)
        {
            var missing = 0f;
            for (var rest = missed; rest != 0; rest &= rest - 1)
            {
                var bit = BitOperations.TrailingZeroCount(rest);
                missing += (1u << bit & near) != 0 ? _terms[bit].Weight * TextScores.NearShare : _terms[bit].Weight;
            }

            (_missed, _shareMissed) = ((missed, near), missing / text.Total);
        }

        return _shareMissed;
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
