using System.Collections.Immutable;
using Tamma.Search.Index;

namespace Tamma.Search.Ranking;

/// <summary>Tells how a text was looked up.</summary>
internal static class RunPlan
{
    private const int MostExamples = 5;

    public static ImmutableArray<PlanTerm> Terms(ReadOnlySpan<PlannedTerm> planned, ReadOnlySpan<QueryTerm> written, TextScores? text, IndexData data)
    {
        var terms = ImmutableArray.CreateBuilder<PlanTerm>(planned.Length);
        for (var i = 0; i < planned.Length; i++)
        {
            List<int> answering = [.. planned[i].Matches.SelectMany(match => Enumerable.Range(match.From, match.To - match.From)).Distinct()];
            var models = 0;
            for (var place = 0; place < data.Count; place++)
            {
                models += (text!.Matched(place) >> i & 1) != 0 ? 1 : 0;
            }

            terms.Add(new(written[i].Corrected ?? written[i].Text, answering.Count, [.. answering.Take(MostExamples).Select(term => data.Terms[term].ToString())], answering.Sum(data.Postings.Count), models));
        }

        return terms.MoveToImmutable();
    }
}
