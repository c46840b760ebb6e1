using System.Text;
using Tamma.Benchmarks.Statistics;
using Tamma.Load.Prompts;
using Xunit;

namespace Tamma.Load.Tests.Prompts;

public sealed class WordsTests
{
    [Fact]
    public void Each_word_is_one_token_of_both_tokenizers_with_and_without_the_space_before_it()
    {
        Assert.Equal(256, Words.All.ToArray().Distinct(StringComparer.Ordinal).Count());
        Assert.All(
            Words.All.ToArray(),
            word =>
            {
                Assert.Equal(Words.Pitch, word.Length + 1);
                Assert.Equal((1, 1, 1, 1), (Asked.O200k.CountTokens(word), Asked.O200k.CountTokens(" " + word), Asked.Cl100k.CountTokens(word), Asked.Cl100k.CountTokens(" " + word)));
            });
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(2_000)]
    public void A_text_has_the_wished_number_of_tokens_and_four_characters_for_each(int count)
    {
        var text = Words.Of(count, new SeededDice(5));

        Assert.Equal((count, count), (Asked.O200k.CountTokens(text), Asked.Cl100k.CountTokens(text)));
        Assert.Equal(Math.Max(0, (4 * count) - 1), text.Length);
    }

    [Fact]
    public void Each_number_has_a_mark_of_its_own()
    {
        Assert.Equal("the the the the the the the the", Mark(0));
        Assert.Equal("and the the the the the the the", Mark(1));
        Assert.Equal("the the the the the the the and", Mark(1UL << 56));
        Assert.Equal(8, Asked.O200k.CountTokens(Mark(ulong.MaxValue - 12_345)));
    }

    private static string Mark(ulong number)
    {
        var mark = new byte[(Words.InMark * Words.Pitch) - 1];
        Words.Mark(number, Words.InMark, mark);
        return Encoding.ASCII.GetString(mark);
    }
}
