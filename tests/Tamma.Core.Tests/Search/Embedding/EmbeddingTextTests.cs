using CsCheck;
using Tamma.Search.Embedding;
using Xunit;

namespace Tamma.Core.Tests.Search.Embedding;

public sealed class EmbeddingTextTests
{
    private const string Row = "id-2 name=Opus_2 family=opus reasoning tool_call modalities.input=text,image modalities.output=text description=Writes_code.";

    [Fact]
    public void It_says_what_a_model_is_called_who_made_it_what_it_is_for_and_what_it_can_do() =>
        Assert.Equal(
            "claude opus 4.8; by anthropic; made for strong; takes image; can do calling tools, agents, reasoning; Made for hard work.",
            Of("anthropic/claude-opus-4-8 name=Claude_Opus_4.8 family=claude-opus reasoning tool_call modalities.input=text,image modalities.output=text description=Made_for_hard_work."));

    [Theory]
    [InlineData("minimax/MiniMax-M2.5")]
    [InlineData("a/minimax-m2.5 name=MiniMax_M2.5 family=minimax")]
    [InlineData("b/minimax/minimax-m2.5 name=Minimax:_MiniMax_M2.5 modalities.input=text")]
    public void The_same_model_is_one_text_however_its_sellers_spell_it(string row) => Assert.Equal("minimax m2.5; by minimax", Of(row));

    [Fact]
    public void What_a_name_or_family_adds_to_the_id_is_there() =>
        Assert.Equal("m2 heron coder; made for coding", Of("nobody/m2 name=Heron_M2 family=coder"));

    [Fact]
    public void What_costs_moves_or_sells_changes_no_text()
    {
        var text = Of($"openrouter/anthropic/{Row}");

        Assert.Equal(text, Of($"openrouter/anthropic/{Row} cost.input=3 cost.output=15 limit.context=200000 release_date=2026-01-01 status=deprecated"));
        Assert.Equal(text, Of($"requesty/anthropic/{Row}"));
    }

    [Fact]
    public void The_order_in_which_a_source_lists_modalities_does_not_matter() =>
        Assert.Equal(Of("a/m modalities.input=image,audio"), Of("a/m modalities.input=audio,text,image"));

    [Fact]
    public void A_model_of_which_nothing_is_known_is_its_id() => Assert.Equal("y z", Of("nobody/x/y-Z"));

    [Fact]
    public void It_is_bounded_and_never_cuts_a_letter_in_two() =>
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 900]).Sample((lead, length) =>
        {
            var text = Of($"a/m description={new string('x', lead)}{string.Concat(Enumerable.Repeat("🙂", length))}");

            Assert.True(text.Length < 1_000);
            Assert.DoesNotContain('\uFFFD', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text)));
        });

    [Fact]
    public void A_hash_is_read_as_it_was_written() => Gen.String.Sample(text =>
    {
        var bytes = new byte[TextHash.Size];
        TextHash.Of(text).Write(bytes);

        Assert.Equal(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)), bytes);
        Assert.Equal(TextHash.Of(text), TextHash.Read(bytes));
    });

    private static string Of(string row) => EmbeddingText.Of(SearchWorld.With(row).Snapshot().Models.Single());
}
