using CsCheck;
using Tamma.Catalog;
using Tamma.Search;
using Tamma.Search.Ranking;
using Tamma.Search.Vectors;
using Tamma.Tests.Shared.Judging;
using Xunit;

namespace Tamma.Core.Tests.Search.Meaning;

public sealed class SearchModeTests
{
    private static readonly Gen<string> s_words = Gen.OneOf(
        "cheap", "free", "under $1", "200k context", "openrouter", "gpt", "gpt-5", "claude opus", "qwen", "llama 70b", "mini", "newest", "not deprecated", "with tools", "turbo", "zzzzzzzz", "sonnet 4.5", "google");

    [Fact]
    public void By_words_alone_nothing_is_meant_whatever_vectors_there_are()
    {
        Corpus.Require("queries-dev.jsonl");
        var meaning = MeaningTables.Of(MeaningQuestions.Real, static model => model.Key.Id.Length % 2 == 0 ? [1, 0] : [0, 1], [1, 0]);
        foreach (var text in Questions())
        {
            var request = Asked(text) with { Mode = SearchMode.Lexical };

            var hits = Searcher.Search(MeaningQuestions.Real, request with { Meaning = meaning });

            Assert.Null(hits.Meant);
            Assert.DoesNotContain(hits.Rows, row => row.IsMeant);
            Same(Searcher.Search(MeaningQuestions.Real, request), hits);
        }
    }

    [Fact]
    public void Where_no_word_means_anything_all_modes_answer_the_same()
    {
        Corpus.Require("queries-dev.jsonl");
        s_words.Array[1, 3].Select(words => string.Join(' ', words.Distinct())).Where(IsPlain).Sample(text =>
        {
            var lexical = Searcher.Search(MeaningQuestions.Real, Asked(text) with { Mode = SearchMode.Lexical });

            Same(lexical, Searcher.Search(MeaningQuestions.Real, Asked(text)));
            Same(lexical, Searcher.Search(MeaningQuestions.Real, Asked(text) with { Mode = SearchMode.Semantic }));
        }, iter: 300, threads: 1);
    }

    [Fact]
    public void What_is_sent_as_plain_text_means_no_more_than_its_letters()
    {
        Corpus.Require("queries-dev.jsonl");
        foreach (var text in Questions())
        {
            Same(
                Searcher.Search(MeaningQuestions.Real, Asked(text) with { ReadWords = false, Mode = SearchMode.Lexical }),
                Searcher.Search(MeaningQuestions.Real, Asked(text) with { ReadWords = false }));
        }
    }

    /// <summary>Ids and keys of all real listings.</summary>
    [Fact]
    public void A_name_that_is_typed_exactly_has_the_same_first_row_by_words_and_by_both()
    {
        Corpus.Require("models-dev.json");
        List<string> different = [];
        foreach (var model in MeaningQuestions.Real.Models)
        {
            foreach (var text in new[] { model.Key.Id, model.Key.ToString() })
            {
                var request = Asked(text) with { Limit = 1, NearMisses = false };
                var (lexical, hybrid) = (First(request with { Mode = SearchMode.Lexical }), First(request));
                if (lexical != hybrid)
                {
                    different.Add($"{text}: {lexical} and {hybrid}");
                }
            }
        }

        Assert.True(different.Count == 0, $"{different.Count}: {string.Join('\n', different.Take(20))}");
    }

    [Fact]
    public void By_meaning_alone_the_nearest_come_first_whatever_they_are_called()
    {
        Corpus.Require("models-dev.json");
        var meant = 0;
        foreach (var text in MeaningQuestions.All)
        {
            var hits = Searcher.Search(MeaningQuestions.Real, Asked(text) with { Mode = SearchMode.Semantic, Prefer = [], Sort = null, NearMisses = false, Limit = 100 });
            if (hits.Meant is not { Like: null } || hits.Sort is not null || !hits.Preferred.IsEmpty)
            {
                continue;
            }

            meant++;
            using var scores = MeaningScores.OfWords(MeaningQuestions.Real, Glossary.Standard, MeaningQuestions.Words(hits.Reading))!;
            var by = MeaningQuestions.Nearness(MeaningQuestions.Real, MeaningQuestions.Words(hits.Reading))!;
            for (var i = 0; i < hits.Rows.Length; i++)
            {
                Assert.Equal(by(hits.Rows[i].Model), scores[hits.Rows[i].Place], 4);

                // What does not depend on the question parts those that lie equally near.
                Assert.True(i < hits.Beside + 1 || scores[hits.Rows[i].Place] <= scores[hits.Rows[i - 1].Place] + 0.001f, $"{text}: {i}");
            }
        }

        Assert.True(meant >= 10, $"{meant}");
    }

    private static SearchRequest Asked(string text) => new(text) { Scope = ModelScope.All, Today = SearchWorld.Today };

    private static IEnumerable<string> Questions() => MeaningQuestions.All.Concat(JudgedQuery.Read(Corpus.Require("queries-dev.jsonl")).Select(query => query.Text));

    private static bool IsPlain(string text)
    {
        var reading = Searcher.Read(MeaningQuestions.Real, text, SearchWorld.Today);
        return reading.Like is null && MeaningQuestions.Nearness(MeaningQuestions.Real, MeaningQuestions.Words(reading)) is null;
    }

    private static string? First(SearchRequest request) => Searcher.Search(MeaningQuestions.Real, request).Rows is [var row, ..] ? MeaningQuestions.Key(row) : null;

    private static void Same(SearchHits expected, SearchHits hits)
    {
        Assert.Equal((expected.Reading.Text, expected.Total, expected.Beside, expected.Meant), (hits.Reading.Text, hits.Total, hits.Beside, hits.Meant));
        Assert.Equal([expected.Reading.Text, .. expected.Rows.Select(row => (object)(MeaningQuestions.Key(row), row.Score))], [hits.Reading.Text, .. hits.Rows.Select(row => (object)(MeaningQuestions.Key(row), row.Score))]);
    }
}
