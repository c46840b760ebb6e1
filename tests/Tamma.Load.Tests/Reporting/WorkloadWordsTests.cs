using Tamma.Client.Benchmarks;
using Tamma.Load.Reporting;
using Tamma.Load.Tests.Prompts;
using Xunit;

namespace Tamma.Load.Tests.Reporting;

public sealed class WorkloadWordsTests
{
    [Fact]
    public void What_was_wished_is_said_beside_what_the_server_counted()
    {
        LoadWorkload asked = new() { InputTokens = 200, OutputTokens = 50, SharedPrefixTokens = 100 };

        var said = WorkloadWords.Of(asked, Asked.Bodies(asked), [(0, 306), (1, 308), (2, null)], cached: null);

        Assert.Equal(("o200k", false, true, 64, 100), (said.Tokenizer, said.Estimated, said.Unique, said.Forms, said.SharedPrefixTokens));
        Assert.Equal((300, 300, 300), (said.Input.Mean, said.Input.Min, said.Input.Max));
        Assert.Equal((50, 50, 50), (said.Output.Mean, said.Output.Min, said.Output.Max));
        Assert.Equal(307, said.InputCounted);
        Assert.Equal(7.0 / 300 * 100, said.InputDifference!.Value, 1e-9);
        Assert.Null(said.OwnPrompts);
        Assert.Null(said.Tools);
        Assert.Empty(said.Notes);
    }

    [Fact]
    public void Counts_are_compared_for_the_same_requests()
    {
        LoadWorkload asked = new() { InputLengths = "50..2000" };
        var bodies = Asked.Bodies(asked);

        var said = WorkloadWords.Of(asked, bodies, [(0, bodies.FormOf(0).InputTokens), (7, bodies.FormOf(7).InputTokens)], cached: null);

        Assert.Equal(0, said.InputDifference!.Value, 1e-9);
    }

    [Fact]
    public void A_server_that_counts_nothing_leaves_the_difference_unknown()
    {
        LoadWorkload asked = new();

        var said = WorkloadWords.Of(asked, Asked.Bodies(asked), [(0, null)], cached: null);

        Assert.Null(said.InputCounted);
        Assert.Null(said.InputDifference);
    }

    [Theory]
    [InlineData("gpt-4o", 1_000, 1_049, null)]
    [InlineData("gpt-4o", 1_000, 1_051, "5.1 % more input tokens than were wished (1051 in place of 1000 a request): another tokenizer")]
    [InlineData("gpt-4o", 100, 110, null)]
    [InlineData("gpt-4o", 100, 117, "17 % more")]
    [InlineData("qwen3:8b", 1_000, 800, "20 % fewer input tokens than were wished (800 in place of 1000 a request): lengths were estimated")]
    public void A_count_that_is_far_from_the_wish_is_told_but_no_frame_of_a_few_tokens(string model, int wished, int counted, string? note)
    {
        LoadWorkload asked = new() { InputTokens = wished };

        var notes = WorkloadWords.Of(asked, Asked.Bodies(asked, model), [(0, counted)], cached: null).Notes;

        Assert.Equal(note is null ? 0 : 1, notes.Count);
        Assert.True(note is null || notes[0].Contains(note, StringComparison.Ordinal), string.Concat(notes));
    }

    [Fact]
    public void Tools_are_named_as_what_the_server_counts_too()
    {
        LoadWorkload asked = new() { Tools = [new() { Name = "a" }, new() { Name = "b" }] };

        var said = WorkloadWords.Of(asked, Asked.Bodies(asked), [(0, 200)], cached: null);

        Assert.Equal(2, said.Tools);
        Assert.Contains("it counts the tools too", Assert.Single(said.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cache_that_answered_although_none_was_asked_for_is_told()
    {
        LoadWorkload made = new();
        LoadWorkload own = new() { Prompts = [new() { Prompt = "a" }] };
        LoadWorkload shared = new() { SharedPrefixTokens = 1_000 };

        Assert.Contains("the same seed was asked before", Assert.Single(Of(made, 0.5).Notes), StringComparison.Ordinal);
        Assert.Contains("unique puts a mark before each", Assert.Single(Of(own, 0.5).Notes), StringComparison.Ordinal);
        Assert.Empty(Of(shared, 0.9).Notes);
        Assert.Empty(Of(made, 0.01).Notes);
        Assert.Equal((1, false), (Of(own, null).OwnPrompts, Of(own, null).Unique));

        static LoadWorkloadResponse Of(LoadWorkload asked, double? cached) => WorkloadWords.Of(asked, Asked.Bodies(asked), [], cached);
    }
}
