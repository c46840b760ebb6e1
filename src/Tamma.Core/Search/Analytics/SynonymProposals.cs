using System.Collections.Immutable;
using Tamma.Filters;

namespace Tamma.Search.Analytics;

/// <summary>Proposes what words that nobody has may stand for, and tries each proposal on the index. Pure.</summary>
public static class SynonymProposals
{
    private const int MostWords = 50;
    private const int MostForms = 3;
    private const int MostOfWord = 3;

    /// <param name="sums">What was asked.</param>
    /// <param name="minCount">Words and forms that were asked less often are not shown.</param>
    /// <param name="known">Words that stand for something already.</param>
    /// <param name="index">Where it is tried.</param>
    /// <param name="cancellationToken">Each proposal is a few searches.</param>
    /// <returns>What would answer most comes first. Only phrases with which somebody is found.</returns>
    public static ImmutableArray<SynonymProposal> Of(AskedSums sums, int minCount, SearchSynonyms known, SearchIndex index, CancellationToken cancellationToken)
    {
        var words = sums.Forms.Where(one => !one.Form.IsSum)
            .SelectMany(one => one.Counts.Unknown.Distinct(StringComparer.Ordinal).Select(word => (Word: word, one.Form, one.Counts.Asked)))
            .GroupBy(one => one.Word, StringComparer.Ordinal)
            .Select(group => new Missed(group.Key, group.Sum(one => one.Asked), [.. group.OrderByDescending(one => one.Asked).ThenBy(one => one.Form.ToString(), StringComparer.Ordinal).Select(one => (one.Form, one.Asked))]))

            // The catalogue may have learned the word since.
            .Where(missed => missed.Asked >= minCount && !known.Has(missed.Word) && index.Data.Terms.Find(missed.Word) < 0)
            .OrderByDescending(missed => missed.Asked).ThenBy(missed => missed.Word, StringComparer.Ordinal)
            .Take(MostWords);
        List<SynonymProposal> all = [];
        foreach (var missed in words)
        {
            cancellationToken.ThrowIfCancellationRequested();
            all.AddRange(Of(missed, minCount, index).OrderByDescending(one => one.Answered).Take(MostOfWord));
        }

        return [.. all.OrderByDescending(one => one.Answered)];
    }

    private static IEnumerable<SynonymProposal> Of(Missed missed, int minCount, SearchIndex index)
    {
        var shown = missed.Forms.Where(one => one.Asked >= minCount).Take(MostForms).ToList();
        if (shown.Count == 0)
        {
            shown.Add((new(missed.Word, Scope: missed.Forms[0].Form.Scope), missed.Asked));
        }

        foreach (var (phrase, why) in SynonymCandidates.Of(missed.Word, shown[0].Form.Text, index))
        {
            var tried = shown.Select(one => (one.Form, one.Asked, Finds: Total(one.Form, index, missed.Word, phrase))).OrderByDescending(one => one.Finds > 0).ToList();
            if (tried[0] is { Finds: > 0 } best)
            {
                yield return new(missed.Word, phrase, why, missed.Asked, tried.Where(one => one.Finds > 0).Sum(one => one.Asked), best.Form, Total(best.Form, index), best.Finds);
            }
        }
    }

    /// <summary>How many the form finds; none where a word of the phrase is one that no model has.</summary>
    private static int Total(AskedForm form, SearchIndex index, string word = "", string phrase = "")
    {
        var text = string.Join(' ', form.Text.Split(' ').Select(one => one == word ? phrase : one));
        var hits = Searcher.Search(index, new(text + " ")
        {
            Scope = form.Scope,
            Filter = FilterParser.Parse(form.Filter, ModelFields.Vocabulary).Expression ?? FilterExpression.Everything,
            NearMisses = false,
            Limit = 1,
            Today = index.Day,
        });
        return phrase.Split(' ').Any(hits.Unmatched.Contains) ? 0 : hits.Total;
    }

    private sealed record Missed(string Word, long Asked, ImmutableArray<(AskedForm Form, long Asked)> Forms);
}
