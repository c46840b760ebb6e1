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
    private const int Dice = 5;
    private const int Damages = 1_000;

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
        Assert.Equal("", string.Join('\n', QueryFuzzTests.Questions().Select(Different).OfType<string>()));
    }

    /// <summary>1 of 3,000 was not: a word before a slash is the path of a name, and no longer is where no model has what stood behind the slash.</summary>
    [Fact]
    public void So_are_nearly_all_damaged_ones()
    {
        var dice = new Random(Dice);
        string[] questions = [.. QueryFuzzTests.Questions().Where(question => question.Length > 0)];
        string[] damaged = [.. Enumerable.Range(0, Damages).Select(_ => QueryFuzzTests.Damaged(questions[dice.Next(questions.Length)], questions[dice.Next(questions.Length)], dice))];

        var different = damaged.Select(Different).OfType<string>().ToList();

        Assert.True(different.Count <= 1, $"{different.Count} of {Damages}:\n{string.Join('\n', different)}");
    }

    /// <returns>Null where both give the same.</returns>
    private static string? Different(string text)
    {
        var index = s_index ??= SearchIndex.Build(JudgedSnapshot.Read(_ => true));
        var asked = new SearchRequest(text) { Mode = SearchMode.Lexical, Scope = ModelScope.All, Limit = 20, Today = SearchWorld.Today };
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
