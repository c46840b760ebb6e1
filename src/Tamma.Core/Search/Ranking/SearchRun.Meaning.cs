using System.Buffers;
using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
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

    /// <summary>More than any points come to.</summary>
    private const float MostMeritInMeaning = 100 * MeritInMeaning;

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

        ImmutableArray<string> words = [.. _reading.Terms.Select(term => term.Corrected ?? term.Text), .. _reading.Ignored, .. _reading.GaveWay];
        var scores = _reading.Like is { } like && _index.PlaceOf(like) is >= 0 and var example ? MeaningScores.OfExample(_index, example, words)
            : _request.Meaning is { Table.Count: > 0 } meaning ? MeaningScores.OfVector(_index, meaning, words)
            : MeaningScores.OfWords(_index, glossary, words);
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
        var near = meaning.Near;
        var with = _isAnchored ? _text!.With : near;
        Dictionary<int, float>? nearest = _groups is null ? null : [];
        for (var word = 0; word < set.Length; word++)
        {
            for (var bits = set[word] & with[word] & near[word]; bits != 0; bits &= bits - 1)
            {
                var place = (word << 6) + BitOperations.TrailingZeroCount(bits);
                if (nearest is not null)
                {
                    var score = meaning[place] + (MeritInMeaning * _points.Quick(place));
                    ref var known = ref CollectionsMarshal.GetValueRefOrAddDefault(nearest, _groups!.BestOf(place), out _);
                    known = Math.Max(known, score);
                }
                else if ((!best.IsFull || meaning.Most(place) + MostMeritInMeaning >= best.Worst.Score) && meaning[place] is var nearness && (!best.IsFull || nearness + MostMeritInMeaning >= best.Worst.Score))
                {
                    best.Offer(new(0, 0, nearness + (MeritInMeaning * _points.Quick(place)), place));
                }
            }
        }

        // A row that stands for several listings is as near as the nearest of them.
        foreach (var (row, score) in nearest ?? [])
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
            return Fused(lexical, semantic, wanted);
        }
        finally
        {
            ArrayPool<Ranked>.Shared.Return(rented);
        }
    }

    private Ranked[] Fused(ReadOnlySpan<Ranked> lexical, ReadOnlySpan<Ranked> semantic, int wanted)
    {
        Span<Ranked> head = stackalloc Ranked[2 * Closely];
        Span<int> slots = stackalloc int[RankSlots.Length];
        var known = new RankSlots(slots, head);
        for (var rank = 0; rank < Math.Min(Closely, lexical.Length); rank++)
        {
            var one = lexical[rank];
            known.Of(one.Place, out _) = one with { Score = Share(rank) * (HasWords(one.Place) ? 1 : Silent) };
        }

        for (var rank = 0; rank < Math.Min(Closely, semantic.Length); rank++)
        {
            var place = semantic[rank].Place;
            if (!known.Has(place) && IsBehind(Standing(place, 0), lexical))
            {
                continue;
            }

            ref var one = ref known.Of(place, out var isNew);
            one = isNew ? Standing(place, 0) : one;
            one = one with { Score = one.Score + Share(rank) };
            if (_request.Explain)
            {
                _meantRanks[place] = rank;
            }
        }

        var first = head[..known.Count];
        first.Sort();
        return wanted <= first.Length || Math.Max(lexical.Length, semantic.Length) <= Closely ? first[..Math.Min(wanted, first.Length)].ToArray() : WithRest(first, lexical, semantic, wanted);
    }

    /// <summary>Far pages: what stands behind the first ranks of both lists, each once.</summary>
    private static Ranked[] WithRest(ReadOnlySpan<Ranked> first, ReadOnlySpan<Ranked> lexical, ReadOnlySpan<Ranked> semantic, int wanted)
    {
        List<Ranked> all = [.. first];
        HashSet<int> known = [.. all.Select(one => one.Place)];
        foreach (var list in new[] { lexical[Math.Min(Closely, lexical.Length)..].ToArray(), semantic[Math.Min(Closely, semantic.Length)..].ToArray() })
        {
            all.AddRange(list.Where(one => known.Add(one.Place)).Select(one => one with { Score = 0 }));
        }

        return [.. all.Take(wanted)];
    }

    /// <summary>Whether it stands behind the first ranks of those that have the words, whatever it means: then it has its place further down that list.</summary>
    private static bool IsBehind(in Ranked standing, ReadOnlySpan<Ranked> lexical) =>
        lexical.Length >= Closely && lexical[Closely - 1] is var last && Ranked.Compare(standing with { Score = last.Score, Place = last.Place }, last) > 0;

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
}
