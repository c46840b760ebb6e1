using CsCheck;
using Tamma.Search.Names;
using Xunit;

namespace Tamma.Core.Tests.Search;

public sealed class NameTokensTests
{
    [Theory]
    [InlineData("gpt-5.4-mini", "gpt 5.4 mini")]
    [InlineData("claude-opus-4-8", "claude opus 4.8")]
    [InlineData("claude_opus_4_8", "claude opus 4.8")]
    [InlineData("Claude Opus 4.8", "claude opus 4.8")]
    [InlineData("llama3.3:70b", "llama 3.3 70b")]
    [InlineData("o1", "o1")]
    [InlineData("gpt-4o-mini", "gpt 4o mini")]
    [InlineData("kimi-k2.5", "kimi k2.5")]
    [InlineData("kimi-k2p5", "kimi k2.5")]
    [InlineData("deepseek-v3p1", "deepseek v3.1")]
    [InlineData("qwen2.5-coder-32b-instruct-q4_K_M", "qwen 2.5 coder 32b instruct q4 k m")]
    [InlineData("qwen3-30b-a3b", "qwen 3 30b a3b")]
    [InlineData("gemma-3-27b-it", "gemma 3 27b it")]
    [InlineData("mixtral-8x7b", "mixtral 8x7b")]
    [InlineData("qwen3-0.6b", "qwen 3 0.6b")]
    [InlineData("claude-3-5-haiku-20241022", "claude 3.5 haiku 20241022")]
    [InlineData("gpt-4.1-2025-04-14", "gpt 4.1 20250414")]
    [InlineData("mistral-small-2506", "mistral small 2506")]
    [InlineData("openrouter/qwen/qwen3-coder:free", "openrouter qwen qwen 3 coder free")]
    [InlineData("gpt-4-32k", "gpt 4 32k")]
    [InlineData("glm-4.5v", "glm 4.5v")]
    [InlineData("ＧＰＴ－５", "gpt 5")]
    [InlineData("Crème Brûlée", "creme brulee")]
    [InlineData("通义千问-7b", "通义千问 7b")]
    public void Names_are_cut_where_people_cut_them(string name, string terms) => Assert.Equal(terms, string.Join(' ', Terms(name)));

    [Fact]
    public void Every_spelling_of_a_version_is_one_term() =>
        Assert.All(["4.5", "4-5", "4_5", "4p5"], spelling => Assert.Equal(["sonnet", "4.5"], Terms($"sonnet-{spelling}")));

    [Fact]
    public void Any_text_comes_to_an_end_in_terms_of_letters_digits_and_points() =>
        Gen.String.Sample(text => Assert.All(Terms(text), term => Assert.True(term.Length is > 0 and <= NameTokens.Longest && term.All(letter => char.IsLetterOrDigit(letter) || letter == '.'))));

    [Fact]
    public void What_is_cut_once_is_cut_the_same_again() =>
        Gen.Char["abcxk0123456789.-_:/ "].Array[0, 30].Select(letters => new string(letters)).Sample(text =>
        {
            var once = Terms(text);
            Assert.Equal(once, Terms(string.Join(' ', once)));
        });

    private static List<string> Terms(string text)
    {
        List<string> terms = [];
        var tokens = new NameTokens(Fold.Text(text), new char[NameTokens.Longest]);
        while (tokens.MoveNext())
        {
            terms.Add(tokens.Current.ToString());
        }

        return terms;
    }
}
