using Tamma.Filters;
using Xunit;

namespace Tamma.Core.Tests.Filters;

public sealed class FilterParserTests
{
    [Theory]
    [InlineData("context>=200k and cost.input<1 and tool_call and not deprecated", "limit.context>=200k and cost.input<1 and tool_call and not deprecated")]
    [InlineData("provider in (openai, anthropic)", "provider in (openai, anthropic)")]
    [InlineData("modalities.input contains image", "modalities.input has image")]
    [InlineData("modalities.input has image", "modalities.input has image")]
    [InlineData("tags has any (a, 'b c')", "tags in (a, \"b c\")")]
    [InlineData("tags has all (a, b)", "tags has a and tags has b")]
    [InlineData("not tags has all (a, b)", "not (tags has a and tags has b)")]
    [InlineData("tags in (a, b)", "tags in (a, b)")]
    [InlineData("tags = a", "tags has a")]
    [InlineData("tags not has a", "tags not has a")]
    [InlineData("released >= 2025-06", "release_date>=2025-06")]
    [InlineData("released = 2025", "release_date = 2025")]
    [InlineData("released >= 30d ago", "release_date>=30d ago")]
    [InlineData("released >= 6 months ago", "release_date>=6mo ago")]
    [InlineData("released < 2 weeks from now", "release_date<2w from now")]
    [InlineData("released in 30d ago..today", "release_date in 30d ago..today")]
    [InlineData("released 2025-01..2025-06", "release_date in 2025-01..2025-06")]
    [InlineData("id ~ \"^gpt-[45]\"", "id ~ \"^gpt-[45]\"")]
    [InlineData("id !~ 'mini'", "id !~ \"mini\"")]
    [InlineData("cost.input 0.1..2", "cost.input in 0.1..2")]
    [InlineData("cost.input in $0.10 .. $2", "cost.input in 0.1..2")]
    [InlineData("cost.input = 0.1..2", "cost.input in 0.1..2")]
    [InlineData("cost.input != 0.1..2", "cost.input not in 0.1..2")]
    [InlineData("context 200k..", "limit.context>=200k")]
    [InlineData("context = 5 and cost.input ..2", "limit.context = 5 and cost.input<=2")]
    [InlineData("context ..200k and tool_call", "limit.context<=200k and tool_call")]
    [InlineData("cost.output is unknown", "cost.output is unknown")]
    [InlineData("cost.output is known", "cost.output is known")]
    [InlineData("cost.output is not known", "cost.output is unknown")]
    [InlineData("cost.output is not unknown", "cost.output is known")]
    [InlineData("cost.output = unknown", "cost.output is unknown")]
    [InlineData("unknown(cost.output)", "cost.output is unknown")]
    [InlineData("known(cost.input, cost.output)", "cost.input is known and cost.output is known")]
    [InlineData("pricing_status in (free, unknown)", "pricing_status in (free) or pricing_status is unknown")]
    [InlineData("pricing_status = known", "pricing_status = \"known\"")]
    [InlineData("pricing_status is known", "pricing_status is known")]
    [InlineData("pricing_status is not known", "pricing_status is unknown")]
    [InlineData("pricing_status is 'known'", "pricing_status = \"known\"")]
    [InlineData("pricing_status in (known, free)", "pricing_status in (\"known\", free)")]
    [InlineData("pricing_status = 'known'", "pricing_status = \"known\"")]
    [InlineData("changed(cost.input) and provider in (openai, anthropic)", "changed(cost.input) and provider in (openai, anthropic)")]
    [InlineData("not changed(cost.input, cost.output)", "not (changed(cost.input) or changed(cost.output))")]
    [InlineData("id = gpt-5.4 or id = llama3.3:70b or id = openai/gpt-4o", "id = gpt-5.4 or id = llama3.3:70b or id = openai/gpt-4o")]
    [InlineData("id starts with 'claude op'", "id starts with \"claude op\"")]
    [InlineData("id ends with :free", "id ends with :free")]
    [InlineData("id not contains mini", "id not contains mini")]
    [InlineData("tool_call = no", "not tool_call")]
    [InlineData("tool_call is true", "tool_call")]
    [InlineData("tool_call != true", "not tool_call")]
    [InlineData("!tool_call && (tools || deprecated)", "not tool_call and (tool_call or deprecated)")]
    [InlineData("capability = vision", "vision")]
    [InlineData("capability in (vision, tool_call)", "vision or tool_call")]
    [InlineData("capability has all (vision, tool_call)", "vision and tool_call")]
    [InlineData("attributes.team = search", "attributes.team = search")]
    [InlineData("LIMIT-CONTEXT > 1.5M", "limit.context>1500k")]
    [InlineData("limit_context == 1_000", "limit.context = 1k")]
    [InlineData("context ≥ 24kb", "limit.context>=24k")]
    [InlineData("context>1kib", "limit.context>1024")]
    [InlineData("cost.input > -1", "cost.input>-1")]
    [InlineData("", "")]
    [InlineData("  ", "")]
    [InlineData("not ()", "not ()")]
    public void A_filter_is_read_as(string text, string meaning)
    {
        var tree = Asked.Read(text);
        Assert.Equal(meaning, tree.ToString());
        Assert.Equal(tree, Asked.Read(meaning));
    }

    [Theory]
    [InlineData("tools or vision and deprecated", "tools or (vision and deprecated)")]
    [InlineData("not tools and vision", "(not tools) and vision")]
    [InlineData("tools or vision, deprecated", "(tools or vision) and deprecated")]
    [InlineData("tools, vision or deprecated", "tools and (vision or deprecated)")]
    [InlineData("(tools, vision) or deprecated", "(tools and vision) or deprecated")]
    [InlineData("not not tools", "tools")]
    [InlineData("tools and (vision and deprecated)", "(tools and vision) and deprecated")]
    [InlineData("tools AND NOT vision", "tools and not vision")]
    public void Not_binds_before_and_before_or_before_a_comma(string text, string same) => Assert.Equal(Asked.Read(same), Asked.Read(text));

    [Fact]
    public void A_filter_for_people_has_the_names_that_they_know() =>
        Assert.Equal("tool_call and context>=200k", FilterPrinter.Print(Asked.Read("tool_call, limit.context>=200000"), useShort: true));

    [Fact]
    public void Leaves_are_what_a_planner_looks_at() =>
        Assert.Equal([Asked.Context, Asked.ToolCall, Asked.Provider], Asked.Read("context>1 and not (tools or provider = x)").Leaves.Select(leaf => leaf.Subject));

    [Fact]
    public void A_quote_within_quotes_is_written_twice() =>
        Assert.Equal("""say "hi" it's \d""", ((FilterLiteral.Text)((FilterExpression.Compare)Asked.Read("""id = "say ""hi"" it's \d" """)).Value).Value);

    [Fact]
    public void Two_fields_of_one_name_are_a_mistake_of_the_host()
    {
        Assert.Throws<ArgumentException>(() => new FilterVocabulary([Asked.Context, new("size", FilterType.Number, "") { Aliases = ["CONTEXT"] }]));
        Assert.Throws<ArgumentException>(() => new FilterVocabulary([new("two words", FilterType.Number, "")]));
    }
}
