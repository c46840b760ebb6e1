using System.Collections.Immutable;
using CsCheck;
using Tamma.Catalog;
using Tamma.Filters;
using Tamma.Search;
using Tamma.Tests.Shared.Judging;
using Xunit;

namespace Tamma.Core.Tests.Search;

/// <summary>Over all models of the real lists: a filter of any fields, and a question in words, find exactly those for which the filter is true of their own rows.</summary>
public sealed class OneTreeTests
{
    private static readonly Lazy<SearchIndex> s_index = new(() => SearchIndex.Build(JudgedSnapshot.Read(_ => true)));

    private static readonly Gen<string> s_words = Gen.OneOf(
        "cheap", "free", "under $1", "200k context", "vision", "open weights", "fits in 24 GB", "released this year", "not deprecated", "reasoning", "not slow", "stable", "not beta", "on openrouter", "not from openai", "google",
        "embedding", "coding", "prompt cache discount", "cheaper than gpt-4o", "alternative to claude opus", "with tools", "without tools", "at most 8b", "newest", "longest context", "text to image", "knowledge of 2025",
        "provider: azure", "maker: meta", "status: beta", "not free", "paid", "subscription", "json", "pricing status: unknown", "ocr", "deprecated");

    public OneTreeTests() => Corpus.Require("models-dev.json");

    [Fact]
    public void Any_filter_finds_those_for_which_it_is_true()
    {
        var leaves = Leaves();
        var part = Gen.Select(Gen.OneOf([.. leaves.Select(Gen.Const)]), Gen.Bool, (leaf, not) => not ? FilterExpression.Negate(leaf) : leaf);
        Gen.Select(part.Array[1, 3], part.Array[0, 2]).Sample((all, any) =>
        {
            var filter = FilterExpression.All([.. all, .. any.Length == 0 ? [] : new[] { FilterExpression.Any([.. any]) }]);

            var hits = Searcher.Search(s_index.Value, new("") { Filter = filter, Scope = ModelScope.All, Hidden = Hiding.Include, NearMisses = false, Limit = SearchRequest.MostLimit, Today = SearchWorld.Today });

            Same(filter, hits);
        }, iter: 200, threads: 1);
    }

    [Fact]
    public void Words_find_those_for_which_what_they_were_read_as_is_true() =>
        s_words.Array[1, 4].Select(words => string.Join(", ", words.Distinct())).Sample(text =>
        {
            var request = new SearchRequest(text) { Mode = SearchMode.Lexical, Scope = ModelScope.All, NearMisses = false, Limit = SearchRequest.MostLimit, Today = SearchWorld.Today };

            var hits = Searcher.Search(s_index.Value, request);

            // What stayed text narrows it further.
            if (hits.Text.Length == 0)
            {
                Same(hits.Filter(request), hits);
            }
        }, iter: 200, threads: 1);

    private static void Same(FilterExpression filter, SearchHits hits)
    {
        var index = s_index.Value;
        var holds = FilterPredicate.Compile(filter, ModelFields.Reader, SearchWorld.Today);
        var expected = index.Models.Where(model => holds(new(model, index.Snapshot, index.At)) is FilterTruth.Yes).Select(model => model.Key).ToHashSet();
        Assert.Equal((expected.Count, filter.ToString()), (hits.Total, filter.ToString()));
        Assert.All(hits.Rows, row => Assert.Contains(row.Model.Key, expected));
    }

    /// <summary>A condition on a value that some model has, for every field, and one on its being known.</summary>
    private static ImmutableArray<FilterExpression> Leaves()
    {
        var index = s_index.Value;
        var leaves = ImmutableArray.CreateBuilder<FilterExpression>();
        foreach (var field in ModelFields.All.Where(field => field.Filter.FlagOf is null))
        {
            leaves.Add(new FilterExpression.IsKnown(field.Filter));
            foreach (var place in new[] { 0, 700, 1_900, 3_100, 4_700 })
            {
                if (Leaf(field.Filter, field.Read(new(index.Models[place], index.Snapshot, index.At))) is { } leaf)
                {
                    leaves.Add(leaf);
                }
            }
        }

        return leaves.DrainToImmutable();
    }

    private static FilterExpression? Leaf(FilterField field, FilterValue value) =>
        value.TryNumber(out var number) ? new FilterExpression.Compare(field, number % 2 == 0 ? FilterComparison.AtLeast : FilterComparison.Less, new FilterLiteral.Number(number))
        : value.TryDate(out var date) ? new FilterExpression.Compare(field, FilterComparison.Greater, new FilterLiteral.Date(date))
        : value.TryWords(out var words) ? words.IsEmpty ? null : new FilterExpression.Has(field, words[^1])
        : value.AsText() is { Length: > 2 } text ? new FilterExpression.Like(field, FilterPart.Anywhere, text[1..])
        : value.IsKnown && field.Type is FilterType.Flag ? new FilterExpression.Flag(field)
        : null;
}
