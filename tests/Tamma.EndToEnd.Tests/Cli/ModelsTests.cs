using System.Text.Json;
using Tamma.Client;
using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

public sealed class ModelsTests
{
    private static readonly ModelResponse s_known = new()
    {
        Key = "openai/gpt-5",
        Provider = "openai",
        Id = "gpt-5",
        Limit = new() { Context = 200_000, Output = 1_000_000 },
        Cost = new() { Input = 3.00m, Output = 0.075m },
        ToolCall = true,
        Availability = "listed",
    };

    private static readonly ModelResponse s_unknown = new() { Key = "vllm/mystery", Provider = "vllm", Id = "mystery", Availability = "listed" };

    [Fact]
    public async Task Into_a_pipe_a_model_is_its_key_on_a_line()
    {
        await using var server = Serving(s_known, s_unknown);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("models");

        Assert.Equal((0, "openai/gpt-5\nvllm/mystery\n", ""), (outcome.ExitCode, outcome.Out, outcome.Error));
    }

    [Fact]
    public async Task On_a_terminal_models_are_a_table_with_numbers_for_people()
    {
        await using var server = Serving(s_known);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunOnTerminalAsync("models");

        var row = Assert.Single(outcome.Out.Split('\n'), line => line.Contains("openai/gpt-5", StringComparison.Ordinal));
        Assert.Equal(["openai/gpt-5", "200k", "1M", "$3.00", "$0.075", "yes", "?", "?"], row.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
    }

    [Fact]
    public async Task What_nobody_states_is_a_question_mark_and_never_a_zero()
    {
        await using var server = Serving(s_unknown);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunOnTerminalAsync("models");

        var row = Assert.Single(outcome.Out.Split('\n'), line => line.Contains("vllm/mystery", StringComparison.Ordinal));
        Assert.DoesNotContain('0', row);
        Assert.Equal(7, row.Count(letter => letter is '?'));
    }

    [Fact]
    public async Task Json_is_the_apis_own_in_one_document_over_all_pages()
    {
        await using var server = new StubServer();
        server.On("GET /models?limit=1000", new() { Data = [s_known], NextCursor = "next", Position = 7, KnownElsewhere = 3 }, TammaJson.Default.ModelListResponse);
        server.On("GET /models?limit=1000&cursor=next", new() { Data = [s_unknown], Position = 7 }, TammaJson.Default.ModelListResponse);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("models", "--json");

        using var document = JsonDocument.Parse(outcome.Out);
        Assert.Equal(["openai/gpt-5", "vllm/mystery"], document.RootElement.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("key").GetString()));
        Assert.Equal("3.00", document.RootElement.GetProperty("data")[0].GetProperty("cost").GetProperty("input").GetRawText());
        Assert.False(document.RootElement.GetProperty("data")[1].TryGetProperty("cost", out _));
    }

    [Fact]
    public async Task Filters_become_the_apis_query()
    {
        await using var server = Serving(s_known);
        using var tamma = new TammaProcess(server);

        await tamma.RunAsync("models", "openai", "--tools", "--reasoning", "false", "--min-context", "200k", "--max-input-price", "2.50", "--input", "image", "-q", "gpt", "--all", "--sort", "-release_date", "--as-of", "2026-11-20", "--limit", "5");

        Assert.Equal(
            "/models?scope=all&provider=openai&q=gpt&tool_call=true&reasoning=false&input=image&min_context=200000&max_input_price=2.50&sort=-release_date&limit=5&as_of=2026-11-20T00%3A00%3A00Z",
            Assert.Single(server.Requests).Path);
    }

    [Fact]
    public async Task A_filter_is_sent_as_it_is_and_a_mistake_in_it_is_pointed_at()
    {
        await using var server = new StubServer();
        server.On(
            "GET /models?filter=contxt%3E%3D200k&limit=1000",
            new() { Type = "urn:tamma:problem:invalid_filter", Title = "x", Status = 400, Detail = "No such field.", Extensions = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["position"] = JsonElement.Parse("0"), ["length"] = JsonElement.Parse("6") } },
            TammaJson.Default.ProblemResponse,
            400);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("models", "--filter", "contxt>=200k");

        Assert.Equal((2, "contxt>=200k\n^^^^^^\nNo such field.\n"), (outcome.ExitCode, outcome.Error));
    }

    [Fact]
    public async Task Words_are_a_search_with_the_options_as_conditions()
    {
        await using var server = new StubServer();
        server.On("POST /search", Found(), TammaJson.Default.SearchResponse);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("models", "cheapest with tools, 200k", "--reasoning", "false", "--filter", "mine or paid", "--input", "image", "--tag", "a\"b", "--sort", "price", "--all");

        Assert.Equal((0, "read as: tool_call, callable\n0 models.\n"), (outcome.ExitCode, outcome.Error));
        Assert.Equal(
            """{"q":"cheapest with tools, 200k","filter":"(mine or paid) and not reasoning and modalities.input has \u0022image\u0022 and tags has \u0022a\u0022\u0022b\u0022","scope":"all","sort":"price","limit":20}""",
            Assert.Single(server.Requests).Body);
    }

    [Fact]
    public async Task One_word_is_a_provider_where_there_is_one_and_else_a_word()
    {
        await using var server = new StubServer();
        server.On("GET /models?provider=cheapest&limit=1000", new() { Data = [], Position = 7 }, TammaJson.Default.ModelListResponse);
        server.On("GET /models?scope=all&provider=cheapest&hidden=include&limit=1", new() { Data = [], Position = 7 }, TammaJson.Default.ModelListResponse);
        server.On("POST /search", Found(), TammaJson.Default.SearchResponse);
        using var tamma = new TammaProcess(server);

        await tamma.RunAsync("models", "cheapest");

        Assert.Equal("""{"q":"cheapest","limit":20}""", server.Requests[^1].Body);
    }

    private static SearchResponse Found() => new() { Data = [], ReadAs = new() { Constraints = [], Conditions = ["tool_call"], Terms = [], Ignored = [], Filter = "tool_call", Scope = "mine", Mode = "lexical" }, Position = 7 };

    [Fact]
    public async Task A_terminal_says_how_many_more_are_known_elsewhere()
    {
        await using var server = new StubServer();
        server.On("GET /models", new() { Data = [s_known], Position = 7, KnownElsewhere = 8_217 }, TammaJson.Default.ModelListResponse);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunOnTerminalAsync("models");

        Assert.Contains("8,217 more are known that no connection offers: --all", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_color_leaves_no_escape_in_the_output()
    {
        await using var server = Serving(s_known);
        using var tamma = new TammaProcess(server) { Variables = { ["NO_COLOR"] = "1" } };

        var outcome = await tamma.RunOnTerminalAsync("models", "--url", server.Url);

        Assert.Contains("openai/gpt-5", outcome.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\x1b[1m", outcome.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_from_outside_cannot_steer_the_terminal()
    {
        await using var server = Serving(s_known with { Key = "openai/evil\x1b[2J" });
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("models");

        Assert.Equal("openai/evil [2J\n", outcome.Out);
    }

    private static StubServer Serving(params ModelResponse[] models) =>
        new StubServer().On("GET /models", new() { Data = models, Position = 7 }, TammaJson.Default.ModelListResponse);
}
