using System.Text;
using Tamma.Catalog;
using Tamma.Providers;
using Xunit;

namespace Tamma.Core.Tests.Providers.ZenMcp;

public sealed class PalListTests
{
    [Theory]
    [InlineData("gemini-2.5-pro", "code_generation=true description=Older Model. 1M context - Complex problems, architecture, deep analysis limit.context_rounded=1M owned_by=Google Gemini")]
    [InlineData("gemini-2.5-flash", "aliases=flash,flash2.5 description=Ultra-fast (1M context) - Quick analysis limit.context_rounded=1M owned_by=Google Gemini")]
    [InlineData("gemini-x", "owned_by=Google Gemini")]
    [InlineData("gpt-5", "description=GPT-5 (400K context, 128K output) limit.context_rounded=400K owned_by=OpenAI sections=[\"Azure OpenAI\"]")]
    [InlineData("o4-mini", "aliases=mini description=Fast limit.context_rounded=200K owned_by=OpenAI")]
    [InlineData("anthropic/claude-opus-4.5", "limit.context_rounded=200K owned_by=OpenRouter score=94 vendor=\"Anthropic\"")]
    [InlineData("anthropic/claude-sonnet-4.5", "aliases=sonnet limit.context_rounded=200K owned_by=OpenRouter reasoning=true score=90 vendor=\"Anthropic\"")]
    [InlineData("x-ai/grok-9", "owned_by=OpenRouter score=7 vendor=\"X-Ai\"")]
    [InlineData("x-ai/tiny", "limit.context_rounded=512 owned_by=OpenRouter score=1 vendor=\"X-Ai\"")]
    [InlineData("llama3.2", "aliases=local-llama description=Local Llama 3.2 model via custom endpoint limit.context_rounded=128K owned_by=Custom/Local API")]
    [InlineData("who/knows", "aliases=mystery owned_by=Custom/Local API")]
    public void Each_form_of_a_row_is_read(string id, string fields)
    {
        var model = PalTexts.ReadText(PalTexts.Whole).Fields($"zen-mcp/{id}");

        Assert.Equal(fields, string.Join(' ', model.Select(pair => $"{pair.Key.Replace("extra.", "", StringComparison.Ordinal)}={pair.Value}").Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void Every_row_is_there_and_no_other()
    {
        var listing = PalTexts.ReadText(PalTexts.Whole);

        Assert.Equal(12, listing.Claims.Count(claim => !claim.Key.IsProvider));
        Assert.All(listing.Claims.Where(claim => !claim.Key.IsProvider), claim => Assert.Equal((ClaimKind.Offer, claim.Key.Id), (claim.Kind, claim.SourceRef)));
        Assert.Equal("alias_of_a_model_that_is_not_listed=1 section_is_not_configured=1", string.Join(' ', listing.Rules.Select(pair => $"{pair.Key}={pair.Value}")));
        Assert.Empty(listing.UnknownFields);
    }

    [Fact]
    public void A_context_that_was_rounded_down_is_no_limit() =>
        Assert.DoesNotContain(PalTexts.ReadText(PalTexts.Whole).Claims, claim => claim.Values.Any(pair => pair.Key.Path is "limit.context"));

    [Fact]
    public void A_row_that_the_server_will_not_call_is_refused_in_its_words()
    {
        var refused = Assert.Single(PalTexts.ReadText(PalTexts.Whole).Claims, claim => claim.Access is Access.Refused);

        Assert.Equal(("o5-secret", "not recognized by provider"), (refused.Key.Id, refused.AccessReason));
    }

    [Fact]
    public void One_row_that_can_be_called_is_enough()
    {
        var listing = PalTexts.ReadText("# Available AI Models\n## OpenAI ✅\n**Models (policy restricted)**:\n- `m` *(not recognized by provider)*\n## Azure OpenAI ✅\n**Models**:\n- `m` - 1K context\n## Summary");

        Assert.Equal((Access.Unverified, null), (listing.Claims[^1].Access, listing.Claims[^1].AccessReason));
    }

    [Fact]
    public void What_is_switched_off_gives_no_models_and_is_noted()
    {
        var provider = Assert.Single(PalTexts.ReadText(PalTexts.Whole).Claims, claim => claim.Key.IsProvider);
        var sections = provider.Values.Single(pair => pair.Key.Path == "extra.sections").Value.ToString();

        Assert.Contains("\"X.AI (Grok)\":{\"configured\":false,\"status\":\"Not configured (set XAI_API_KEY)\"}", sections, StringComparison.Ordinal);
        Assert.Contains("\"endpoint\":\"http://localhost:11434/v1\"", sections, StringComparison.Ordinal);
    }

    [Fact]
    public void All_switched_off_is_an_empty_list() =>
        Assert.Single(PalTexts.ReadText("# Available AI Models\n\n## OpenAI ❌\n**Status**: Not configured (set OPENAI_API_KEY)\n\n## Summary\n").Claims);

    [Fact]
    public void Lines_may_end_as_on_Windows() =>
        Assert.Equal(PalTexts.ReadText(PalTexts.Whole).State.ContentHash, PalTexts.ReadText(PalTexts.Whole.Replace("\n", "\r\n", StringComparison.Ordinal)).State.ContentHash);

    [Theory]
    [InlineData("")]
    [InlineData("Here are your models: gpt-5")]
    [InlineData("# Available AI Models")]
    [InlineData("# Available AI Models\n\n## Summary\n")]
    [InlineData("# Available AI Models\n\n## OpenAI ✅\n**Models**:\n- `gpt-5` - 400K context\n")]
    [InlineData("# Available AI Models\n\n## OpenAI\n**Models**:\n- `gpt-5` - 400K context\n\n## Summary\n")]
    public void A_text_that_is_not_whole_is_no_list(string text) => Assert.Equal(ProviderFault.Malformed, PalTexts.Fault(PalTexts.Answer(text)).Fault);

    [Theory]
    [InlineData("**Models**:\n- `gpt-5` - 400K tokens")]
    [InlineData("**Models**:\n- `gpt-5` - 0.4M context")]
    [InlineData("**Models**:\n- gpt-5 - 400K context")]
    [InlineData("**Models**:\n- `gpt-5` -> `gpt-6`")]
    [InlineData("**Models**:\n- `gpt-5` (score high)")]
    [InlineData("**Models**:\n- ``")]
    [InlineData("**Aliases**:\n- `gpt5`")]
    [InlineData("**Aliases**:\n- `gpt5` → `gpt-5` - 400K context")]
    [InlineData("- `gpt-5` - 400K context")]
    [InlineData("  - 400K context")]
    public void A_row_of_an_unknown_form_makes_the_text_unreadable(string rows) =>
        Assert.Equal(ProviderFault.Malformed, PalTexts.Fault(PalTexts.Answer(PalTexts.Section(rows))).Fault);

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"status":"success"}""")]
    [InlineData("""{"status":"success","content":{}}""")]
    [InlineData("""{"content":"x"}""")]
    [InlineData("No models are configured.")]
    [InlineData("")]
    public void An_answer_of_another_form_is_no_list(string answer) => Assert.Equal(ProviderFault.Malformed, PalTexts.Fault(Encoding.UTF8.GetBytes(answer)).Fault);

    [Fact]
    public void An_error_of_the_tool_is_no_list() => Assert.Equal(ProviderFault.ServerError, PalTexts.Fault(PalTexts.Answer("sk-secret is wrong", "error")).Fault);

    [Theory]
    [InlineData("*No models are allowed here.*", "content.(note)=1", "")]
    [InlineData("**Models**:\n- `m` - 1K context\n- *...and 3 more*", "content.(note)=1", "rows_were_left_out_by_the_server=1")]
    public void What_is_no_row_is_counted(string rows, string unknown, string rules)
    {
        var listing = PalTexts.ReadText(PalTexts.Section(rows));

        Assert.Equal(unknown, string.Join(' ', listing.UnknownFields.Select(pair => $"{pair.Key}={pair.Value}")));
        Assert.Equal(rules, string.Join(' ', listing.Rules.Select(pair => $"{pair.Key}={pair.Value}")));
    }

    [Fact]
    public void Members_of_the_answer_that_are_not_known_are_counted()
    {
        var text = Encoding.UTF8.GetString(PalTexts.Answer(PalTexts.Whole)).Replace("\"tool_name\"", "\"elapsed\":5,\"tool_name\"", StringComparison.Ordinal);
        var listing = Assert.IsType<Listing.Complete>(PalTexts.Read(Encoding.UTF8.GetBytes(text)));

        Assert.Equal("metadata.elapsed", Assert.Single(listing.UnknownFields).Key);
    }

    [Fact]
    public void The_same_answer_is_unchanged()
    {
        var first = PalTexts.ReadText(PalTexts.Whole);

        Assert.IsType<Listing.Unchanged>(PalTexts.Read(PalTexts.Answer(PalTexts.Whole), first.State));
    }

    [Fact]
    public void A_key_that_the_server_repeats_is_not_kept()
    {
        var answer = PalTexts.Answer(PalTexts.Whole.Replace("Quick analysis", "uses sk-CANARY-4711-key", StringComparison.Ordinal));
        var listing = Assert.IsType<Listing.Complete>(PalTexts.Read(answer, null, "sk-CANARY-4711-key"));

        Assert.DoesNotContain("CANARY", listing.Everything(), StringComparison.Ordinal);
    }
}
