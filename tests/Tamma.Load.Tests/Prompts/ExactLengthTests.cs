using CsCheck;
using Tamma.Client.Benchmarks;
using Tamma.Providers.Chat;
using Xunit;

namespace Tamma.Load.Tests.Prompts;

/// <summary>What is sent is encoded again by the tokenizer of the model.</summary>
public sealed class ExactLengthTests
{
    [Fact]
    public void Prompts_have_the_wished_length_by_both_tokenizers() =>
        Gen.Select(Gen.Frequency((3, Gen.Int[1, 50]), (2, Gen.Int[1, 3_000])), Gen.Int[0, 1_000_000], Gen.Int[0, 40]).Sample(
            (tokens, index, shared) =>
            {
                var bodies = Asked.Bodies(new() { InputTokens = tokens, SharedPrefixTokens = shared });
                var prompt = Asked.Prompt(bodies, index);

                Assert.Equal((tokens + shared, tokens + shared), (Asked.O200k.CountTokens(prompt), Asked.Cl100k.CountTokens(prompt)));
                Assert.Equal(tokens + shared, bodies.FormOf(index).InputTokens);
            },
            iter: 200);

    /// <summary>The last word has no space behind it.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(500)]
    public void Where_no_tokenizer_is_known_a_token_is_four_characters(int tokens)
    {
        var bodies = Asked.Bodies(new() { InputTokens = tokens }, "claude-haiku-4-5");

        Assert.Equal((tokens * 4) - 1, Asked.Prompt(bodies, 3).Length);
        Assert.Equal(("estimate", true), (bodies.Tokenizer, bodies.IsEstimated));
    }

    [Fact]
    public void The_same_text_goes_to_every_model_so_that_they_can_be_compared() =>
        Assert.Equal(Asked.Prompt(Asked.Bodies(new(), "gpt-4"), 9), Asked.Prompt(Asked.Bodies(new(), "qwen3:8b"), 9));

    [Theory]
    [InlineData(ChatProtocol.OpenAi)]
    [InlineData(ChatProtocol.Responses)]
    [InlineData(ChatProtocol.Anthropic)]
    [InlineData(ChatProtocol.Gemini)]
    [InlineData(ChatProtocol.Ollama)]
    public void The_body_of_each_protocol_has_its_mark(ChatProtocol protocol)
    {
        var bodies = Asked.Bodies(new() { InputTokens = 40 }, protocol: protocol);
        var (one, other) = (Asked.Request(bodies, 0).GetRawText(), Asked.Request(bodies, 64).GetRawText());

        Assert.DoesNotContain("aaa", one, StringComparison.Ordinal);
        Assert.NotEqual(one, other);
        Assert.Equal(one.Length, other.Length);
    }

    /// <summary>The mark and its line are counted, the tools and the server's frame are not.</summary>
    [Fact]
    public void Somebodys_own_prompts_are_counted()
    {
        const string Said = "Vergiß nicht: 12.345 × 東京, okay?";
        LoadPrompt[] own = [new() { Messages = [new() { Role = "system", Content = Said }, new() { Role = "user", Content = Said }] }];

        var counted = Asked.O200k.CountTokens(Said);
        Assert.Equal(2 * counted, Asked.Bodies(new() { Prompts = own }).FormOf(0).InputTokens);
        Assert.Equal((2 * counted) + 9, Asked.Bodies(new() { Prompts = own, Unique = true }).FormOf(0).InputTokens);
        Assert.Equal(2 * ((Said.Length + 3) / 4), Asked.Bodies(new() { Prompts = own, Tokenizer = "estimate" }).FormOf(0).InputTokens);
    }
}
