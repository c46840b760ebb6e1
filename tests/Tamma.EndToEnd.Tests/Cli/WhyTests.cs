using System.Text.Json;
using Tamma.Client;
using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

public sealed class WhyTests
{
    private const string Key = "anthropic/claude-opus-4-8";

    [Fact]
    public async Task A_field_is_explained_in_three_lines()
    {
        await using var server = new StubServer().On($"GET /facts/{Key}", Facts(Disputed()), TammaJson.Default.FactsResponse);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("why", Key, "cost.input");

        var lines = outcome.Out.TrimEnd('\n').Split('\n');
        Assert.Equal(0, outcome.ExitCode);
        Assert.Equal(3, lines.Length);
        Assert.Matches($"^cost\\.input of {Key} is \\$5\\.00: connection:anthropic says so since 2026-11-20, confirmed \\d+ days ago; confidence 95 of 100$", lines[0]);
        Assert.Equal("agree: models_dev; connection:opencode derives from models_dev, so it confirms nothing", lines[1]);
        Assert.Equal("against: litellm says $4.00, lost: for price account ranks above litellm", lines[2]);
    }

    [Fact]
    public async Task Three_lines_say_it_too_where_nobody_else_speaks()
    {
        var alone = Disputed() with { Losers = [], ConfirmedBy = [], AsOf = null };
        await using var server = new StubServer().On($"GET /facts/{Key}", Facts(alone), TammaJson.Default.FactsResponse);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("why", Key, "cost.input");

        Assert.Equal($"cost.input of {Key} is $5.00: connection:anthropic says so since 2026-11-20; confidence 95 of 100\nagree: nobody else\nagainst: nobody\n", outcome.Out);
    }

    [Fact]
    public async Task Limits_are_told_to_the_last_token()
    {
        var output = Disputed() with { Field = "limit.output", Value = Number("65536"), Losers = [Disputed().Losers[1] with { Value = Number("65535"), Why = "different meaning: x" }] };
        await using var server = new StubServer().On($"GET /facts/{Key}", Facts(output), TammaJson.Default.FactsResponse);
        using var tamma = new TammaProcess(server);

        var lines = (await tamma.RunAsync("why", Key, "limit.output")).Out.Split('\n');

        Assert.StartsWith($"limit.output of {Key} is 65,536: ", lines[0], StringComparison.Ordinal);
        Assert.Equal("against: litellm says 65,535, different meaning: x", lines[2]);
    }

    [Fact]
    public async Task An_unknown_value_is_no_zero_and_an_unknown_field_is_refused()
    {
        var policy = new PolicyResponse { Fingerprint = "", Groups = [new() { Group = "price", Order = [], Fields = ["cost.output"] }], Standings = [] };
        await using var server = new StubServer().On($"GET /facts/{Key}", Facts(Disputed()), TammaJson.Default.FactsResponse).On("GET /policy", policy, TammaJson.Default.PolicyResponse);
        using var tamma = new TammaProcess(server);

        var unknown = await tamma.RunAsync("why", Key, "cost.output");
        var wrong = await tamma.RunAsync("why", Key, "cost.inptu");

        Assert.Equal($"cost.output of {Key} is unknown: nobody states it, which is not zero and not no", unknown.Out.Split('\n')[0]);
        Assert.Equal(4, unknown.Out.Split('\n').Length);
        Assert.Equal((2, ""), (wrong.ExitCode, wrong.Out));
        Assert.StartsWith("'cost.inptu' is no field.", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_field_it_lists_those_that_sources_differ_on()
    {
        await using var server = new StubServer()
            .On($"GET /conflicts/{Key}", new() { Data = [Conflict()] }, TammaJson.Default.ConflictListResponse)
            .On("GET /conflicts/openai/gpt-5", new() { Data = [] }, TammaJson.Default.ConflictListResponse);
        using var tamma = new TammaProcess(server);

        Assert.Equal("cost.input\tconflict\t$5.00\tconnection:anthropic\t20 %\tlitellm $4.00, lost: for price account ranks above litellm\n", (await tamma.RunAsync("why", Key)).Out);
        Assert.Equal("Nobody says otherwise of openai/gpt-5.\n", (await tamma.RunAsync("why", "openai/gpt-5")).Out);
    }

    [Fact]
    public async Task The_catalogues_conflicts_are_asked_for_with_their_filters_and_read_to_the_end()
    {
        await using var server = new StubServer()
            .On("GET /conflicts?scope=all&provider=anthropic&group=price&min_difference=0.1&limit=1000", new() { Data = [Conflict()], NextCursor = "next" }, TammaJson.Default.ConflictListResponse)
            .On("GET /conflicts?scope=all&provider=anthropic&group=price&min_difference=0.1&limit=1000&cursor=next", new() { Data = [Conflict() with { Field = "cost.output" }] }, TammaJson.Default.ConflictListResponse);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("conflicts", "anthropic", "--all", "--group", "price", "--min-difference", "0.1");

        Assert.Equal([$"{Key}\tcost.input", $"{Key}\tcost.output"], outcome.Out.TrimEnd('\n').Split('\n').Select(line => string.Join('\t', line.Split('\t')[..2])));
    }

    private static ConflictResponse Conflict() => new()
    {
        Key = Key,
        Field = "cost.input",
        Group = "price",
        Verdict = "conflict",
        Value = Number("5"),
        Source = "connection:anthropic",
        Why = "for price account is believed before the others that speak of it",
        Difference = 0.2m,
        Others = [.. Disputed().Losers],
    };

    private static FactsResponse Facts(FactResponse fact) => new() { Key = Key, Facts = [fact], Claims = [] };

    private static FactResponse Disputed() => new()
    {
        Field = "cost.input",
        Value = Number("5"),
        Source = "connection:anthropic",
        Since = new(2026, 11, 20),
        AsOf = new(2025, 11, 20, 0, 0, 0, TimeSpan.Zero),
        Confidence = 95,
        Disputed = true,
        ConfirmedBy = ["models_dev"],
        Losers =
        [
            new() { Source = "connection:opencode", Value = Number("5"), Since = new(2026, 11, 1), Verdict = "copy", Why = "a copy: derives from models_dev, so it confirms nothing" },
            new() { Source = "litellm", Value = Number("4"), Since = new(2026, 11, 1), Verdict = "conflict", Why = "lost: for price account ranks above litellm" },
            new() { Source = "models_dev", Value = Number("5"), Since = new(2026, 11, 1), Verdict = "agrees", Why = "agrees: says the same" },
        ],
    };

    private static JsonElement Number(string json) => JsonElement.Parse(json);
}
