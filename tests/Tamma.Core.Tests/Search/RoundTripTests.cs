using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Filters;
using Tamma.Search;
using Tamma.Tests.Shared.Judging;
using Xunit;

namespace Tamma.Core.Tests.Search;

/// <summary>
/// What a question was read as means what the question means: filter, preferences, order and the rest of the words, sent back in the
/// language and read without words, find as many and give the same first page. Near misses are another matter: what a person states is never given up.
/// </summary>
public sealed class RoundTripTests
{
    private static SearchIndex? s_index;

    private readonly string _queries = Corpus.Require("queries-dev.jsonl");

    [Fact]
    public void Every_graded_question_is_its_reading()
    {
        var asked = JudgedQuery.Read(_queries).Concat(JudgedQuery.Read(Own())).Select(query => query.Text).ToList();

        Assert.Equal("", string.Join('\n', asked.Select(Different).OfType<string>()));
    }

    [Fact]
    public void So_is_every_question_of_the_fuzz_corpus()
    {
        var asked = Directory.EnumerateFiles(QueryFuzzTests.Folder(), "*.txt").Order(StringComparer.Ordinal).SelectMany(File.ReadLines).ToList();

        Assert.Equal("", string.Join('\n', asked.Select(Different).OfType<string>()));
    }

    /// <returns>Null where both give the same.</returns>
    private static string? Different(string text)
    {
        var index = s_index ??= SearchIndex.Build(JudgedSnapshot.Read(_ => true));
        var asked = new SearchRequest(text) { Scope = ModelScope.All, Limit = 20, Today = SearchWorld.Today };
        var hits = Searcher.Search(index, asked);
        var back = SentBack(hits, asked);
        var again = Searcher.Search(index, back);
        var (before, after) = (Satisfying(hits), Satisfying(again));
        return hits.Total == again.Total && before.SequenceEqual(after) ? null
            : $"{text}: {hits.Total} and {again.Total}, '{back.Text}' {back.Filter} prefer ({string.Join("; ", back.Prefer!.Value)}) sort {back.Sort}\n    {string.Join(' ', before)}\n    {string.Join(' ', after)}";
    }

    /// <summary>Through the language, as a client sends it.</summary>
    private static SearchRequest SentBack(SearchHits hits, SearchRequest asked) => asked with
    {
        Text = hits.Text,
        ReadWords = false,
        Filter = Read(hits.Filter(asked).ToString()),
        Prefer = [.. hits.Preferred.Select(wish => Read(wish.ToString()))],
        Sort = hits.Sort is { } sort ? ModelFilters.Sort($"{(sort.Descending ? "-" : "")}{sort.Field}") : null,
    };

    private static FilterExpression Read(string filter) => FilterParser.Parse(filter, ModelFields.Vocabulary) is { Expression: { } read } ? read : throw new InvalidOperationException($"{filter}: {FilterParser.Parse(filter, ModelFields.Vocabulary).Error}");

    /// <summary>Without near misses.</summary>
    private static ImmutableArray<string> Satisfying(SearchHits hits) => [.. hits.Rows.Where(row => row.Missed.IsEmpty && row.MissedWords.IsEmpty).Select(row => row.Model.Key.ToString())];

    private static string Own() => Path.Combine(QueryFuzzTests.Folder(), "..", "..", "..", "perf", "Tamma.Perf", "Search", "queries-own.jsonl");
}
