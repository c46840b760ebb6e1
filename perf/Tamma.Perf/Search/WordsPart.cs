using System.Globalization;
using Tamma.Catalog;
using Tamma.Search;
using Tamma.Search.Index;
using Tamma.Search.Ranking;
using Tamma.Search.Reading;
using Tamma.Tests.Shared.Judging;

namespace Tamma.Perf.Search;

/// <summary>Takes each word of the tables out, one at a time: a table that was made for the graded queries would show here.</summary>
internal static class WordsPart
{
    private const double Noticed = 0.005;

    public static IEnumerable<string> Lines(SearchIndex index, JudgedWorld world, IReadOnlyList<JudgedListing> listings, IEnumerable<JudgedQuery> queries)
    {
        var asked = queries.ToList();
        var gains = asked.Select(query => query.Judge(listings)).ToList();
        var before = Run(Wording.Standard);
        string[] vocabulary = [.. Data.Lines("vocabulary.txt")];
        string[] ignored = [.. Data.Lines("ignored.txt")];
        string[] synonyms = [.. Data.Lines("synonyms.txt")];
        var (taken, unused, single) = (0, 0, 0);
        foreach (var (what, wording) in Without())
        {
            var after = Run(wording);
            var changed = asked.Select((query, i) => (query.Text, Change: after[i] - before[i])).Where(pair => Math.Abs(pair.Change) > Noticed).ToList();
            taken++;
            unused += changed.Count == 0 ? 1 : 0;
            single += changed.Count == 1 ? 1 : 0;
            if (changed.Count > 1)
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"without '{what}': {changed.Count} queries change: {string.Join("; ", changed.Select(pair => $"{pair.Text} {pair.Change:+0.00;-0.00}"))}");
            }
        }

        yield return $"{taken} words and phrases taken out one at a time: {unused} change no query, {single} change one";

        IEnumerable<(string What, Wording Wording)> Without()
        {
            for (var row = 0; row < vocabulary.Length; row++)
            {
                var sides = vocabulary[row].Split("=>", 2);
                var phrases = sides[0].TrimStart('!', '~').Split('|', StringSplitOptions.TrimEntries);
                foreach (var phrase in phrases)
                {
                    var rest = string.Join(" | ", phrases.Where(other => other != phrase));
                    string[] rows = [.. vocabulary[..row], .. rest.Length == 0 ? Array.Empty<string>() : [$"{(sides[0][0] is '!' or '~' ? $"{sides[0][0]} " : "")}{rest} => {sides[1]}"], .. vocabulary[(row + 1)..]];
                    yield return (phrase, new(Vocabulary.Read(rows, ignored), Synonyms.Standard));
                }
            }

            for (var row = 0; row < synonyms.Length; row++)
            {
                yield return (synonyms[row], new(Vocabulary.Standard, Synonyms.Read([.. synonyms[..row], .. synonyms[(row + 1)..]])));
            }
        }

        double[] Run(Wording wording) =>
        [
            .. asked.Select((query, i) => Figures.Of(
                [.. Searcher.Search(index, new(query.Text) { Scope = ModelScope.All, Limit = 10, Today = new(2026, 7, 1) }, wording).Rows.Select(hit => hit.Model.Key.ToString())], gains[i]).Ndcg),
        ];
    }
}
