using CsCheck;
using Tamma.Catalog;
using Tamma.Search;
using Tamma.Search.Vectors;
using Xunit;

namespace Tamma.Core.Tests.Search.Meaning;

/// <summary>Who is found by what words mean, against counting by hand.</summary>
public sealed class MeaningCountTests
{
    private static readonly Gen<string> s_row = Gen.Select(
        Gen.OneOf("a", "b", "c"),
        Gen.OneOf("falcon", "heron", "bug", "novel", "tutor", "falcon-bug", "heron-novel"),
        Gen.Int[1, 30],
        Gen.OneOf("", " tool_call", " tool_call=false"),
        Gen.OneOf("", " limit.context=8000", " limit.context=1000000"),
        Gen.OneOf("", " modalities.input=text", " modalities.input=text,image,pdf", " modalities.input=text,audio", " modalities.input=audio modalities.output=audio"),
        Gen.OneOf("", " open_weights", " reasoning structured_output"),
        (provider, name, number, tools, context, takes, more) => $"{provider}/{name}-{number}{tools}{context}{takes}{more}");

    private static readonly Gen<SearchIndex> s_index = Gen.Select(s_row, Gen.Bool).Array[0, 60].Select(rows =>
        rows.Aggregate(SearchWorld.With("z/falcon-0"), static (world, row) => row.Item2 ? world.Offered(row.Item1) : world.Add(row.Item1)).Index());

    private static readonly Gen<string> s_question = Gen.OneOf("falcon", "heron", "bug", "novel", "tutor", "microphone", "wireframe", "refactoring", "homework", "diagrams", "puzzles", "invoices", "qqqqqqq", "something for", "with tools", "open weights").Array[1, 4]
        .Select(words => string.Join(' ', words.Distinct()));

    [Fact]
    public void Those_are_found_who_have_the_words_or_lie_near_and_satisfy_all_conditions() =>
        Gen.Select(s_index, s_question, Gen.OneOf(SearchMode.Hybrid, SearchMode.Semantic), Gen.Bool).Sample((index, text, mode, all) =>
        {
            var request = Asked(text, all) with { Mode = mode };
            var hits = Searcher.Search(index, request);

            Assert.Equal(Expected(index, hits, request).Order(), SearchWorld.Keys(hits).Order());
            Assert.Equal(hits.Rows.Length, hits.Total);
        }, iter: 1_000);

    [Fact]
    public void Counts_are_of_those_that_were_found() =>
        Gen.Select(s_index, s_question, Gen.OneOf(SearchMode.Hybrid, SearchMode.Semantic)).Sample((index, text, mode) =>
        {
            var hits = Searcher.Search(index, Asked(text, all: true) with { Mode = mode, Facets = [ModelFields.Of("provider").Filter, ModelFields.Of("modalities.input").Filter] });

            Assert.Equal(
                hits.Rows.CountBy(row => row.Model.Key.Provider).Select(pair => (pair.Key, pair.Value)).Order(),
                hits.Facets[0].Values.Select(value => (value.Label.Value, value.Count)).Order());
            var takes = hits.Rows.Select(row => ModelFields.Of("modalities.input").Read(new(row.Model, index.Snapshot, index.At)).TryWords(out var words) ? words.ToArray() : []).ToList();
            Assert.Equal(
                takes.SelectMany(words => words).CountBy(word => word).Select(pair => (pair.Key, pair.Value)).Order(),
                hits.Facets[1].Values.Select(value => (value.Label.Value, value.Count)).Order());
        }, iter: 500);

    [Fact]
    public void Elsewhere_is_counted_what_the_wider_scope_finds_more() =>
        Gen.Select(s_index, s_question, Gen.OneOf(SearchMode.Hybrid, SearchMode.Semantic)).Sample((index, text, mode) =>
        {
            var mine = Searcher.Search(index, Asked(text, all: false) with { Mode = mode });
            var all = Searcher.Search(index, Asked(text, all: true) with { Mode = mode });

            // Where nobody of one's own lies near, what is meant has no say for the one and has for the other.
            if (mine.Meant is null == all.Meant is null)
            {
                Assert.Equal(all.Total - mine.Total, mine.KnownElsewhere);
            }
        }, iter: 500);

    [Fact]
    public void Of_each_canonical_model_that_was_found_there_is_one_row() =>
        Gen.Select(s_index, s_question, Gen.OneOf(SearchMode.Hybrid, SearchMode.Semantic), Gen.Int[1, 9]).Sample((index, text, mode, size) =>
        {
            var request = Asked(text, all: true) with { Mode = mode };
            var canonical = ModelFields.Of("canonical");
            var found = Searcher.Search(index, request).Rows.Select(row => canonical.Read(new(row.Model, index.Snapshot, index.At)).AsText() ?? MeaningQuestions.Key(row)).Distinct();

            var rows = MeaningQuestions.Pages(index, request with { Collapse = true }, size);

            Assert.Equal(found.Order(), rows.Select(row => row.Group?.Canonical ?? MeaningQuestions.Key(row)).Order());
            Assert.Equal(rows.Count, Searcher.Search(index, request with { Collapse = true }).Total);
        }, iter: 300);

