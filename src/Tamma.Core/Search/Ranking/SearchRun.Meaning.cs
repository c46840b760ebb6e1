using System.Buffers;
using System.Collections.Immutable;
using System.Numerics;
using Tamma.Search.Index;
using Tamma.Search.Vectors;

namespace Tamma.Search.Ranking;

/// <content>The list of those that lie near to what was meant, and how it goes into the one of those that have the words.</content>
internal sealed partial class SearchRun
{
    /// <summary>
    /// Reciprocal rank fusion: a place in a list is worth 1 / (60 + its rank), whatever its points mean (G. Cormack, C. Clarke, S. Büttcher,
    /// SIGIR 2009, whose constant this is).
    /// </summary>
    private const float RankConstant = 60;

    /// <summary>Two that lie equally near differ by what does not depend on the question.</summary>
    private const float MeritInMeaning = 1e-4f;

    /// <summary>Of a rank among those that have none of the words: it keeps their order, and nothing more.</summary>
    private const float Silent = 1e-3f;

    /// <summary>Of those that have a word of the question in their names, only they are meant.</summary>
    private static bool IsNamed(QueryTerm term, Glossary glossary) => glossary.Of(term.Corrected ?? term.Text).IsEmpty;

    /// <summary>What the words mean; null where they name models, and where nobody whom the conditions leave lies near.</summary>
    private MeaningScores? Meaning(Glossary glossary)
    {
        if (_request.Mode is SearchMode.Lexical || !_request.ReadWords || (_request.Mode is SearchMode.Hybrid && !AsksForMore()))
        {
            return null;
        }

        ImmutableArray<string> words = [.. _reading.Terms.Select(term => term.Corrected ?? term.Text), .. _reading.Ignored];
        var scores = _reading.Like is { } like && _index.PlaceOf(like) is >= 0 and var example ? MeaningScores.OfExample(_index, example, words)
            : _request.Meaning is { Table.Count: > 0 } meaning ? MeaningScores.OfVector(_index, meaning, words)
            : MeaningScores.OfWords(_index, glossary, words, _request.Today);
        if (scores is null || Bits.CountAnd(_sets.Satisfied, scores.Near) > 0)
        {
            return scores;
        }

        scores.Dispose();
        return null;
    }

    /// <summary>Whether words are left that are neither a condition nor in the names of those who are found.</summary>
    private bool AsksForMore() => _named.IsEmpty && (_reading.Like is not null || !_reading.Ignored.IsEmpty || _found.Length < _reading.Terms.Length || !_isAnchored);

    /// <summary>Those near enough, the nearest first.</summary>
    private void RankMeant(MeaningScores meaning, ref Best best)
    {
        var set = _sets.Satisfied;
        var with = _isAnchored ? _text!.With : meaning.Near;
        Dictionary<int, float> nearest = [];
        for (var word = 0; word < set.Length; word++)
        {
            for (var bits = set[word] & with[word] & meaning.Near[word]; bits != 0; bits &= bits - 1)
            {
                var place = (word << 6) + BitOperations.TrailingZeroCount(bits);
                var score = meaning[place] + (MeritInMeaning * _points.Quick(place));
                if (_groups is null)
                {
                    best.Offer(new(0, 0, score, place));
                }
                else if (_groups.BestOf(place) is var row && (!nearest.TryGetValue(row, out var known) || score > known))
                {
                    nearest[row] = score;
                }
            }
        }

        // A row that stands for several listings is as near as the nearest of them.
        foreach (var (row, score) in nearest)
        {
            best.Offer(new(0, 0, score, row));
        }
    }

    /// <summary>
    /// Puts both lists together: what is missed, what was wished for and the order asked for go on deciding first, the ranks in the lists then. Only the
    /// first ranks of each count, so that a page is the same however many come before it.
    /// </summary>
    /// <param name="lexical">In order.</param>
    /// <param name="wanted">How many.</param>
    /// <returns>In order.</returns>
    private Ranked[] Fuse(ReadOnlySpan<Ranked> lexical, MeaningScores meaning, int wanted)
    {
        var looked = Math.Max(wanted, Closely);
        var rented = ArrayPool<Ranked>.Shared.Rent(looked);
        try
        {
            var near = new Best(rented.AsSpan(0, looked));
            RankMeant(meaning, ref near);
            var semantic = rented.AsSpan(0, near.Count);
            semantic.Sort();
            Dictionary<int, Ranked> head = [];
            for (var rank = 0; rank < Math.Min(Closely, lexical.Length); rank++)
            {
                head[lexical[rank].Place] = lexical[rank] with { Score = Share(rank) * (HasWords(lexical[rank].Place) ? 1 : Silent) };
            }

            for (var rank = 0; rank < Math.Min(Closely, semantic.Length); rank++)
            {
                var place = semantic[rank].Place;
                if (!head.TryGetValue(place, out var known))
                {
                    known = Standing(place, 0);
                    if (lexical.Length >= Closely && lexical[Closely - 1] is var last && Ranked.Compare(known with { Score = last.Score, Place = last.Place }, last) > 0)
                    {
                        continue; // Others come before it, whatever it means.
                    }
                }

                head[place] = known with { Score = known.Score + Share(rank) };
                _meantRanks[place] = rank;
            }

            Ranked[] first = [.. head.Values];
            first.AsSpan().Sort();
            List<Ranked> all = [.. first];
            AddRest(lexical, head, all);
            AddRest(semantic, head, all);
            return [.. all.Take(wanted)];
        }
        finally
        {
            ArrayPool<Ranked>.Shared.Return(rented);
        }
    }

    /// <summary>What misses something goes on where both lists end.</summary>
    private static Ranked[] Behind(ReadOnlySpan<Ranked> others, int before)
    {
        var behind = new Ranked[others.Length];
        for (var i = 0; i < behind.Length; i++)
        {
            behind[i] = others[i] with { Score = Share(before + i) };
        }

        return behind;
    }

    /// <summary>Whether the list of words has a say about it: where nobody has any of them, it has none.</summary>
    private bool HasWords(int place) => !_isMeantOnly && (_text is null || _text.Matched(place) != 0);

    private bool IsMeant(int place) => _meaning is not null && !HasWords(place) && Bits.Has(_meaning.Near, place);

    private static float Share(int rank) => RankConstant / (RankConstant + rank);

    private static void AddRest(ReadOnlySpan<Ranked> list, Dictionary<int, Ranked> head, List<Ranked> all)
    {
        for (var rank = Closely; rank < list.Length; rank++)
        {
            if (head.TryAdd(list[rank].Place, list[rank]))
            {
                all.Add(list[rank] with { Score = 0 });
            }
        }
    }
}
