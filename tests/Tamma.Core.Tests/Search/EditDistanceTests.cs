using CsCheck;
using Tamma.Filters;
using Xunit;

namespace Tamma.Core.Tests.Search;

public sealed class EditDistanceTests
{
    private static readonly Gen<string> s_word = Gen.Char["abc"].Array[0, 8].Select(letters => new string(letters));

    [Theory]
    [InlineData("gemni", "gemini", 1)]
    [InlineData("claud", "claude", 1)]
    [InlineData("calude", "claude", 1)]
    [InlineData("deepsek", "deepseek", 1)]
    [InlineData("antropic", "anthropic", 1)]
    [InlineData("kimi", "kimi", 0)]
    [InlineData("mistrl", "minstral", 2)]
    public void A_swap_is_one_slip_as_is_a_letter_more_less_or_other(string a, string b, int distance) => Assert.Equal(distance, EditDistance.Between(a, b, 2));

    [Fact]
    public void It_agrees_with_the_textbook_up_to_its_bound() =>
        Gen.Select(s_word, s_word, Gen.Int[0, 3]).Sample((a, b, most) => Assert.Equal(Math.Min(Textbook(a, b), most + 1), EditDistance.Between(a, b, most)));

    [Theory]
    [InlineData("gtp", "gpt", true)]
    [InlineData("gpt", "gpt", false)]
    [InlineData("gpo", "gpt", false)]
    public void In_short_words_only_a_swap_is_forgiven(string a, string b, bool swap) => Assert.Equal(swap, EditDistance.IsSwap(a, b));

    private static int Textbook(string a, string b)
    {
        var d = Enumerable.Range(0, a.Length + 1).Select(_ => new int[b.Length + 1]).ToArray();
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    d[i][j] = i + j;
                    continue;
                }

                d[i][j] = Math.Min(Math.Min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    d[i][j] = Math.Min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }

        return d[a.Length][b.Length];
    }
}
