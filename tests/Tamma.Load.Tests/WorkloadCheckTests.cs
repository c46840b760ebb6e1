using Tamma.Client.Benchmarks;
using Xunit;

namespace Tamma.Load.Tests;

public sealed class WorkloadCheckTests
{
    public static TheoryData<LoadWorkload, string> Wrong => new()
    {
        { new() { InputTokens = 0 }, "Lengths are between 1 and 2000000" },
        { new() { OutputTokens = 2_000_001 }, "Lengths are between 1 and 2000000" },
        { new() { SharedPrefixTokens = -1 }, "Lengths are between 1 and 2000000" },
        { new() { InputLengths = "long" }, "Input tokens: 'long' is no length; write 512" },
        { new() { OutputLengths = "9..1" }, "Output tokens: '9..1': the lesser length comes first" },
        { new() { Tokenizer = "llama" }, "'llama' is no tokenizer; take o200k" },
        { new() { Prompts = [] }, "The list of prompts is empty" },
        { new() { Prompts = [new() { Prompt = "a" }], SharedPrefixTokens = 5 }, "write it into your own" },
        { new() { Unique = true }, "unique by themselves" },
        { new() { Prompts = [new() { Prompt = "a" }, new()] }, "Prompt 2: there is neither" },
        { new() { Tools = [] }, "Tools: there are 0 tools" },
        { new() { Tools = [new() { Name = "a b" }] }, "Tools: the name of tool 1" },
        { new() { Tools = [new() { Name = "a" }, new() { Name = "a" }] }, "two tools are named 'a'" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_cannot_be_made_is_refused_before_anything_is_sent(LoadWorkload workload, string why) =>
        Assert.Contains(why, PlanCheck.Mistake(Prompts.Asked.Plan(workload)), StringComparison.Ordinal);

    [Fact]
    public void A_workload_of_everything_can_be_made() =>
        Assert.Null(PlanCheck.Mistake(Prompts.Asked.Plan(new()
        {
            InputLengths = "normal:512,128",
            OutputLengths = "lognormal:400,0.8",
            Tokenizer = "cl100k",
            SharedPrefixTokens = 100,
            Tools = [new() { Name = "weather" }],
        })));
}
