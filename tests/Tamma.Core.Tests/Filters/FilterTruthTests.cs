using Tamma.Filters;
using Xunit;
using static Tamma.Filters.FilterTruth;

namespace Tamma.Core.Tests.Filters;

public sealed class FilterTruthTests
{
    private static readonly Dictionary<FilterField, FilterValue> s_row = new()
    {
        [Asked.Context] = FilterValue.Number(200_000),
        [Asked.Input] = FilterValue.Number(0.8m),
        [Asked.ToolCall] = FilterValue.Flag(true),
        [Asked.Deprecated] = FilterValue.Flag(false),
        [Asked.Provider] = FilterValue.Text("OpenAI"),
        [Asked.Id] = FilterValue.Text("gpt-5.4-mini"),
        [Asked.Modalities] = FilterValue.Words(["text", "Image"]),
        [Asked.Released] = Asked.Date("2025-06"),
    };

    [Theory]
    [InlineData("context>=200k and cost.input<1 and tool_call and not deprecated", Yes)]
    [InlineData("context>200k", No)]
    [InlineData("cost.output<1", Unknown)]
    [InlineData("not cost.output<1", Unknown)]
    [InlineData("cost.output<1 or tools", Yes)]
    [InlineData("cost.output<1 and deprecated", No)]
    [InlineData("cost.output is unknown", Yes)]
    [InlineData("not cost.output is unknown", No)]
    [InlineData("cost.output<1 or cost.output is unknown", Yes)]
    [InlineData("not vision", Unknown)]
    [InlineData("vision = no", Unknown)]
    [InlineData("not deprecated", Yes)]
    [InlineData("provider in (openai, anthropic)", Yes)]
    [InlineData("provider = OPENAI", Yes)]
    [InlineData("provider != openai", No)]
    [InlineData("id ~ \"^GPT-[45]\"", Yes)]
    [InlineData("id !~ mini$", No)]
    [InlineData("id contains 5.4", Yes)]
    [InlineData("id starts with mini", No)]
    [InlineData("modalities.input has image", Yes)]
    [InlineData("modalities.input has audio", No)]
    [InlineData("modalities.input has all (text, image)", Yes)]
    [InlineData("modalities.input has any (video, image)", Yes)]
    [InlineData("tags has a", Unknown)]
    [InlineData("released = 2025", Yes)]
    [InlineData("released = 2025-06", Yes)]
    [InlineData("released = 2025-06-01", Unknown)]
    [InlineData("released >= 2025-06", Yes)]
    [InlineData("released > 2025-05", Yes)]
    [InlineData("released > 2025-06", No)]
    [InlineData("released >= 2025-06-15", Unknown)]
    [InlineData("released <= 2025", Yes)]
    [InlineData("released < 2025", No)]
    [InlineData("released 2025-01..2025-05", No)]
    [InlineData("released >= 1y ago", No)]
    [InlineData("released >= 14mo ago", Yes)]
    [InlineData("released in 2025-06-15..today", Unknown)]
    [InlineData("changed(cost.input)", Yes)]
    [InlineData("changed(cost.output)", No)]
    [InlineData("", Yes)]
    [InlineData("not ()", No)]
    public void A_row_is_judged(string filter, FilterTruth truth) => Assert.Equal(truth, Asked.Ask(filter, s_row));

    [Fact]
    public void Judging_a_row_allocates_nothing()
    {
        var row = s_row;
        var judge = FilterPredicate.Compile(
            Asked.Read("context>=200k and cost.input in 0.1..2 and tools and provider in (a, openai) and modalities.input has image and (vision or released>=2025) and id contains gpt"),
            Asked.Reader,
            Asked.Today);
        Assert.Equal(Yes, judge(row));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            judge(row);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Where_rows_are_no_changes_nothing_has_changed() =>
        Assert.Equal(No, FilterPredicate.Compile(Asked.Read("changed(cost.input)"), new FilterReader<int>(_ => _ => FilterValue.Unknown), Asked.Today)(0));

    [Fact]
    public void A_value_of_another_type_is_as_good_as_unknown() =>
        Assert.Equal(Unknown, Asked.Ask("context>1", new() { [Asked.Context] = FilterValue.Text("big") }));
}
