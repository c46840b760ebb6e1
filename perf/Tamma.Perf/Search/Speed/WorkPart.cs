using System.Globalization;
using Tamma.Search;
using Tamma.Search.Ranking;

namespace Tamma.Perf.Search.Speed;

/// <summary>Counts the work that the queries of each class ask for, and times reading apart from the whole: what a profile does not tell.</summary>
internal static class WorkPart
{
    private const int Rounds = 15;

    public static int Run(string catalogue, string folder)
    {
        var snapshot = SpeedFiles.Catalogue(catalogue) ?? throw new InvalidOperationException("The corpus is not here.");
        var index = SearchIndex.Build(snapshot, snapshot.At);
        var files = new SpeedFiles(folder);
        var meant = files.ReadMeant();
        var engine = new OwnEngine(index, new(index, meant.Select(query => query.Text)));
        var postings = index.Data.Postings;
        var today = new DateOnly(2026, 11, 23);
        foreach (var kind in files.ReadQueries().Concat(meant).GroupBy(query => query.Class))
        {
            List<(SpeedQuery Query, double Read, double All, int Total, long Postings, long Near, int Conditions, int Terms, bool Spelt)> rows = [];
            foreach (var query in kind)
            {
                var reading = Searcher.Read(index, query.Text, today);
                var plan = QueryPlan.Of(reading, index.Data, Wording.Standard.Synonyms);
                rows.Add((query, double.MaxValue, double.MaxValue, engine.Ask(query).Total, plan.Sum(term => term.Matches.Sum(match => (long)postings.Count(match.From, match.To))), plan.Sum(term => (long)postings.Count(term.Near.From, term.Near.To)), reading.Constraints.Length, plan.Length, reading.Terms.Any(term => term.Corrected is not null)));
            }

            for (var round = 0; round < Rounds * 4; round++)
            {
                for (var i = 0; i < rows.Count; i++)
                {
                    var row = rows[i];
                    var started = System.Diagnostics.Stopwatch.GetTimestamp();
                    Searcher.Read(index, row.Query.Text, today);
                    var read = System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalMicroseconds;
                    started = System.Diagnostics.Stopwatch.GetTimestamp();
                    engine.Ask(row.Query);
                    var all = System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalMicroseconds;
                    rows[i] = row with { Read = Math.Min(read, row.Read), All = Math.Min(all, row.All) };
                }
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind.Key}: reading {Of(rows.Select(row => row.Read))} us; all {Of(rows.Select(row => row.All))} us; found {Of(rows.Select(row => (double)row.Total))}; postings {Of(rows.Select(row => (double)row.Postings))}; near {Of(rows.Select(row => (double)row.Near))}; under a page {rows.Count(row => row.Total < 20)}, conditions read {rows.Count(row => row.Conditions > 0)}, misspelt {rows.Count(row => row.Spelt)}, terms {rows.Average(row => row.Terms):0.0}"));
            foreach (var row in rows.OrderByDescending(row => row.All).Take(6).Concat(rows.OrderBy(row => row.All).Where((_, i) => i % (rows.Count / 12 + 1) == 0)))
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {row.All,8:0.0} us, reading {row.Read,6:0.0}, found {row.Total,6}, postings {row.Postings,6}, near {row.Near,6}, conditions {row.Conditions}, terms {row.Terms}: {row.Query.Text} {row.Query.Provider} {row.Query.Context} {row.Query.Input}"));
            }
        }

        return 0;
    }

    /// <summary>Half, nine of ten, all but one in a hundred.</summary>
    private static string Of(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return string.Create(CultureInfo.InvariantCulture, $"{sorted[sorted.Length / 2]:0.#}/{sorted[sorted.Length * 9 / 10]:0.#}/{sorted[sorted.Length * 99 / 100]:0.#}");
    }
}
