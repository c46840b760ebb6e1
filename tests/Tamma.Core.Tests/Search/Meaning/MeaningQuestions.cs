using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Filters;
using Tamma.Search;
using Tamma.Search.Vectors;
using Tamma.Tests.Shared.Judging;

namespace Tamma.Core.Tests.Search.Meaning;

/// <summary>Questions whose words mean something, and what they mean counted by hand: model by model, over the rows and not over sets.</summary>
internal static class MeaningQuestions
{
    private const float LeastOfAxes = 0.5f;

    public static readonly ImmutableArray<string> All =
    [
        "something for rag over contracts", "good at refactoring large codebases", "voice agent", "podcast transcripts", "answers emails", "tutor for homework", "laptop", "bug", "novel", "poster", "jailbreaks",
        "summarise long meetings cheaply", "photos of receipts with tools", "qwen contracts", "gpt for podcasts", "claude refactoring", "openrouter emails under $1", "free bug reports", "vision", "coder", "embed", "guard", "translate",
        "local companion with 200k context", "like sonnet but open weights", "something like gpt-4o but cheaper", "cheap agent with open weights", "llama for medical patients", "movie trailers", "cluster tickets", "qqqqqqq contracts",
    ];

    private static readonly Lazy<SearchIndex> s_real = new(() => SearchIndex.Build(JudgedSnapshot.Read(_ => true)));

    /// <summary>All real listings; only where the corpus is.</summary>
    public static SearchIndex Real => s_real.Value;

    public static ImmutableArray<string> Words(QueryReading reading) => [.. reading.Terms.Select(term => term.Corrected ?? term.Text), .. reading.Ignored, .. reading.GaveWay];

    /// <summary>Of what words ask for, how much a model has; empty where they mean nothing.</summary>
    public static Func<Model, float>? Nearness(SearchIndex index, IEnumerable<string> words)
    {
        Dictionary<Axis, float> asked = [];
        foreach (var word in words)
        {
            var axes = Glossary.Standard.Of(word);
            foreach (var axis in axes.Select(number => Glossary.Standard.Axes[number]))
            {
                asked[axis] = asked.GetValueOrDefault(axis) + (axis.Weight / axes.Length);
            }
        }

        var has = asked.Select(one => (one.Value, Holds: Predicate(index, one.Key.Has))).ToList();
        return asked.Count == 0 ? null : model => has.Where(one => one.Holds(model)).Sum(one => one.Value) / asked.Values.Sum();
    }

    public static bool IsNear(float nearness) => nearness >= LeastOfAxes - 1e-6f;

    public static Func<Model, bool> Predicate(SearchIndex index, FilterExpression filter)
    {
        var holds = FilterPredicate.Compile(filter, ModelFields.Reader, SearchWorld.Today);
        return model => holds(new(model, index.Snapshot, index.At)) is FilterTruth.Yes;
    }

    /// <summary>Page after page.</summary>
    public static List<SearchHit> Pages(SearchIndex index, SearchRequest request, int size)
    {
        List<SearchHit> rows = [];
        while (true)
        {
            var page = Searcher.Search(index, request with { Skip = rows.Count, Limit = size });
            rows.AddRange(page.Rows);
            if (page.Rows.Length < size)
            {
                return rows;
            }
        }
    }

    public static string Key(SearchHit hit) => hit.Model.Key.ToString();
}