    [Fact]
    public void Who_has_all_words_is_not_called_meant_and_who_lacks_the_only_one_is() =>
        Gen.Select(s_index, s_question).Sample((index, text) =>
        {
            var hits = Searcher.Search(index, Asked(text, all: true));
            var isOneWord = hits.Reading.Terms.Length - hits.Unmatched.Length == 1;
            var words = SearchWorld.Keys(Searcher.Search(index, Asked(text, all: true) with { Mode = SearchMode.Lexical })).ToHashSet();
            if (hits.Meant is null || hits.Reading.Terms.Length == hits.Unmatched.Length)
            {
                Assert.All(hits.Rows, row => Assert.Equal(hits.Meant is not null, row.IsMeant));
                return;
            }

            Assert.DoesNotContain(hits.Rows, row => row.IsMeant && words.Contains(MeaningQuestions.Key(row)));
            Assert.DoesNotContain(hits.Rows, row => isOneWord && !row.IsMeant && !words.Contains(MeaningQuestions.Key(row)));
        }, iter: 500);

    /// <summary>Words that very many models have are kept in another form.</summary>
    [Theory]
    [InlineData("bug")]
    [InlineData("novel")]
    public void So_it_is_of_a_word_that_very_many_have(string word)
    {
        var world = new SearchWorld();
        for (var i = 0; i < 600; i++)
        {
            world.Add(i % 2 == 0 ? $"a/{word}-{i}" : $"a/heron-{i} limit.context=1000000 name=coder");
        }

        var hits = Searcher.Search(world.Index(), Asked(word, all: true) with { Limit = SearchRequest.MostLimit });

        Assert.NotNull(hits.Meant);
        Assert.DoesNotContain(hits.Rows, row => row.IsMeant == row.Model.Key.Id.StartsWith(word, StringComparison.Ordinal));
    }

    /// <summary>What fills a page must not change what is before it, or the page would depend on its size.</summary>
    [Fact]
    public void A_short_page_is_the_beginning_of_a_long_one_that_misses_fill() =>
        Gen.Select(s_index, s_question, Gen.OneOf(SearchMode.Hybrid, SearchMode.Semantic)).Sample((index, text, mode) =>
        {
            var request = Asked(text, all: true) with { Mode = mode };
            var satisfying = SearchWorld.Keys(Searcher.Search(index, request));
            var filled = Searcher.Search(index, request with { NearMisses = true });

            Assert.Equal(satisfying, SearchWorld.Keys(filled).Take(satisfying.Length));
            Assert.Equal(filled.Rows.Length, filled.Rows.DistinctBy(MeaningQuestions.Key).Count());
            foreach (var limit in new[] { 1, 3, 10, 30 })
            {
                Assert.Equal(SearchWorld.Keys(filled).Take(Math.Min(limit, satisfying.Length)), SearchWorld.Keys(Searcher.Search(index, request with { NearMisses = true, Limit = limit })).Take(satisfying.Length));
            }
        }, iter: 2_000);

    private static SearchRequest Asked(string text, bool all) =>
        new(text) { Scope = all ? ModelScope.All : ModelScope.Mine, NearMisses = false, Limit = SearchRequest.MostLimit, Today = SearchWorld.Today };

    private static IEnumerable<string> Expected(SearchIndex index, SearchHits hits, SearchRequest request)
    {
        var lexical = SearchWorld.Keys(Searcher.Search(index, request with { Mode = SearchMode.Lexical }));
        var holds = MeaningQuestions.Predicate(index, hits.Filter(request));
        var nearness = MeaningQuestions.Nearness(index, MeaningQuestions.Words(hits.Reading));
        var near = nearness is null ? [] : index.Models
            .Where(model => holds(model) && (request.Scope is ModelScope.All || index.Snapshot.IsMine(model)) && MeaningQuestions.IsNear(nearness(model)))
            .Select(model => model.Key.ToString()).ToList();
        var found = hits.Reading.Terms.Where(term => !hits.Unmatched.Contains(term.Text)).ToList();
        var isAnchored = request.Mode is SearchMode.Hybrid && found.Exists(term => Glossary.Standard.Of(term.Corrected ?? term.Text).IsEmpty);
        var asksForMore = request.Mode is SearchMode.Semantic || !hits.Reading.Ignored.IsEmpty || !hits.Unmatched.IsEmpty || !isAnchored;
        Assert.Equal(near.Count > 0 && asksForMore, hits.Meant is not null);
        return hits.Meant is null || isAnchored ? lexical : found.Count == 0 || request.Mode is SearchMode.Semantic ? near : lexical.Union(near);
    }
}
