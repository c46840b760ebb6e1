using CsCheck;
using Tamma.Search.Index;
using Xunit;

namespace Tamma.Core.Tests.Search;

public sealed class IdStartTests
{
    private static readonly Gen<string> s_texts = Gen.String[Gen.Char["aAb-.é["], 0, 20];

    [Fact]
    public void What_it_tells_of_a_beginning_is_so() =>
        Gen.Select(s_texts, s_texts, Gen.Int[0, 20], Gen.Bool).Sample((id, other, length, begins) =>
        {
            var written = begins ? id[..Math.Min(length, id.Length)].ToUpperInvariant() : other;
            var goesOn = IdStart.Of(id).GoesOn(IdStart.Of(written));

            var really = id.StartsWith(written, StringComparison.OrdinalIgnoreCase);
            Assert.True(goesOn is null || goesOn == (really && id.Length > written.Length));
            Assert.False(goesOn is false && really);
        }, iter: 10_000);

    [Theory]
    [InlineData("claude-opus-4-8", "Claude-Opus", true)]
    [InlineData("claude-opus-4-8", "claude-sonnet", false)]
    [InlineData("gpt", "gpt-5", false)]
    [InlineData("gpt-5", "GPT-5", null)]
    [InlineData("llama-3.3-70b-instruct", "llama-3.3-70b-ins", null)]
    public void Only_what_cannot_be_told_needs_the_model(string id, string written, bool? goesOn) =>
        Assert.Equal(goesOn, IdStart.Of(id).GoesOn(IdStart.Of(written)));
}
