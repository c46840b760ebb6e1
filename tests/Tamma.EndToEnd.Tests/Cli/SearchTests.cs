using System.Text.Json;
using Tamma.Client;
using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

public sealed class SearchTests
{
    private static readonly SearchResponse s_found = new()
    {
        Data =
        [
            new() { Model = new() { Key = "acme/falcon-2", Provider = "acme", Id = "falcon-2", Limit = new() { Context = 400_000 }, Cost = new() { Input = 2m, Output = 4m }, ToolCall = true }, Score = 3.5, Group = new() { Canonical = "acme/falcon-2", Listings = 4, Providers = 3, FromPrice = 0.05m } },
            new() { Model = new() { Key = "acme/falcon-1", Provider = "acme", Id = "falcon-1" }, Score = 3.1, Missed = ["context>=200k"] },
        ],
        Total = 1,
        ReadAs = new()
        {
            Constraints = [new() { Words = "with tools", Text = "tool_call", Field = "tool_call", Op = "is", Filter = "tool_call" }, new() { Words = "coding", Text = "purpose=coding if possible", Field = "purpose", Op = "is", Soft = true }],
            Conditions = ["tool_call", "context>=200k", "purpose=coding if possible"],
            Terms = [new() { Text = "flacon", Corrected = "falcon" }],
            Ignored = ["please"],
            Filter = "tool_call and context>=200k",
            Scope = "mine",
            Mode = "lexical",
        },
        LeftOut = new Dictionary<string, int>(StringComparer.Ordinal) { ["free"] = 3, ["unknown price"] = 2 },
        KnownElsewhere = 7,
        Facets = [new() { Field = "provider", Values = [new() { Value = "acme", Count = 2 }], Unknown = 1, Others = 4 }],
        Position = 9,
    };

