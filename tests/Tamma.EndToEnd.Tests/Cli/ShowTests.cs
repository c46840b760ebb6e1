using Tamma.Client;
using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

public sealed class ShowTests
{
    private static readonly ModelResponse s_model = new()
    {
        Key = "openrouter/anthropic/claude:free@x",
        Provider = "openrouter",
        Id = "anthropic/claude:free@x",
        Limit = new() { Context = 200_000 },
        Cost = new() { Input = 3m },
        Capabilities = new Dictionary<string, string>(StringComparer.Ordinal) { ["vision"] = "unknown", ["tool_calling"] = "yes", ["rerank"] = "no", ["reasoning"] = "yes" },
        Offers = [new() { Connection = "openrouter", Access = "unverified" }],
        Origins = new Dictionary<string, OriginResponse>(StringComparer.Ordinal)
        {
            ["limit.context"] = new() { Source = "models_dev", Since = new(2026, 11, 20), Confidence = 60, Disputed = true },
        },
    };

    [Fact]
    public async Task A_value_stands_with_its_source_and_an_unstated_one_is_unknown()
    {
        await using var server = new StubServer().On("GET /models/openrouter/anthropic/claude%3Afree%40x", s_model, TammaJson.Default.ModelResponse);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("show", s_model.Key);

        var lines = outcome.Out.Split('\n');
        Assert.Equal(0, outcome.ExitCode);
        Assert.Contains("limit.context\t200k\tmodels_dev\t2026-11-20 disputed", lines);
        Assert.Contains("cost.output\t?", lines);
        Assert.Contains("offers.openrouter\tunverified, context ?, in ?, out ?", lines);
        Assert.Equal(["capabilities.yes\ttool_calling, reasoning", "capabilities.unknown\tvision", "capabilities.no\trerank"], lines.Where(line => line.StartsWith("capabilities.", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Facts_name_the_claims_that_lost_and_why()
    {
        await using var server = new StubServer().On("GET /facts/openai/gpt-5", Facts(), TammaJson.Default.FactsResponse);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("show", "openai/gpt-5", "--facts");

        Assert.Equal(
            "cost.input\t$2.50\tconnection:openai\t2026-11-20\t95\tdisputed\n  cost.input\t$3.00\tmodels_dev\t2026-10-01\t\tthe provider bills\n",
            outcome.Out);
    }

    [Fact]
    public async Task Versions_say_what_each_changed()
    {
        var now = new VersionResponse { Version = 2, Position = 9, ValidFrom = Day(20), Model = s_model with { Cost = new() { Input = 2.5m }, Availability = "listed" } };
        var before = new VersionResponse { Version = 1, Position = 3, ValidFrom = Day(1), ValidTo = Day(20), Model = s_model with { Cost = null, Availability = "listed" } };
        await using var server = new StubServer().On("GET /versions/openai/gpt-5", new() { Data = [now, before] }, TammaJson.Default.VersionList);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("show", "openai/gpt-5", "--versions");

        Assert.Equal("2\t2026-11-20 00:00\t\tlisted\tcost.input ? → $2.50\n1\t2026-11-01 00:00\t2026-11-20 00:00\tlisted\n", outcome.Out);
    }

    [Fact]
    public async Task A_model_that_is_not_there_has_an_exit_code_of_its_own()
    {
        await using var server = new StubServer().OnProblem("GET /models/openai/gpt-6", 404, "model_not_found", "openai/gpt-6 is not known. Nearest: openai/gpt-5.");
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("show", "openai/gpt-6");

        Assert.Equal((4, "", "openai/gpt-6 is not known. Nearest: openai/gpt-5.\n"), (outcome.ExitCode, outcome.Out, outcome.Error));
    }

    private static DateTimeOffset Day(int day) => new(2026, 11, day, 0, 0, 0, TimeSpan.Zero);

    private static FactsResponse Facts() => new()
    {
        Key = "openai/gpt-5",
        Facts =
        [
            new()
            {
                Field = "cost.input",
                Value = Number("2.5"),
                Source = "connection:openai",
                Since = new(2026, 11, 20),
                Confidence = 95,
                Disputed = true,
                Losers = [new() { Source = "models_dev", Value = Number("3"), Since = new(2026, 10, 1), Why = "the provider bills" }],
            },
        ],
        Claims = [],
    };

    private static System.Text.Json.JsonElement Number(string json) => System.Text.Json.JsonElement.Parse(json);
}
