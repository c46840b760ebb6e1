using Tamma.Providers.Http;
using Xunit;

namespace Tamma.Core.Tests.Providers.Http;

public sealed class ErrorTextTests
{
    [Theory]
    [InlineData("Model claude-sonnet-4-5-20250929 is not available in your region", "Model claude-sonnet-4-5-20250929 is not available in your region")]
    [InlineData("  two\r\n lines\t\u2028 ", "two lines")]
    [InlineData("key 4f3c2b1a4f3c2b1a4f3c2b1a4f3c2b1a here", "key […] here")]
    [InlineData("see https://opencode.ai/workspace/wrk_01K46ABCDEFGHJKMNPQRSTVWXY/billing", "see […]")]
    [InlineData("see https://h.example/billing?token=abc.", "see https://h.example/billing")]
    [InlineData("Incorrect API key provided: abcdef. Try 'gho_abc'", "Incorrect API key provided: […] Try […]")]
    [InlineData("for organization org-AbC123 by me@example.com", "for organization […] by […]")]
    [InlineData("it is SENT-1 and (sent-1)", "it is […] and ([…])")]
    [InlineData("sent-1", null)]
    [InlineData("", null)]
    [InlineData("\u202e\u200b", null)]
    public void What_may_be_secret_is_left_out_and_the_rest_is_one_line(string message, string? clean) => Assert.Equal(clean, ErrorText.Clean(message, ["sent-1"]));

    /// <summary>A provider that repeats a key where its code should be; the fuzzer found that.</summary>
    [Theory]
    [InlineData("sk-secret-0001", null)]
    [InlineData("AIzaSyA1", null)]
    [InlineData("rate_limit_exceeded", "rate_limit_exceeded")]
    [InlineData("1302", "1302")]
    public void A_code_that_looks_like_a_key_is_not_repeated(string code, string? shown) =>
        Assert.Equal(shown, ProviderError.Read(System.Text.Encoding.UTF8.GetBytes($$$"""{"error":{"message":"x","code":"{{{code}}}"}}"""), [])!.Word);

    [Fact]
    public void A_long_sentence_ends_at_a_word() =>
        Assert.Equal(string.Join(' ', Enumerable.Repeat("word", 40)) + "…", ErrorText.Clean(string.Join(' ', Enumerable.Repeat("word", 90_000)), []));
}
