using Tamma.Catalog;
using Tamma.Filters;
using Tamma.Search;
using Tamma.Search.Analytics;
using Xunit;

namespace Tamma.Core.Tests.Search.Analytics;

public sealed class AskedFormTests
{
    private static readonly SearchIndex s_index = SearchWorld.With(
        "anthropic/claude-opus-4-8 tool_call limit.context=1000000 cost.input=5 cost.output=25", "openai/gpt-5.4-mini tool_call cost.input=1 cost.output=2").Index();

    [Theory]
    [InlineData("Claude OPUS 4.8", "claude opus 4.8")]
    [InlineData("  claude,   opus-4-8 ", "claude opus 4.8")]
    [InlineData("opus with tools and 200k context", "opus | context>=200k and tool_call")]
    [InlineData("opus 200k context with tools", "opus | context>=200k and tool_call")]
    [InlineData("cheapest opus", "opus | paid | sort price")]
    [InlineData("Klaudius opus", "klaudius opus")]
    [InlineData("", "(everything)")]
    public void What_asks_the_same_has_one_form(string text, string form) => Assert.Equal(form, Form(new(text)).ToString());

    [Fact]
    public void Words_and_filters_that_ask_the_same_have_one_form() =>
        Assert.Equal(Form(new("opus with tools and 200k context")), Form(new("opus") { Filter = Parse("context>=200k and tool_call") }));

    [Fact]
    public void Scope_order_and_wishes_tell_forms_apart()
    {
        AskedForm[] forms =
        [
            Form(new("opus")), Form(new("opus") { Scope = ModelScope.All }), Form(new("opus") { Sort = new(ModelFields.Vocabulary.Find("price")!) }),
            Form(new("opus") { Sort = new(ModelFields.Vocabulary.Find("price")!, Descending: true) }), Form(new("opus") { Prefer = [Parse("tool_call")] }),
        ];

        Assert.Distinct(forms);
    }

    [Fact]
    public void What_is_too_long_to_be_a_question_is_withheld() =>
        Assert.Same(AskedForm.Withheld, Form(new(string.Join(' ', Enumerable.Repeat("incomprehensibilities", 12)))));

    [Fact]
    public void A_word_that_was_put_right_stands_as_what_it_was_taken_for() => Assert.Equal("claude", Form(new("cluade ")).Text);

    [Fact]
    public void No_question_is_taken_for_a_sum() => Assert.False(Form(new("(withheld)")).IsSum);

    private static AskedForm Form(SearchRequest asked)
    {
        var hits = Searcher.Search(s_index, asked);
        return AskedForm.Of(asked, hits.Reading, hits.Unmatched);
    }

    private static FilterExpression Parse(string filter) => FilterParser.Parse(filter, ModelFields.Vocabulary).Expression!;
}
