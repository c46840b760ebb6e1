using CsCheck;
using Tamma.Filters;
using Tamma.Search;
using Tamma.Search.Filtering;
using Tamma.Search.Index;
using Xunit;

namespace Tamma.Core.Tests.Search;

public sealed class CalledSetTests
{
    private static readonly FilterField s_called = ModelFields.Of("called").Filter;

    private static readonly Gen<string> s_name = Gen.OneOf("gpt", "4.1", "mini", "c++", "org/gpt", "org/mini", "4.1(x)").Array[1, 4].Select(words => string.Join('-', words));

    private static readonly Gen<string> s_words = Gen.OneOf("gpt", "4.1", "mini", "org", "c", "x", "GPT", "nobody").Array[1, 3].Select(words => string.Join(' ', words));

    [Fact]
    public void A_set_made_by_terms_is_the_set_that_the_expression_gives() =>
        Gen.Select(s_name.Array[1, 80], s_name.Array[80], s_words, Gen.Bool, Gen.Bool).Sample((ids, names, words, isWhole, isNot) =>
        {
            var index = SearchWorld.With([.. ids.Distinct(StringComparer.Ordinal).Select((id, i) => $"p/{id} name={names[i]}")]).Index();
            FilterExpression called = isWhole ? new FilterExpression.Has(s_called, words) : new FilterExpression.Matches(s_called, CalledSets.PatternOf(words));
            var filter = isNot ? FilterExpression.Negate(called) : called;
            var (byTerms, byNames) = (new ulong[Bits.Words(index.Data.Count)], new ulong[Bits.Words(index.Data.Count)]);
            FilterSets.Write(filter, index.Coded, index.Day, byNames);

            var isMade = CalledSets.TryWrite(filter, index.Data, byTerms);

            Assert.Equal(words.Split(' ').All(word => index.Data.Terms.Find(word) >= 0), isMade);
            if (isMade)
            {
                Assert.Equal(byNames, byTerms);
            }
        }, iter: 300);

    [Theory]
    [InlineData("gpt")]
    [InlineData("(^| )gp.( |$)")]
    [InlineData("(^| )gpt|mini( |$)")]
    [InlineData("(^| )\\d( |$)")]
    [InlineData("(^| )$)")]
    public void Any_other_expression_is_left_to_who_knows_expressions(string pattern)
    {
        var index = SearchWorld.With("p/gpt-mini-d").Index();

        Assert.False(CalledSets.TryWrite(new FilterExpression.Matches(s_called, pattern), index.Data, new ulong[1]));
        Assert.False(CalledSets.TryWrite(new FilterExpression.Has(ModelFields.Of("maker").Filter, "gpt"), index.Data, new ulong[1]));
    }
}
