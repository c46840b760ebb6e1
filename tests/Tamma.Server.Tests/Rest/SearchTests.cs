using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Search;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Rest;

public sealed class SearchTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_name_and_plain_words_are_read_apart_and_found()
    {
        await using var server = await StartAsync();

        var answer = await server.JsonAsync("/api/v1/search?q=falcon%20with%20tools%20at%20least%20200k%20context");

        Assert.Equal(["acme/falcon-2"], Keys(answer).Take(1));
        Assert.Equal(1, answer.GetProperty("total").GetInt32());
        var read = answer.GetProperty("read_as");
        Assert.Equal("tool_call and context>=200k", read.GetProperty("filter").GetString());
        Assert.Equal(["tool_call", "context>=200k"], read.GetProperty("constraints").EnumerateArray().Select(one => one.GetProperty("text").GetString()));
        Assert.Equal("at least 200k context", read.GetProperty("constraints")[1].GetProperty("words").GetString());
        Assert.Equal("falcon", read.GetProperty("terms")[0].GetProperty("text").GetString());
        Assert.Equal("mine", read.GetProperty("scope").GetString());
        Assert.True(answer.GetProperty("position").GetInt64() > 0);
    }

    [Fact]
    public async Task Where_nobody_is_found_the_nearest_questions_that_find_somebody_are_told()
    {
        await using var server = await StartAsync();

        var answer = await server.JsonAsync("/api/v1/search?q=falcon%20with%20tools%20and%202m%20context");

        var relaxed = answer.GetProperty("relaxed")[0];
        Assert.Equal(0, answer.GetProperty("total").GetInt32());
        Assert.Equal(("context>=2M", "context>=400k", "falcon", 1), (relaxed.GetProperty("drop")[0].GetString(), relaxed.GetProperty("instead").GetString(), relaxed.GetProperty("text").GetString()!.Trim(), relaxed.GetProperty("total").GetInt32()));
        var again = await server.JsonAsync($"/api/v1/search?read_words=false&q=falcon&filter={Uri.EscapeDataString(relaxed.GetProperty("filter").GetString()!)}");
        Assert.Equal(1, again.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Where_few_are_found_the_nearest_questions_that_find_more_are_told_on_the_first_page()
    {
        await using var server = await StartAsync();

        var few = await server.JsonAsync("/api/v1/search?q=falcon%20with%20tools%20and%20200k%20context");
        var enough = await server.JsonAsync("/api/v1/search?filter=tool_call");

        var relaxed = few.GetProperty("relaxed")[0];
        Assert.Equal((1, "context>=100k", 2), (few.GetProperty("total").GetInt32(), relaxed.GetProperty("instead").GetString(), relaxed.GetProperty("total").GetInt32()));
        Assert.Equal(3, enough.GetProperty("total").GetInt32());
        Assert.False(enough.TryGetProperty("relaxed", out _));
        var first = await server.JsonAsync("/api/v1/search?filter=tool_call%20and%20cost.input%3E1&limit=1");
        var second = await server.JsonAsync($"/api/v1/search?filter=tool_call%20and%20cost.input%3E1&limit=1&cursor={first.GetProperty("next_cursor").GetString()}");
        Assert.Equal((true, false), (first.TryGetProperty("relaxed", out _), second.TryGetProperty("relaxed", out _)));
    }

    [Fact]
    public async Task A_filter_parameters_and_words_are_one_filter()
    {
        await using var server = await StartAsync();

        var answer = await server.JsonAsync("/api/v1/search?q=vision&filter=not%20open_weights&providers=acme,other&supported_parameters=tools&context=100000&max_price=5");

        Assert.Equal(
            "modalities.input has image and modalities.output has text and not open_weights and provider in (acme, other) and tool_call and context>=100k and cost.input<=5",
            answer.GetProperty("read_as").GetProperty("filter").GetString());
    }

    [Fact]
    public async Task What_a_question_was_read_as_is_sent_back_and_finds_the_same()
    {
        await using var server = await StartAsync();
        var asked = await server.JsonAsync("/api/v1/search?q=cheap%20falcon%20for%20coding%20at%20least%2050k%20context%20cheaper%20than%20eyes");

        var read = asked.GetProperty("read_as");
        var prefer = string.Concat(read.GetProperty("prefer").EnumerateArray().Select(wish => $"&prefer={Uri.EscapeDataString(wish.GetString()!)}"));
        var again = await server.JsonAsync(
            $"/api/v1/search?read_words=false&q={Uri.EscapeDataString(read.GetProperty("text").GetString()!)}&filter={Uri.EscapeDataString(read.GetProperty("filter").GetString()!)}{prefer}&sort={read.GetProperty("sort").GetString()}");

        Assert.Equal("called not has eyes", Part(read, "called"));
        Assert.Equal(["not ending", "answers_in_text", "purpose has coding", "tool_call"], read.GetProperty("prefer").EnumerateArray().Select(wish => wish.GetString()));
        Assert.Equal(["acme/falcon-1", "acme/falcon-2"], Keys(asked).Take(2));
        Assert.Equal(asked.GetProperty("total").GetInt32(), again.GetProperty("total").GetInt32());
        Assert.Equal(Keys(asked).Take(2), Keys(again).Take(2));
        Assert.Equal(read.GetProperty("filter").GetString(), again.GetProperty("read_as").GetProperty("filter").GetString());
        Assert.Equal(read.GetProperty("prefer").GetRawText(), again.GetProperty("read_as").GetProperty("prefer").GetRawText());
    }

    [Fact]
    public async Task Preferences_come_before_the_order_and_one_that_cannot_be_read_is_named()
    {
        await using var server = await StartAsync();

        Assert.Equal("acme/eyes", Keys(await server.JsonAsync("/api/v1/search?sort=cost.input&prefer=vision&prefer=tool_call")).First());
        Assert.Equal("acme/falcon-1", Keys(await server.JsonAsync("/api/v1/search?sort=cost.input&prefer=")).First());
        using var refused = await server.GetAsync("/api/v1/search?prefer=vision&prefer=tool_cal");
        var problem = JsonElement.Parse(await refused.Content.ReadAsStringAsync(Cancelled));
        Assert.Equal((400, "prefer", 1, 0), ((int)refused.StatusCode, problem.GetProperty("parameter")[0].GetString(), problem.GetProperty("item").GetInt32(), problem.GetProperty("position").GetInt32()));
        Assert.Equal("invalid_parameter", (await server.ProblemAsync("/api/v1/search?filter=mine&filter=paid")).Name);
    }

    [Fact]
    public async Task The_plan_is_told_when_asked()
    {
        await using var server = await StartAsync();

        var plan = (await server.JsonAsync("/api/v1/search?q=falcon&filter=tool_call%20and%20context%3E%3D300k&explain=true")).GetProperty("plan");

        Assert.Equal(5, plan.GetProperty("models").GetInt32());
        Assert.Equal(["context>=300k", "tool_call"], plan.GetProperty("steps").EnumerateArray().Select(step => step.GetProperty("condition").GetString()));
        Assert.Equal("falcon", plan.GetProperty("terms")[0].GetProperty("text").GetString());
        Assert.Equal("ranked_with_misses", plan.GetProperty("way").GetString());
        Assert.False((await server.JsonAsync("/api/v1/search?q=falcon")).TryGetProperty("plan", out _));
    }

    [Fact]
    public async Task An_address_and_a_body_ask_the_same()
    {
        await using var server = await StartAsync();

        var address = await server.JsonAsync("/api/v1/search?filter=tool_call&facets=limit.context&sort=-cost.input&limit=2");
        using var posted = await PostAsync(server, """{"filter":"tool_call","facets":["limit.context"],"sort":"-cost.input","limit":2}""");

        Assert.Equal(address.GetRawText(), await posted.Content.ReadAsStringAsync(Cancelled));
    }

    [Fact]
    public async Task A_filter_that_cannot_be_read_is_refused_with_the_place_and_what_may_stand_there()
    {
        await using var server = await StartAsync();

        using var response = await server.GetAsync("/api/v1/search?filter=tool_call%20and%20contxt%3E%3D200k");

        var problem = JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancelled));
        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal("urn:tamma:problem:invalid_filter", problem.GetProperty("type").GetString());
        Assert.Equal((14, 6), (problem.GetProperty("position").GetInt32(), problem.GetProperty("length").GetInt32()));
        Assert.Equal("limit.context", problem.GetProperty("suggestions")[0].GetString());
    }

    [Fact]
    public async Task What_is_left_out_because_nobody_states_it_or_because_it_is_free_is_counted()
    {
        await using var server = await StartAsync();

        var answer = await server.JsonAsync("/api/v1/search?filter=paid%20and%20context%3E%3D1k");

        var left = answer.GetProperty("left_out");
        Assert.Equal(1, left.GetProperty("unknown price").GetInt32());
        Assert.Equal(1, left.GetProperty("unknown context").GetInt32());
    }

    [Fact]
    public async Task With_few_callable_ones_the_answer_says_who_has_more_and_how_to_call_them()
    {
        await using var server = await StartAsync();

        var mine = await server.JsonAsync("/api/v1/search?q=heron");
        var all = await server.JsonAsync("/api/v1/search?q=heron&scope=all");

        Assert.Equal(0, mine.GetProperty("total").GetInt32());
        Assert.Equal(2, mine.GetProperty("known_elsewhere").GetInt32());
        Assert.Equal(
            "2 more are known that no connection offers: 2 at openrouter. To call those of openrouter: tamma providers add openrouter, with its key in OPENROUTER_API_KEY. To see them all: scope=all.",
            mine.GetProperty("advice").GetString());
        Assert.Equal(["openrouter/lab/heron", "openrouter/lab/heron-mini"], Keys(all));
        Assert.False(all.TryGetProperty("advice", out _));
        Assert.Contains("did you mean 'acme'", (await server.JsonAsync("/api/v1/search?providers=acne")).GetProperty("advice").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_facet_has_selected_does_not_narrow_its_own_counts()
    {
        await using var server = await StartAsync();

        var answer = await server.JsonAsync("/api/v1/search?scope=all&filter=provider%3Dacme%20and%20tool_call&facets=provider,tool_call");

        var facets = answer.GetProperty("facets").EnumerateArray().ToList();
        Assert.Equal("""[{"value":"acme","count":3},{"value":"openrouter","count":2}]""", facets[0].GetProperty("values").GetRawText());
        Assert.Equal("""[{"value":"yes","count":3},{"value":"no","count":1}]""", facets[1].GetProperty("values").GetRawText());
        Assert.Equal(1, facets[1].GetProperty("unknown").GetInt32());
    }

    [Fact]
    public async Task An_order_puts_what_is_unknown_last_in_both_directions()
    {
        await using var server = await StartAsync();

        Assert.Equal(["acme/falcon-1", "acme/falcon-2", "acme/eyes"], Keys(await server.JsonAsync("/api/v1/search?sort=cost.input")).Take(3));
        var highest = Keys(await server.JsonAsync("/api/v1/search?sort=-cost.input")).ToList();
        Assert.Equal("acme/eyes", highest[0]);
        Assert.Equal(["acme/mystery", "acme/nocontext"], highest[^2..].Order());
    }

    [Fact]
    public async Task Each_row_tells_what_made_its_rank_when_asked()
    {
        await using var server = await StartAsync();

        var answer = await server.JsonAsync("/api/v1/search?q=falcon-1&explain=true");

        var factors = answer.GetProperty("data")[0].GetProperty("explanation").GetProperty("factors").EnumerateArray().Select(factor => factor.GetProperty("name").GetString());
        Assert.Contains("exactness", factors);
        Assert.False((await server.JsonAsync("/api/v1/search?q=falcon-1")).GetProperty("data")[0].TryGetProperty("explanation", out _));
    }

    [Fact]
    public async Task Models_are_compared_by_what_differs()
    {
        await using var server = await StartAsync();

        var compared = await server.JsonAsync("/api/v1/compare?models=acme/falcon-1,acme/falcon-2,acme/mystery");

        Assert.Equal(["acme/falcon-1", "acme/falcon-2", "acme/mystery"], compared.GetProperty("models").EnumerateArray().Select(model => model.GetProperty("key").GetString()));
        var differences = compared.GetProperty("differences").EnumerateArray().ToDictionary(one => one.GetProperty("field").GetString()!, one => one);
        Assert.Equal("[1,2,null]", differences["cost.input"].GetProperty("values").GetRawText());
        Assert.Equal("""["acme/falcon-1"]""", differences["cost.input"].GetProperty("best").GetRawText());
        Assert.Equal("""["acme/falcon-2"]""", differences["limit.context"].GetProperty("best").GetRawText());
        Assert.Equal("invalid_parameter", (await server.ProblemAsync("/api/v1/compare?models=acme/falcon-1")).Name);
        Assert.Equal("model_not_found", (await server.ProblemAsync("/api/v1/compare?models=acme/falcon-1,acme/flacon-2")).Name);
        Assert.Equal("invalid_key", (await server.ProblemAsync("/api/v1/compare?models=acme/falcon-1,acme")).Name);
    }

    [Fact]
    public async Task Who_types_is_told_what_may_be_meant()
    {
        await using var server = await StartAsync();

        var told = await server.JsonAsync("/api/v1/suggest?q=falc");

        Assert.Equal("""[{"key":"acme/falcon-1","name":"Falcon 1"},{"key":"acme/falcon-2","name":"Falcon 2"}]""", told.GetProperty("models").GetRawText());
        Assert.Equal("""["falcon"]""", told.GetProperty("words").GetRawText());
        Assert.Equal("invalid_parameter", (await server.ProblemAsync("/api/v1/suggest?limit=21")).Name);
    }

    [Fact]
    public async Task One_row_for_a_model_whoever_serves_it_says_how_many_do()
    {
        await using var server = await StartAsync();
        var known = server.Stubs.ModelsDev;
        known.Say([known.Claim("openai/gpt-5", ("cost.input", 4m), ("cost.output", 4m)), known.Claim("openrouter/openai/gpt-5", ("cost.input", 2m), ("cost.output", 2m)), .. Herons(known)]);
        await server.DiscoverAsync();
        await FreshAsync(server);

        var row = (await server.JsonAsync("/api/v1/search?q=gpt-5&scope=all&collapse=canonical")).GetProperty("data")[0];

        Assert.Equal("openai/gpt-5", row.GetProperty("model").GetProperty("key").GetString());
        Assert.Equal("""{"canonical":"openai/gpt-5","listings":2,"providers":2,"from_price":2,"cheapest":"openrouter/openai/gpt-5"}""", row.GetProperty("group").GetRawText());
    }

    [Theory]
    [InlineData("limit=201", "invalid_parameter")]
    [InlineData("collapse=all", "invalid_parameter")]
    [InlineData("mode=psychic", "invalid_parameter")]
    [InlineData("scope=yours", "invalid_parameter")]
    [InlineData("sort=cots.input", "invalid_parameter")]
    [InlineData("facets=colour", "invalid_parameter")]
    [InlineData("facets=a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p,q", "invalid_parameter")]
    [InlineData("cursor=AAAA", "invalid_cursor")]
    [InlineData("query=x", "unknown_parameter")]
    public async Task A_question_that_makes_no_sense_is_refused(string query, string problem)
    {
        await using var server = await StartAsync();

        Assert.Equal(problem, (await server.ProblemAsync("/api/v1/search?" + query)).Name);
    }

    [Fact]
    public async Task A_body_with_a_member_that_means_nothing_is_refused()
    {
        await using var server = await StartAsync();

        using var response = await PostAsync(server, """{"fliter":"tool_call"}""");

        Assert.Equal("invalid_body", (await RunningServer.ProblemAsync(response)).Name);
    }

    [Fact]
    public async Task The_next_page_is_of_the_same_position_though_the_catalogue_moved_on()
    {
        await using var server = await StartAsync();
        var first = await server.JsonAsync("/api/v1/search?sort=key&limit=3");
        var cursor = first.GetProperty("next_cursor").GetString()!;

        server.Stubs.Acme.Say([server.Stubs.Acme.Claim("acme/aaa"), server.Stubs.Acme.Claim("acme/zzz"), .. Claims(server.Stubs.Acme)]);
        await server.DiscoverAsync();
        var moved = await FreshAsync(server);

        var second = await server.JsonAsync($"/api/v1/search?sort=key&limit=50&cursor={cursor}");
        Assert.True(moved.Snapshot.Head.Position > first.GetProperty("position").GetInt64());
        Assert.Equal(first.GetProperty("position").GetInt64(), second.GetProperty("position").GetInt64());
        Assert.Equal(["acme/eyes", "acme/falcon-1", "acme/falcon-2", "acme/mystery", "acme/nocontext"], Keys(first).Concat(Keys(second)));
        Assert.False(second.TryGetProperty("next_cursor", out _));
        Assert.Contains("acme/aaa", Keys(await server.JsonAsync("/api/v1/search?sort=key&limit=3")));
        Assert.Equal("invalid_cursor", (await server.ProblemAsync($"/api/v1/search?sort=-key&cursor={cursor}")).Name);
    }

    [Fact]
    public async Task A_place_in_what_is_no_longer_held_is_expired_and_the_answer_says_to_begin_again()
    {
        await using var server = await StartAsync();
        var cursor = (await server.JsonAsync("/api/v1/search?limit=1")).GetProperty("next_cursor").GetString()!;

        for (var i = 0; i < 4; i++)
        {
            server.Stubs.Acme.Say([server.Stubs.Acme.Claim($"acme/new-{i}"), .. Claims(server.Stubs.Acme)]);
            await server.DiscoverAsync();
            await FreshAsync(server);
            await server.JsonAsync("/api/v1/search?limit=1");
        }

        var (status, name, detail) = await server.ProblemAsync($"/api/v1/search?limit=1&cursor={cursor}");
        Assert.Equal((410, "cursor_expired"), (status, name));
        Assert.Contains("Search again without a cursor", detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_wrote_waits_for_what_he_wrote_and_who_has_the_answer_is_told_so()
    {
        await using var server = await StartAsync();
        server.Stubs.Acme.Say([server.Stubs.Acme.Claim("acme/brand-new"), .. Claims(server.Stubs.Acme)]);
        await server.DiscoverAsync();
        var position = server.App.Services.GetRequiredService<CurrentCatalog>().Snapshot.Head.Position;

        using var response = await server.GetAsync($"/api/v1/search?q=brand-new&at_least={position}");
        Assert.Equal(["acme/brand-new"], Keys(JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancelled))).Take(1));

        await FreshAsync(server);
        using var settled = await server.GetAsync($"/api/v1/search?q=brand-new&at_least={position}");
        var again = server.Request(HttpMethod.Get, $"/api/v1/search?q=brand-new&at_least={position}");
        again.Headers.IfNoneMatch.Add(settled.Headers.ETag!);
        Assert.Equal(304, (int)(await server.Http.SendAsync(again, Cancelled)).StatusCode);
    }

    /// <summary>Also who is who, which is told a moment after a name is found.</summary>
    private static async Task<SearchIndex> FreshAsync(RunningServer server)
    {
        var search = server.App.Services.GetRequiredService<CurrentSearch>();
        await search.FreshAsync(Cancelled);
        await search.SettleAsync(Cancelled);
        return search.Index;
    }

    private static async Task<RunningServer> StartAsync()
    {
        var server = await RunningServer.StartAsync();
        var acme = server.Stubs.Acme;
        acme.Say(Claims(acme));
        var known = server.Stubs.ModelsDev;
        known.Say(Herons(known));
        await server.DiscoverAsync();
        await FreshAsync(server);
        return server;
    }

    private static Claim[] Herons(StubListing known) =>
        [known.Claim("openrouter/lab/heron", ("tool_call", true), ("limit.context", 100_000m)), known.Claim("openrouter/lab/heron-mini", ("tool_call", true))];

    private static Claim[] Claims(StubListing acme) =>
    [
        acme.Claim("acme/falcon-1", ("name", "Falcon 1"), ("tool_call", true), ("limit.context", 100_000m), ("cost.input", 1m), ("cost.output", 2m)),
        acme.Claim("acme/falcon-2", ("name", "Falcon 2"), ("tool_call", true), ("limit.context", 400_000m), ("cost.input", 2m), ("cost.output", 4m)),
        acme.Claim("acme/eyes", ("tool_call", true), ("limit.context", 200_000m), ("modalities.input", new[] { "text", "image" }), ("modalities.output", new[] { "text" }), ("open_weights", false), ("cost.input", 3m), ("cost.output", 6m)),
        acme.Claim("acme/mystery", ("tool_call", false), ("limit.context", 8_000m)),
        acme.Claim("acme/nocontext", ("cost.output", 6m)),
    ];

    private static Task<HttpResponseMessage> PostAsync(RunningServer server, string body)
    {
        var request = server.Request(HttpMethod.Post, "/api/v1/search");
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return server.Http.SendAsync(request, Cancelled);
    }

    /// <summary>The condition of the filter that speaks of a field.</summary>
    private static string? Part(JsonElement read, string field) => read.GetProperty("conditions").EnumerateArray().Select(one => one.GetString()).FirstOrDefault(one => one!.Contains(field, StringComparison.Ordinal));

    private static IEnumerable<string?> Keys(JsonElement answer) => answer.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("model").GetProperty("key").GetString());
}
