using Tamma.Client.Benchmarks;
using Tamma.Providers.Chat;
using Xunit;

namespace Tamma.Load.Tests.Prompts;

/// <summary>Prompt caches keep whole blocks of tokens from the begin on: vLLM's have 16. What differs in its first block is answered from none.</summary>
public sealed class UniquePromptTests
{
    private const int Block = 16;
    private const int Requests = 3_000;

    [Fact]
    public void No_two_prompts_of_a_run_begin_with_the_same_block()
    {
        var bodies = Asked.Bodies(new() { InputLengths = "20..60" });

        var begins = Enumerable.Range(0, Requests).Select(index => Begin(Asked.Prompt(bodies, index))).ToList();

        Assert.Equal(Requests, begins.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Nor_do_those_of_another_seed()
    {
        var (one, other) = (Asked.Bodies(new() { InputTokens = 20 }, seed: 1), Asked.Bodies(new() { InputTokens = 20 }, seed: 2));

        var begins = Enumerable.Range(0, Requests).SelectMany(index => new[] { Begin(Asked.Prompt(one, index)), Begin(Asked.Prompt(other, index)) });

        Assert.Equal(2 * Requests, begins.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void The_mark_is_the_very_begin()
    {
        var bodies = Asked.Bodies(new() { InputTokens = 100 });
        var (one, other) = (Asked.Prompt(bodies, 0), Asked.Prompt(bodies, 64));

        Assert.NotEqual(one[..31], other[..31]);
        Assert.Equal(one[31..], other[31..]);
    }

    [Fact]
    public void With_a_shared_prefix_the_mark_is_right_behind_it()
    {
        var bodies = Asked.Bodies(new() { InputTokens = 100, SharedPrefixTokens = 500 });
        string[] prompts = [.. Enumerable.Range(0, 200).Select(index => Asked.Prompt(bodies, index))];

        Assert.Single(prompts.Select(prompt => prompt[..2_000]).Distinct(StringComparer.Ordinal));
        Assert.Equal(prompts.Length, prompts.Select(prompt => prompt[2_000..2_031]).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(prompts[0][2_031..], Asked.Prompt(bodies, 64)[2_031..]);
    }

    [Fact]
    public void Somebodys_own_prompts_are_sent_as_they_are_unless_marks_are_asked_for()
    {
        LoadWorkload own = new() { Prompts = [new() { Prompt = "\"Who?\"\n" }, new() { Prompt = "aaa bbb" }] };
        var (plain, marked) = (Asked.Bodies(own), Asked.Bodies(own with { Unique = true }));

        Assert.Equal(["\"Who?\"\n", "aaa bbb", "\"Who?\"\n"], [Asked.Prompt(plain, 0), Asked.Prompt(plain, 1), Asked.Prompt(plain, 2)]);
        Assert.EndsWith("\n\"Who?\"\n", Asked.Prompt(marked, 0), StringComparison.Ordinal);
        Assert.Equal(32 + 7, Asked.Prompt(marked, 0).Length);
        Assert.NotEqual(Asked.Prompt(marked, 0), Asked.Prompt(marked, 2));
    }

    [Fact]
    public void A_mark_stands_before_what_the_system_says_since_that_is_where_a_prompt_begins()
    {
        LoadPrompt talk = new() { Messages = [new() { Role = "system", Content = "Be brief." }, new() { Role = "user", Content = "Who?" }] };
        var bodies = Asked.Bodies(new() { Prompts = [talk], Unique = true }, protocol: ChatProtocol.Anthropic);

        Assert.EndsWith("\nBe brief.", Asked.Request(bodies, 0).GetProperty("system").GetString(), StringComparison.Ordinal);
        Assert.Equal("Who?", Asked.Request(bodies, 0).GetProperty("messages")[0].GetProperty("content").GetString());
    }

    private static string Begin(string prompt) => string.Join(' ', Asked.O200k.EncodeToIds(prompt).Take(Block));
}
