using System.Text.Json;
using Tamma.Benchmarks.Shapes;
using Tamma.Client.Benchmarks;
using Tamma.Load.Prompts;
using Tamma.Providers.Chat;
using Xunit;

namespace Tamma.Load.Tests.Prompts;

public sealed class FormTests
{
    private static readonly LoadTool s_tool = new() { Name = "weather", Parameters = JsonElement.Parse("""{"type":"object","properties":{}}""") };

    [Fact]
    public void Lengths_of_prompts_and_answers_are_spread_apart_from_each_other()
    {
        var forms = Asked.Bodies(new() { InputLengths = "100..200", OutputLengths = "lognormal:50,0.5" }).Forms;

        Assert.Equal(64, forms.Count);
        Assert.InRange(forms.Average(form => form.InputTokens), 148, 152);
        Assert.InRange(forms.Average(form => form.OutputTokens), 54, 59);
        Assert.Equal(new Lengths.Skewed(50, 0.5).At(0.5), forms.Select(form => form.OutputTokens).Order().ElementAt(32), 2.0);
        Assert.NotEqual(forms.OrderBy(form => form.InputTokens).Select(form => form.OutputTokens), forms.Select(form => form.OutputTokens).Order());
    }

    [Fact]
    public void The_most_tokens_of_an_answer_are_in_its_request()
    {
        var bodies = Asked.Bodies(new() { OutputLengths = "10..90" });

        Assert.All(Enumerable.Range(0, 64), index => Assert.Equal(bodies.FormOf(index).OutputTokens, Asked.Request(bodies, index).GetProperty("max_tokens").GetInt32()));
    }

    [Fact]
    public void A_run_of_few_requests_has_as_many_forms() =>
        Assert.Equal(30, new Bodies(Asked.Plan(new()) with { Requests = 30 }, ChatProtocol.OpenAi).Forms.Count);

    [Fact]
    public void Prompts_that_are_very_long_have_fewer_forms_and_at_least_one()
    {
        var forms = Asked.Bodies(new() { InputTokens = Lengths.Most }).Forms;

        Assert.InRange(forms.Count, 20, 40);
        Assert.InRange(forms.Sum(form => (long)form.Body.Length), 1, 256L << 20);
    }

    [Fact]
    public void The_same_seed_gives_the_same_requests_and_another_gives_others()
    {
        LoadWorkload workload = new() { InputLengths = "normal:80,20" };

        Assert.Equal(Asked.Prompt(Asked.Bodies(workload), 70), Asked.Prompt(Asked.Bodies(workload), 70));
        Assert.NotEqual(Asked.Prompt(Asked.Bodies(workload), 70), Asked.Prompt(Asked.Bodies(workload, seed: 2), 70));
    }

    [Fact]
    public void A_prompt_of_ones_own_has_its_own_limit_and_tools_before_the_workloads()
    {
        var bodies = Asked.Bodies(new()
        {
            OutputTokens = 7,
            Tools = [s_tool],
            Prompts = [new() { Prompt = "a" }, new() { Prompt = "b", MaxTokens = 9, Tools = [s_tool with { Name = "other", Parameters = null }] }],
        });

        Assert.Equal((7, 9), (bodies.FormOf(0).OutputTokens, bodies.FormOf(1).OutputTokens));
        Assert.Equal("""{"name":"weather","parameters":{"type":"object","properties":{}}}""", Function(0));
        Assert.Equal("""{"name":"other","parameters":{"type":"object","properties":{}}}""", Function(1));

        string Function(int index) => Asked.Request(bodies, index).GetProperty("tools")[0].GetProperty("function").GetRawText();
    }
}
