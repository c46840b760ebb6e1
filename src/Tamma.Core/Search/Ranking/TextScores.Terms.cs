using System.Numerics;
using Tamma.Search.Index;

namespace Tamma.Search.Ranking;

/// <content>How the models of one term are found.</content>
internal sealed partial class TextScores
{
    /// <summary>Sums of weights may be off by so much.</summary>
    private const float Slack = 0.999f;

    /// <summary>A model that is looked up in a set costs as much as so many that are gone through.</summary>
    private const int LookUp = 2;

    /// <summary>Finds who has some of the text.</summary>
    /// <param name="least">
    /// Of the weight of the text, all that have so much are found, and others; those who have less are many. All, where it is zero.
    /// </param>
    /// <returns>False where there is nobody that was not there before.</returns>
    public bool Widen(float least)
    {
        var needed = least == 0 ? Known : Needed(least);
        if (needed == _needed && least > 0)
        {
            return false;
        }

        if (_needed != 0)
        {
            Bits.Or(Seen, Any);
        }

        _needed = needed;
        if (_terms.Length == 1)
        {
            Bits.Or(Any, With);
        }
        else
        {
            Clean();
            Any.Clear();
            foreach (var term in _order)
            {
                if ((needed >> term & 1) != 0)
                {
                    Add(term, _terms[term].Matches.AsSpan());
                }
            }

            foreach (var term in _order)
            {
                if ((needed >> term & 1) == 0)
                {
                    Join(term, Any, []);
                }
            }
        }

        for (var term = 0; term < _terms.Length; term++)
        {
            if (_terms[term].Near is { From: var from, To: var to } && to > from)
            {
                AddNear(from, to, 1u << term, all: least == 0);
            }
        }

        return true;
    }

    /// <summary>
    /// The terms of which a model must have one, so that its part can be so large. The most frequent ones are spared: with nothing but
    /// these, and other versions of all else, it has too little.
    /// </summary>
    private uint Needed(float least)
    {
        var reach = 0f;
        foreach (ref readonly var term in _terms.AsSpan())
        {
            reach += term.Near.To > term.Near.From ? term.Weight * (1 - NearShare) : 0;
        }

        var needed = Known;
        for (var i = _order.Length - 1; i > 0; i--)
        {
            ref readonly var term = ref _terms[_order[i]];
            var more = term.Near.To > term.Near.From ? term.Weight * NearShare : term.Weight;
            if (reach + more < least * Total * Slack)
            {
                reach += more;
                needed &= ~(1u << _order[i]);
            }
        }

        return needed;
    }

    /// <summary>All models of a term. Matches come best first, so the first that a model has is the one that counts.</summary>
    private void Add(int term, ReadOnlySpan<TermMatch> matches)
    {
        var any = Any;
        var bit = 1u << term;
        foreach (var match in matches)
        {
            var factor = _terms[term].Weight * match.Quality;
            if (_postings.SetOf(match.From, match.To) is { } range)
            {
                Bits.Or(any, range.Bits);
                var bits = range.Bits;
                var at = 0;
                var all = range.Fields;
                for (var word = 0; word < bits.Length; word++)
                {
                    for (var rest = bits[word]; rest != 0; rest &= rest - 1)
                    {
                        Take((word << 6) + BitOperations.TrailingZeroCount(rest), bit, factor, all[at++]);
                    }
                }

                continue;
            }

            for (var number = match.From; number < match.To; number++)
            {
                var models = _postings.Models(number);
                var fields = _postings.Fields(number);
                for (var i = 0; i < models.Length; i++)
                {
                    Bits.Add(any, models[i]);
                    Take(models[i], bit, factor, fields[i]);
                }
            }
        }
    }

    /// <summary>Those models of a term that are in a set; they are added to another, where one is given.</summary>
    private void Join(int term, ReadOnlySpan<ulong> among, Span<ulong> into)
    {
        var count = Bits.Count(among);
        foreach (var match in _terms[term].Matches)
        {
            Join(match.From, match.To, 1u << term, _terms[term].Weight * match.Quality, among, count, into);
        }
    }

    /// <param name="factor">Below zero for what is only near.</param>
    private void Join(int from, int to, uint bit, float factor, ReadOnlySpan<ulong> among, int count, Span<ulong> into)
    {
        if (_postings.SetOf(from, to) is { } range)
        {
            Join(range, bit, factor, among, into);
            return;
        }

        for (var number = from; number < to; number++)
        {
            var models = _postings.Models(number);
            if (models.Length > LookUp * (count + _words) && _postings.SetOf(number) is { } set)
            {
                Join(set, bit, factor, among, into);
                continue;
            }

            var fields = _postings.Fields(number);
            for (var i = 0; i < models.Length; i++)
            {
                if (Bits.Has(among, models[i]))
                {
                    Take(models[i], bit, factor, fields[i]);
                    if (into.Length > 0)
                    {
                        Bits.Add(into, models[i]);
                    }
                }
            }
        }
    }

    private void Join(PostingSet set, uint bit, float factor, ReadOnlySpan<ulong> among, Span<ulong> into)
    {
        var bits = set.Bits;
        for (var word = 0; word < among.Length; word++)
        {
            var both = among[word] & bits[word];
            if (both != 0 && into.Length > 0)
            {
                into[word] |= both;
            }

            for (; both != 0; both &= both - 1)
            {
                var model = (word << 6) + BitOperations.TrailingZeroCount(both);
                Take(model, bit, factor, factor < 0 ? SearchField.None : set.FieldsOf(model));
            }
        }
    }

    private void Take(int model, uint bit, float factor, SearchField fields)
    {
        ref var cell = ref _cells[model];
        if (factor < 0)
        {
            cell.Near |= bit;
        }
        else if ((cell.Matched & bit) == 0)
        {
            cell.Matched |= bit;
            cell.Sum += factor * FieldWeights.Of(fields);
        }
    }

    /// <param name="all">Also those that have no term of the query.</param>
    private void AddNear(int from, int to, uint bit, bool all)
    {
        if (!all)
        {
            Join(from, to, bit, -1, Any, Bits.Count(Any), []);
            return;
        }

        for (var number = from; number < to; number++)
        {
            foreach (var model in _postings.Models(number))
            {
                Bits.Add(Any, model);
                _cells[model].Near |= bit;
            }
        }
    }
}
