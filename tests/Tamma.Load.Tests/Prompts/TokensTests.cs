using Tamma.Load.Prompts;
using Xunit;

namespace Tamma.Load.Tests.Prompts;

public sealed class TokensTests
{
    [Theory]
    [InlineData("gpt-4o", "o200k")]
    [InlineData("gpt-4o-mini-2024-07-18", "o200k")]
    [InlineData("openai/gpt-5.2-codex", "o200k")]
    [InlineData("GPT-4.1", "o200k")]
    [InlineData("o1", "o200k")]
    [InlineData("o3-mini", "o200k")]
    [InlineData("o4-mini", "o200k")]
    [InlineData("chatgpt-4o-latest", "o200k")]
    [InlineData("gpt-oss:20b", "o200k")]
    [InlineData("unsloth/gpt-oss-120b", "o200k")]
    [InlineData("ft:gpt-4o-2024-08-06:acme::id", "o200k")]
    [InlineData("gpt-4", "cl100k")]
    [InlineData("gpt-4-turbo", "cl100k")]
    [InlineData("azure/gpt-35-turbo", "cl100k")]
    [InlineData("gpt-3.5-turbo", "cl100k")]
    [InlineData("gpt-40b", "estimate")]
    [InlineData("o1s", "estimate")]
    [InlineData("olmo-2", "estimate")]
    [InlineData("my-gpt-4o", "estimate")]
    [InlineData("claude-haiku-4-5", "estimate")]
    [InlineData("qwen3:8b", "estimate")]
    [InlineData("", "estimate")]
    public void The_tokenizer_is_known_by_the_models_name(string model, string tokenizer) => Assert.Equal(tokenizer, Tokens.ForModel(model));

    [Fact]
    public void What_is_asked_for_goes_before_the_name()
    {
        Assert.Equal("cl100k", Tokens.Of(Asked.Plan(new() { Tokenizer = "cl100k" })).Name);
        Assert.Equal("o200k", Tokens.Of(Asked.Plan(new())).Name);
    }

    [Fact]
    public void Very_much_text_is_estimated_and_said_to_be()
    {
        Assert.True(new Tokens("o200k").Counts(8_000_000));
        Assert.False(new Tokens("o200k").Counts(8_000_001));
        Assert.False(new Tokens("estimate").Counts(1));
    }
}
