using CsCheck;
using Tamma.Search.Index;
using Tamma.Search.Ranking;
using Xunit;

namespace Tamma.Core.Tests.Search;

public sealed class TextScoreTests
{
    private static readonly Gen<(Postings Postings, PlannedTerm[] Terms)> s_cases = Gen.Select(Gen.Int[1, 4], Gen.Int[1, 900], Gen.Int).Select((asked, models, seed) => Case(asked, models, new Random(seed)));

    [Fact]
    public void Who_has_all_terms_is_found_with_the_weight_of_the_best_match_of_each() =>
        s_cases.Sample(one =>
        {
            using var scores = new TextScores(one.Terms, one.Postings);

            for (var model = 0; model < one.Postings.Total; model++)
            {
                var (matched, score) = Expected(model, one.Terms, one.Postings);
                Assert.Equal(matched == scores.Known, Bits.Has(scores.With, model));
                if (matched == scores.Known)
                {
                    Assert.Equal(matched, scores.Matched(model));
                    Assert.Equal(score, scores[model], 0.0001);
                }
            }
        }, iter: 1_000);

    [Fact]
    public void Widened_it_finds_everybody_who_has_so_much_of_the_text() =>
        Gen.Select(s_cases, Gen.Int[0, 3].Select(part => part * 0.2f)).Sample((one, least) =>
        {
            using var scores = new TextScores(one.Terms, one.Postings);
            scores.Widen(0.8f);
            scores.Widen(least);

            for (var model = 0; model < one.Postings.Total; model++)
            {
                var (matched, score) = Expected(model, one.Terms, one.Postings);
                var part = one.Terms.Where((_, i) => (matched >> i & 1) != 0).Sum(term => term.Weight) / scores.Total;
                Assert.True(part < least || matched == 0 || Bits.Has(scores.Any, model));
                if (matched != 0 && Bits.Has(scores.Any, model))
                {
                    Assert.Equal(matched, scores.Matched(model));
                    Assert.Equal(score, scores[model], 0.0001);
                }
            }
        }, iter: 1_000);

    [Fact]
    public void The_room_is_given_back_clean() =>
        s_cases.Sample(one =>
        {
            using (var scores = new TextScores(one.Terms, one.Postings))
            {
                scores.Widen(0.8f);
                scores.Include(0);
                scores.Widen(0);
            }

            using var again = new TextScores([one.Terms[0] with { Matches = [new(0, 1, 1)] }], one.Postings);
            for (var model = 0; model < one.Postings.Total; model++)
            {
                Assert.Equal(one.Postings.Models(0).Contains(model) ? 1u : 0, again.Matched(model));
            }
        }, iter: 300);

    private static (uint Matched, float Score) Expected(int model, PlannedTerm[] terms, Postings postings)
    {
        var (matched, score) = (0u, 0f);
        for (var i = 0; i < terms.Length; i++)
        {
            foreach (var match in terms[i].Matches)
            {
                for (var term = match.From; term < match.To && (matched >> i & 1) == 0; term++)
                {
                    if (postings.Models(term).BinarySearch(model) is >= 0 and var at)
                    {
                        matched |= 1u << i;
                        score += terms[i].Weight * match.Quality * FieldWeights.Of(postings.Fields(term)[at]);
                    }
                }
            }
        }

        return (matched, score);
    }

    /// <summary>Terms that few have and terms that nearly all have; matches of one term and of ranges that overlap.</summary>
    private static (Postings Postings, PlannedTerm[] Terms) Case(int asked, int models, Random random)
    {
        const int Terms = 40;
        List<int> starts = [0];
        List<int> places = [];
        for (var term = 0; term < Terms; term++)
        {
            var share = Math.Pow(random.NextDouble(), 3);
            places.AddRange(Enumerable.Range(0, models).Where(_ => random.NextDouble() < share));
            starts.Add(places.Count);
        }

        var fields = places.Select(_ => (SearchField)(1 << random.Next(10))).ToArray();
        var terms = Enumerable.Range(0, asked).Select(_ => new PlannedTerm([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Match(random))], random.Next(3) == 0 ? Match(random) : default, 0.5f + random.NextSingle(), false, false, false, false)).ToArray();
        return (new Postings([.. starts], [.. places], fields, models), terms);

        static TermMatch Match(Random random) => random.Next(Terms) is var from && random.Next(2) == 0 ? new(from, from + 1, 1) : new(from, Math.Min(Terms, from + random.Next(1, 12)), 0.85f);
    }
}
