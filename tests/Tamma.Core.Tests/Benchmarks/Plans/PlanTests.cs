using System.Text.Json;
using CsCheck;
using Tamma.Benchmarks.Plans;
using Tamma.Benchmarks.Shapes;
using Tamma.Providers.Chat;
using Xunit;

namespace Tamma.Core.Tests.Benchmarks.Plans;

public sealed class PlanTests
{
    private static readonly BenchmarkPlan s_good = new() { Model = new("acme", "a/b:c"), Load = new LoadShape.Closed(8), Requests = 30 };

    private static readonly Gen<LoadShape> s_load = Gen.OneOf(
        Gen.Int[1, 9_999].Select(streams => (LoadShape)new LoadShape.Closed(streams)),
        Gen.Double[0.001, 9_999].Select(rate => (LoadShape)new LoadShape.Constant(rate)),
        Gen.Double[0.001, 9_999].Select(rate => (LoadShape)new LoadShape.Poisson(rate)));

    [Fact]
    public void A_plan_is_read_as_it_was_written() => Gen.Select(s_load, Gen.Long[0, 9_999_999_999], Gen.Int, Gen.Decimal[0, 99], Gen.Bool).Sample((load, ticks, seed, budget, isStream) =>
    {
        var plan = s_good with { Load = load, Length = TimeSpan.FromTicks(ticks), Seed = seed, Budget = budget, IsStream = isStream, Objectives = new(200.5, null, 3), TokenCap = ticks };

        Assert.Equal(plan with { Workload = new() }, PlanText.Read(PlanText.Write(plan)) with { Workload = new() });
    });

    [Fact]
    public void Prompts_are_kept_to_the_letter()
    {
        var tool = new ChatTool("look", "Looks.", JsonElement.Parse("""{"type":"object","properties":{"x":{}}}"""), IsStrict: true);
        var workload = new Workload
        {
            Input = new Lengths.Uniform(7, 9),
            Output = new Lengths.Skewed(400, 0.8),
            Tokenizer = "o200k",
            SharedPrefixTokens = 3,
            IsUnique = true,
            Prompts = [new([new(ChatRole.System, "be kind"), new(ChatRole.User, "\"ä\" 🙂\n")], 5, [tool]), new([new(ChatRole.User, "")])],
            Tools = [tool],
        };

        var read = PlanText.Read(PlanText.Write(s_good with { Workload = workload })).Workload;

        Assert.Equal(workload with { Prompts = [], Tools = [] }, read with { Prompts = [], Tools = [] });
        Assert.Equal(Shown(workload), Shown(read));

        static string Shown(Workload workload) => string.Join('|', workload.Prompts.Select(prompt => $"{string.Join(',', prompt.Messages)} {prompt.MaxTokens} {string.Join(',', prompt.Tools ?? [])}").Concat(workload.Tools.Select(one => one.ToString())));
    }

    [Theory]
    [InlineData("""{"model":"acme","load":"closed 1"}""")]
    [InlineData("""{"model":"acme/a","load":"closed"}""")]
    [InlineData("""{"model":"acme/a","load":"closed 0"}""")]
    [InlineData("""{"model":"acme/a","load":"sometimes 3"}""")]
    [InlineData("null")]
    public void What_is_no_plan_is_refused(string text) => Assert.Throws<JsonException>(() => PlanText.Read(text));

    [Fact]
    public void Each_mistake_is_named()
    {
        (BenchmarkPlan Plan, string Sentence)[] wrong =
        [
            (s_good with { Load = new LoadShape.Closed(0) }, "Concurrency"),
            (s_good with { Load = new LoadShape.Closed(10_001) }, "Concurrency"),
            (s_good with { Load = new LoadShape.Poisson(0) }, "The rate"),
            (s_good with { Load = new LoadShape.Constant(double.NaN) }, "The rate"),
            (s_good with { Requests = null }, "Say when it ends"),
            (s_good with { Requests = 0 }, "The number of requests"),
            (s_good with { Length = TimeSpan.Zero }, "The window"),
            (s_good with { Length = TimeSpan.FromHours(25) }, "The window"),
            (s_good with { Warmup = TimeSpan.FromTicks(-1) }, "The warm-up"),
            (s_good with { Ramp = TimeSpan.FromHours(2) }, "The ramp"),
            (s_good with { Timeout = TimeSpan.Zero }, "The timeout"),
            (s_good with { Workload = new() { SharedPrefixTokens = -1 } }, "Lengths"),
            (s_good with { Objectives = new(Tpot: 0) }, "Objectives"),
            (s_good with { Budget = -1 }, "The budget"),
            (s_good with { TokenCap = 0 }, "The cap"),
        ];

        Assert.Empty(PlanRules.Mistakes(s_good));
        Assert.All(wrong, pair => Assert.StartsWith(pair.Sentence, Assert.Single(PlanRules.Mistakes(pair.Plan)), StringComparison.Ordinal));
    }
}
