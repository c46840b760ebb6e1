using Tamma.Client;
using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

public sealed class ResolveTests
{
    [Fact]
    public async Task A_name_is_explained_rule_by_rule()
    {
        var answer = new ResolveResponse
        {
            Name = "eu.anthropic.claude-sonnet-4-5",
            Result = "normalised",
            Canonical = "anthropic/claude-sonnet-4-5",
            Kind = "variant",
            Listings = [],
            Variants = [new() { Kind = "region", Text = "eu" }],
            Candidates = [],
            Why = [new() { Rule = "region_prefix", Text = "eu", Meaning = "A region." }],
        };
        await using var server = new StubServer().On("GET /resolve?name=eu.anthropic.claude-sonnet-4-5", answer, TammaJson.Default.ResolveResponse);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("resolve", answer.Name);

        Assert.Equal((0, "eu.anthropic.claude-sonnet-4-5 is anthropic/claude-sonnet-4-5: normalised, variant\n  offered as region: eu\n  region_prefix 'eu': A region.\n"), (outcome.ExitCode, outcome.Out));
    }

    [Fact]
    public async Task An_ambiguous_name_is_answered_with_what_it_may_be()
    {
        var answer = new ResolveResponse { Name = "mistral-large", Result = "ambiguous", Listings = [], Variants = [], Candidates = ["mistral/a", "mistral/b"], Why = [] };
        await using var server = new StubServer().On("GET /resolve?name=mistral-large", answer, TammaJson.Default.ResolveResponse);
        using var tamma = new TammaProcess(server);

        Assert.Equal("mistral-large is ambiguous: it may be mistral/a, mistral/b\n", (await tamma.RunAsync("resolve", "mistral-large")).Out);
    }
}
