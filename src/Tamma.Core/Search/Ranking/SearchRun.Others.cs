using System.Numerics;

namespace Tamma.Search.Ranking;

/// <content>Who misses something, and is near enough to fill a page.</content>
internal sealed partial class SearchRun
{
    /// <summary>Near misses have the most of the text first, and none at all has less than the last.</summary>
    private static readonly float[] s_parts = [0.8f, 0.6f, TextScores.Least];

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
                    if ((satisfied[place >> 6] & ~(text.Any[place >> 6] | text.With[place >> 6]) & 1UL << (place & 63)) != 0)
                    {
                        Offer(place, Penalties.Missing + Penalties.Text, ref best);
                    }
                }
            }

            return;
        }

        for (var word = 0; word < satisfied.Length && !best.Refuses(Ranked.TierOf(Penalties.Missing + Penalties.Text, MostWishes)); word++)
        {
            for (var bits = satisfied[word] & ~(text.Any[word] | text.With[word]); bits != 0; bits &= bits - 1)
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
}
