using System.Globalization;
using System.Net;
using System.Text.Json;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed class OpenAiWorldTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const string SomeModel = """{"id":"quillon/stanza-9","owned_by":"quillon","cost":{"input":0.000123,"output":6},"limit":{"context":200000,"output":32000},"tool_call":true,"release_date":"2026-09-01","shutdown_date":"2027-01-01"}""";

    [Theory]
    [InlineData("openai", "id object created owned_by shutdown_date")]
    [InlineData("vllm", "id object created owned_by root parent max_model_len permission shutdown_date")]
    [InlineData("llamacpp", "id object created owned_by architecture meta shutdown_date")]
    [InlineData("gateway", "id object created owned_by context_length max_output_tokens architecture pricing supported_parameters shutdown_date")]
    public async Task Each_flavour_has_its_own_members(string flavour, string members)
    {
        await simulator.Process.CreateWorldAsync($$"""{"name":"flavour-{{flavour}}","protocol":"openai","flavour":"{{flavour}}"}""");
        await simulator.Process.AddModelAsync($"flavour-{flavour}", SomeModel);

        var listing = await simulator.GetJsonAsync($"w/flavour-{flavour}/v1/models");

        Assert.Equal("list", listing.GetProperty("object").GetString());
        Assert.Equal(members, listing.GetProperty("data")[0].Names());
    }

    [Fact]
    public async Task A_gateway_gives_prices_for_one_token_without_an_exponent()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"prices","protocol":"openai","flavour":"gateway"}""");
        await simulator.Process.AddModelAsync("prices", SomeModel);

        var row = (await simulator.GetJsonAsync("w/prices/v1/models")).GetProperty("data")[0];

        Assert.Equal("""{"prompt":"0.000000000123","completion":"0.000006"}""", row.GetProperty("pricing").GetRawText());
    }

    [Fact]
    public async Task A_plain_row_is_created_on_the_day_of_its_release()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"created","protocol":"openai"}""");
        await simulator.Process.AddModelAsync("created", SomeModel);

        var row = (await simulator.GetJsonAsync("w/created/v1/models")).GetProperty("data")[0];

        Assert.Equal(new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds(), row.GetProperty("created").GetInt64());
    }

    [Fact]
    public async Task A_vllm_answer_is_never_the_same_twice()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"vllm","protocol":"openai","flavour":"vllm","generate":{"models":2,"seed":1}}""");

        Assert.NotEqual(await simulator.GetTextAsync("w/vllm/v1/models"), await simulator.GetTextAsync("w/vllm/v1/models"), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_world_with_a_key_refuses_others_in_the_form_of_OpenAI()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"key","protocol":"openai","key":"right"}""");

        using var wrong = await simulator.GetAsync("w/key/v1/models", "Authorization", "Bearer wrong");
        using var right = await simulator.GetAsync("w/key/v1/models", "Authorization", "Bearer right");
        var error = JsonElement.Parse(await wrong.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("error");

        Assert.Equal(HttpStatusCode.OK, right.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        Assert.Equal("invalid_request_error", error.GetProperty("type").GetString());
        Assert.Equal("invalid_api_key", error.GetProperty("code").GetString());
        Assert.Equal(JsonValueKind.Null, error.GetProperty("param").ValueKind);
    }

    [Theory]
    [InlineData("")]
    [InlineData(""","shuffle":true""")]
    public async Task Pages_give_every_model_once(string more)
    {
        var world = $"pages-{more.Length.ToString(CultureInfo.InvariantCulture)}";
        await simulator.Process.CreateWorldAsync($$"""{"name":"{{world}}","protocol":"openai","page_size":10,"generate":{"models":25,"seed":2}{{more}}}""");

        List<string> ids = [];
        List<int> sizes = [];
        JsonElement page;
        var after = "";
        do
        {
            page = await simulator.GetJsonAsync($"w/{world}/v1/models{after}");
            var rows = page.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("id").GetString()!).ToList();
            Assert.Equal(rows[0], page.GetProperty("first_id").GetString());
            Assert.Equal(rows[^1], page.GetProperty("last_id").GetString());
            ids.AddRange(rows);
            sizes.Add(rows.Count);
            after = $"?after={Uri.EscapeDataString(rows[^1])}";
        }
        while (page.GetProperty("has_more").GetBoolean());

        Assert.Equal([10, 10, 5], sizes);
        Assert.Equal((await simulator.Process.ModelIdsAsync(world)).Order(StringComparer.Ordinal), ids.Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Theory]
    [InlineData("?limit=3", 3)]
    [InlineData("?limit=1000", 10)]
    public async Task A_limit_makes_a_page_smaller_and_never_larger(string query, int rows)
    {
        await simulator.Process.CreateWorldAsync($$$"""{"name":"limit-{{{rows}}}","protocol":"openai","page_size":10,"generate":{"models":25,"seed":2}}""");

        Assert.Equal(rows, (await simulator.GetJsonAsync($"w/limit-{rows}/v1/models{query}")).GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task A_page_after_a_model_that_is_not_there_is_refused()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"cursor","protocol":"openai","page_size":10}""");

        using var response = await simulator.GetAsync("w/cursor/v1/models?after=gone");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_shuffled_world_says_the_same_in_another_order()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"shuffle","protocol":"openai","flavour":"gateway","shuffle":true,"generate":{"models":30,"seed":2}}""");

        var first = await simulator.GetJsonAsync("w/shuffle/v1/models");
        var second = await simulator.GetJsonAsync("w/shuffle/v1/models");

        Assert.NotEqual(first.GetRawText(), second.GetRawText(), StringComparer.Ordinal);
        Assert.Equal(Sorted(first), Sorted(second), JsonElement.DeepEquals);
    }

    private static IEnumerable<JsonElement> Sorted(JsonElement listing) =>
        listing.GetProperty("data").EnumerateArray().OrderBy(row => row.GetProperty("id").GetString(), StringComparer.Ordinal);
}