    [Theory]
    [InlineData("search", "falcon", "--filtr", "tool_call")]
    [InlineData("models", "--provider", "acme")]
    public async Task An_option_that_there_is_not_is_no_word_to_search_for(params string[] arguments)
    {
        await using var server = Serving(s_found);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync(arguments);

        Assert.Equal((2, ""), (outcome.ExitCode, outcome.Out));
        Assert.Contains($"There is no option '{arguments[^2]}' here", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_is_found_it_says_what_to_give_up()
    {
        await using var server = Serving(s_found with
        {
            Data = [],
            Total = 0,
            Facets = null,
            Relaxed = [new() { Drop = ["context>=1m"], Instead = "context>=400k", Filter = "tool_call and context>=400k", Total = 1 }, new() { Drop = ["tool_call"], Filter = "context>=1m", Total = 12 }, new() { Drop = [], Filter = "tool_call", Total = 2 }],
        });
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("search", "flacon");

        Assert.Equal("", outcome.Out);
        Assert.Contains("context>=400k instead of context>=1m: 1 model\nwithout tool_call: 12 models\nwithout the words: 2 models\n", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_few_are_found_it_says_below_them_what_would_find_more()
    {
        await using var server = Serving(s_found with { Facets = null, Relaxed = [new() { Drop = ["modalities.input has audio"], Filter = "tool_call", Total = 12 }] });
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("search", "flacon");

        Assert.NotEqual("", outcome.Out);
        Assert.Contains("without modalities.input has audio: 12 models\n", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_says_what_words_mean_that_no_model_has_and_which_rows_lack_them()
    {
        var meant = new MeantResponse { Source = "built_in", Words = ["jingle"], Axes = ["composing"], Near = 6 };
        await using var server = Serving(s_found with
        {
            Data = [s_found.Data[0] with { Group = null, Meant = true }],
            ReadAs = s_found.ReadAs with { Conditions = [], Terms = [new() { Text = "jingle", Unknown = true }, new() { Text = "klaud", Unknown = true }], Ignored = ["make"], Mode = "hybrid", Meant = meant },
        });
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("search", "make a jingle klaud", "--mode", "hybrid");

        Assert.StartsWith("read as: callable | in no model: klaud | ignored: make | meaning: composing (jingle): 6 near | hidden", outcome.Error, StringComparison.Ordinal);
        Assert.Equal("acme/falcon-2\t400k\t$2.00\t$4.00\tyes\t?\t?\t\tby meaning\n", outcome.Out.Split("provider:")[0]);
    }

    [Fact]
    public async Task It_says_first_how_it_was_read_and_what_is_hidden_and_the_data_stays_clean()
    {
        await using var server = Serving(s_found);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("search", "flacon", "with", "tools", "--facets", "provider");

        Assert.Equal(0, outcome.ExitCode);
        Assert.StartsWith("read as: \"falcon\", tool_call, context>=200k, purpose=coding if possible, callable | spelt: flacon as falcon | ignored: please | hidden: 3 free, 2 unknown price\n", outcome.Error, StringComparison.Ordinal);
        Assert.EndsWith("1 model. 7 more are known that no connection offers: --all\n", outcome.Error, StringComparison.Ordinal);
        Assert.Equal("acme/falcon-2\t400k\t$2.00\t$4.00\tyes\t?\t?\t3 providers, from $0.05\nacme/falcon-1\t?\t?\t?\t?\t?\t?\t\tcontext>=200k\nprovider: acme 2, unknown 1, and 4 more\n", outcome.Out);
    }

    [Fact]
    public async Task On_a_terminal_that_line_comes_first()
    {
        await using var server = Serving(s_found);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunOnTerminalAsync("search", "flacon");

        Assert.StartsWith("read as: ", outcome.Out, StringComparison.Ordinal);
        Assert.Contains("acme/falcon-2", outcome.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ids_are_ids_and_json_is_the_apis()
    {
        await using var server = Serving(s_found);
        using var tamma = new TammaProcess(server);

        Assert.Equal(("acme/falcon-2\nacme/falcon-1\n", ""), await tamma.RunAsync("search", "falcon", "--ids") is var ids ? (ids.Out, ids.Error) : default);
        Assert.Equal(1, JsonElement.Parse((await tamma.RunAsync("search", "falcon", "--json")).Out).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Words_and_options_become_the_apis_question()
    {
        await using var server = Serving(s_found);
        using var tamma = new TammaProcess(server);

        await tamma.RunAsync("search", "cheap", "vision", "--filter", "tool_call", "--facets", "provider,lab", "--sort", "-release_date", "--all", "--limit", "5", "--explain", "--hidden", "only", "--prefer", "provider = acme", "--prefer", "reasoning");

        Assert.Equal(
            """{"q":"cheap vision","filter":"tool_call","prefer":["provider = acme","reasoning"],"scope":"all","hidden":"only","sort":"-release_date","limit":5,"facets":["provider","lab"],"explain":true}""",
            Assert.Single(server.Requests).Body);
    }

    [Fact]
    public async Task A_mistake_in_the_filter_is_pointed_at()
    {
        await using var server = new StubServer();
        server.On(
            "POST /search",
            new() { Type = "urn:tamma:problem:invalid_filter", Title = "x", Status = 400, Detail = "No such field.", Extensions = new Dictionary<string, JsonElement>(StringComparer.Ordinal) { ["position"] = JsonElement.Parse("14"), ["length"] = JsonElement.Parse("6") } },
            TammaJson.Default.ProblemResponse,
            400);
        using var tamma = new TammaProcess(server);

        var outcome = await tamma.RunAsync("search", "--filter", "tool_call and contxt>=200k");

        Assert.Equal((2, "tool_call and contxt>=200k\n              ^^^^^^\nNo such field.\n"), (outcome.ExitCode, outcome.Error));
    }

    [Fact]
    public async Task Why_a_row_stands_where_it_stands_is_a_sum()
    {
        var row = s_found.Data[0] with { Explanation = new() { Factors = [new() { Name = "text", Value = 1, Weight = 2 }, new() { Name = "exactness", Value = 0.5, Weight = 3 }, new() { Name = "own_offer", Value = 0, Weight = 1 }] } };
        await using var server = Serving(s_found with { Data = [row], Facets = null });
        using var tamma = new TammaProcess(server);

        Assert.EndsWith("acme/falcon-2: 3.50 = text 2.00 + exactness 1.50\n", (await tamma.RunAsync("search", "falcon", "--explain")).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task How_it_was_found_stands_before_the_ranks()
    {
        var plan = new SearchPlanResponse
        {
            Models = 5_276,
            Steps = [new() { Condition = "cost.input<1", Count = 455, Left = 400 }, new() { Condition = "tool_call", Count = 3_120, Left = 1 }],
            Terms = [new() { Text = "falcon", Terms = 7, Examples = ["falcon", "falconer"], Postings = 40, Models = 33 }],
            Way = "ranked_with_misses",
        };
        await using var server = Serving(s_found with { Plan = plan, Facets = null });
        using var tamma = new TammaProcess(server);

        Assert.EndsWith(
            "plan: 5,276 models; cost.input<1 (455) leaves 400; tool_call (3,120) leaves 1; ranked, and what misses something too\nplan: \"falcon\" is falcon, falconer and 5 more: 40 postings, 33 models\n",
            (await tamma.RunAsync("search", "falcon", "--explain")).Out,
            StringComparison.Ordinal);
    }

    private static StubServer Serving(SearchResponse found) => new StubServer().On("POST /search", found, TammaJson.Default.SearchResponse);
}
