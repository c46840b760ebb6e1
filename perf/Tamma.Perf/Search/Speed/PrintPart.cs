using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Filters;
using Tamma.Search;
using Tamma.Tests.Shared;
using Tamma.Tests.Shared.Judging;

namespace Tamma.Perf.Search.Speed;

/// <summary>
/// Prints what each query finds, as it is measured and in every other way that it can be asked, so that a change that should change
/// nothing can be held against what was printed before it.
/// </summary>
internal static class PrintPart
{
    private static readonly ImmutableArray<FilterField> s_facets = [.. new[] { "provider", "limit.context", "cost.input", "tool_call", "modalities.input", "release_date" }.Select(name => ModelFields.Of(name).Filter)];
    private static readonly FilterExpression s_filter = FilterExpression.All([new FilterExpression.Flag(ModelFields.Of("tool_call").Filter), FilterExpression.Negate(new FilterExpression.Flag(ModelFields.Of("reasoning").Filter))]);

    private static readonly (string Name, Func<SearchRequest, SearchRequest> With)[] s_ways =
    [
        ("as it is", request => request),
        ("second page", request => request with { Skip = 20 }),
        ("far page", request => request with { Skip = 110, Limit = 50 }),
        ("large page", request => request with { Limit = 200 }),
        ("one row", request => request with { Limit = 1 }),
        ("mine", request => request with { Scope = ModelScope.Mine }),
        ("collapsed", request => request with { Collapse = true }),
        ("newest", request => request with { Sort = new(ModelFields.Of("release_date").Filter, Descending: true) }),
        ("by name", request => request with { Sort = new(ModelFields.Of("name").Filter) }),
        ("all text", request => request with { ReadWords = false }),
        ("no near misses", request => request with { NearMisses = false, Limit = 100 }),
        ("all facets", request => request with { Facets = s_facets, CountLeftOut = true }),
        ("filtered", request => request with { Filter = s_filter, Facets = s_facets, CountLeftOut = true, Explain = true }),
    ];

    public static int Run(string catalogue, string folder)
    {
        var snapshot = SpeedFiles.Catalogue(catalogue) ?? throw new InvalidOperationException("The corpus is not here.");
        var index = SearchIndex.Build(snapshot, snapshot.At);
        var graded = Corpus.Find("queries-dev.jsonl") is { } path ? JudgedQuery.Read(path).Select(query => SpeedQuery.Of(SpeedClass.Text, query.Text)) : [];
        var meant = new SpeedFiles(folder).ReadMeant();
        var engine = new OwnEngine(index, new(index, meant.Select(query => query.Text)));
        foreach (var query in new SpeedFiles(folder).ReadQueries().Concat(graded).Concat(meant))
        {
            foreach (var (name, with) in s_ways)
            {
                var hits = Searcher.Search(index, with(engine.Request(query)));
                var facets = hits.Facets.Select(facet => $"{facet.Unknown}+{facet.Others}: {string.Join(' ', facet.Values.Select(value => $"{value.Value}={value.Count}"))}");
                var rows = hits.Rows.Select(row => $"{row.Model.Key}{(row.Missed.IsEmpty ? "" : $" misses {row.Missed.Length}")}{(row.MissedWords.IsEmpty ? "" : $" without {string.Join('+', row.MissedWords)}")}{(row.Group is { } group ? $" of {group.Listings}" : "")}{(row.IsMeant ? " meant" : "")}");
                Console.WriteLine($"{query.Class} '{query.Text}' {query.Provider} {query.Context} {query.Input}, {name}: {hits.Total}+{hits.Beside}+{hits.KnownElsewhere} | {string.Join(' ', rows)} | {string.Join("; ", facets)} | {string.Join(' ', hits.LeftOut)}{(hits.Meant is { } meaning ? $" | near {meaning.Near}" : "")}");
            }
        }

        return 0;
    }
}
