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
    public async Task A_pointer_is_shown_with_its_times_and_what_is_not_known_of_them()
    {
        var moved = new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);
        var answer = new ResolveResponse
        {
            Name = "big-latest",
            Result = "exact",
            Canonical = "lab/big-2",
            Kind = "latest",
            Listings = [],
            Variants = [],
            Candidates = [],
            Why = [],
            Pointers =
            [
                new()
                {
                    Name = "big-latest",
                    Provider = "acme",
                    Ranges =
                    [
                        new() { Targets = ["big-2"], Canonical = "lab/big-2", Field = "alias_of", From = moved, FromIs = "moved" },
                        new() { Targets = ["big-1"], Field = "alias_of", From = moved.AddDays(-9), FromIs = "first_seen", To = moved, ToIs = "moved" },
                    ],
                },
            ],
        };
        await using var server = new StubServer().On("GET /resolve?name=big-latest", answer, TammaJson.Default.ResolveResponse).On("GET /resolve?name=big", answer with { Name = "big", Pointers = null }, TammaJson.Default.ResolveResponse);
        using var tamma = new TammaProcess(server);

        Assert.Equal(
            "big-latest is lab/big-2: exact, latest\n  pointer of acme, big-latest:\n    points to big-2 (lab/big-2) since 2026-03-04\n    pointed to big-1 since 2026-02-23 or before, until 2026-03-04\n",
            (await tamma.RunAsync("resolve", "big-latest")).Out);
        Assert.Equal("big is lab/big-2: exact, latest\n  since when it points there is not on record: no source states where it points\n", (await tamma.RunAsync("resolve", "big")).Out);
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
