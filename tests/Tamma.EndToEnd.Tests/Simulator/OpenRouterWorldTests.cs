using System.Net;
using System.Text.Json;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed class OpenRouterWorldTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const string SomeModel = """{"id":"quillon/stanza-5","name":"Stanza 5","owned_by":"quillon","cost":{"input":2,"output":10,"cache_read":0.2,"long_context":{"from":200000,"input":4,"output":15}},"limit":{"context":1000000,"output":128000},"modalities":{"input":["text","image","pdf"],"output":["text"]},"reasoning":true,"tool_call":true,"structured_output":true,"temperature":false,"knowledge":"2026-01","release_date":"2026-06-30","retires_at":"2027-01-01"}""";

    [Fact]
    public async Task A_row_has_prices_for_one_token_as_texts_and_a_slug_that_stays()
    {
        await MakeAsync("rows");
        await simulator.Process.AddModelAsync("rows", SomeModel);

        var row = (await simulator.GetJsonAsync("w/rows/api/v1/models")).GetProperty("data")[0];

        Assert.Equal("id canonical_slug hugging_face_id name created description context_length architecture pricing top_provider per_request_limits supported_parameters default_parameters supported_voices knowledge_cutoff expiration_date links reasoning", row.Names());
        Assert.Equal("quillon/stanza-5-20260630", row.GetProperty("canonical_slug").GetString());
        Assert.Equal("""{"prompt":"0.000002","completion":"0.00001","input_cache_read":"0.0000002","overrides":[{"min_prompt_tokens":200000,"prompt":"0.000004","completion":"0.000015"}]}""", row.GetProperty("pricing").GetRawText());
        Assert.Equal("""{"modality":"text+image+file->text","input_modalities":["text","image","file"],"output_modalities":["text"],"tokenizer":"Other","instruct_type":null}""", row.GetProperty("architecture").GetRawText());
        Assert.Equal("""["include_reasoning","max_tokens","reasoning","response_format","structured_outputs","stop","tool_choice","tools"]""", row.GetProperty("supported_parameters").GetRawText());
        Assert.Equal("2026-01-01 2027-01-01", $"{row.GetProperty("knowledge_cutoff").GetString()} {row.GetProperty("expiration_date").GetString()}");
    }

    [Fact]
    public async Task Text_models_are_listed_unless_others_are_asked_for()
    {
        await MakeAsync("outputs");
        await simulator.Process.AddModelAsync("outputs", SomeModel);
        await simulator.Process.AddModelAsync("outputs", """{"id":"quillon/embed","kind":"embedding"}""");
        await simulator.Process.AddModelAsync("outputs", """{"id":"quillon/paint","modalities":{"input":["text"],"output":["image"]}}""");

        Assert.Equal(["quillon/stanza-5"], await IdsAsync("w/outputs/api/v1/models"));
        Assert.Equal(["quillon/embed"], await IdsAsync("w/outputs/api/v1/models?output_modalities=embeddings"));
        Assert.Equal(["quillon/embed", "quillon/paint"], await IdsAsync("w/outputs/api/v1/models?output_modalities=embeddings,image"));
        Assert.Equal(3, (await IdsAsync("w/outputs/api/v1/models?output_modalities=all")).Count);
    }

    [Fact]
    public async Task The_list_is_whole_until_a_client_asks_for_pages_and_then_the_next_one_is_linked()
    {
        await MakeAsync("pages", ""","generate":{"models":2500,"seed":3}""");
        var whole = await IdsAsync("w/pages/api/v1/models?output_modalities=all");

        List<string> ids = [];
        List<int> sizes = [];
        var next = "w/pages/api/v1/models?output_modalities=all&limit=5000";
        while (next is not null)
        {
            var page = JsonElement.Parse(await simulator.Http.GetStringAsync(new Uri(next, UriKind.RelativeOrAbsolute), TestContext.Current.CancellationToken));
            Assert.Equal(2500, page.GetProperty("total_count").GetInt32());
            sizes.Add(page.GetProperty("data").GetArrayLength());
            ids.AddRange(page.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("id").GetString()!));
            next = page.GetProperty("links").GetProperty("next").GetString();
        }

        Assert.Equal([1000, 1000, 500], sizes);
        Assert.Equal(whole, ids);
        Assert.Equal((await simulator.Process.ModelIdsAsync("pages")).Order(StringComparer.Ordinal), ids.Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_router_has_no_price_and_an_alias_names_its_target()
    {
        await MakeAsync("odd", ""","generate":{"models":20,"seed":3}""");

        var rows = (await simulator.GetJsonAsync("w/odd/api/v1/models?output_modalities=all")).GetProperty("data").EnumerateArray().ToList();
        var router = Assert.Single(rows, row => row.GetProperty("pricing").GetProperty("prompt").GetString() == "-1");
        var alias = Assert.Single(rows, row => row.TryGetProperty("alias_target", out _));

        Assert.Equal("openrouter/auto", router.GetProperty("id").GetString());
        Assert.Matches("^~.+-latest$", alias.GetProperty("id").GetString());
        Assert.Contains(rows, row => row.GetProperty("id").GetString() == alias.GetProperty("alias_target").GetProperty("slug").GetString());
    }

    [Fact]
    public async Task The_hosts_of_a_model_are_the_same_every_time_and_measured_for_those_with_a_key()
    {
        await MakeAsync("hosts", ""","key":"k" """);
        await simulator.Process.AddModelAsync("hosts", SomeModel);
        const string Path = "w/hosts/api/v1/models/quillon/stanza-5/endpoints";

        var open = (await simulator.AnswerAsync(Path)).GetProperty("data");
        var measured = (await simulator.AnswerAsync(Path, ("Authorization", "Bearer k"))).GetProperty("data").GetProperty("endpoints")[0];
        var bySlug = (await simulator.AnswerAsync("w/hosts/api/v1/models/quillon/stanza-5-20260630/endpoints")).GetProperty("data");

        Assert.Equal("id name created description architecture endpoints", open.Names());
        Assert.Equal(open.GetRawText(), bySlug.GetRawText());
        Assert.Equal("name model_id model_name context_length pricing provider_name tag quantization max_completion_tokens max_prompt_tokens supported_parameters supports_implicit_caching status uptime_last_30m uptime_last_1d latency_last_30m throughput_last_30m", measured.Names());
        Assert.Equal(JsonValueKind.Null, open.GetProperty("endpoints")[0].GetProperty("latency_last_30m").ValueKind);
        Assert.Equal("p50 p75 p90 p99", measured.GetProperty("latency_last_30m").Names());
        Assert.Equal(404, (await simulator.AnswerAsync("w/hosts/api/v1/models/quillon/gone/endpoints")).GetProperty("error").GetProperty("code").GetInt32());
    }

    [Theory]
    [InlineData("api/v1/models", null, HttpStatusCode.OK)]
    [InlineData("api/v1/models", "Bearer wrong", HttpStatusCode.Unauthorized)]
    [InlineData("api/v1/models/user", null, HttpStatusCode.Unauthorized)]
    [InlineData("api/v1/models/user", "Bearer k", HttpStatusCode.OK)]
    [InlineData("api/v1/key", null, HttpStatusCode.Unauthorized)]
    [InlineData("api/v1/key", "Bearer k", HttpStatusCode.OK)]
    public async Task The_list_is_open_and_the_account_is_not(string path, string? authorization, HttpStatusCode status)
    {
        await MakeAsync("keyed", ""","key":"k" """);

        using var response = await simulator.GetAsync($"w/keyed/{path}", authorization is null ? [] : [("Authorization", authorization)]);
        var body = JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(status, response.StatusCode);
        Assert.True(status == HttpStatusCode.OK ? body.TryGetProperty("data", out _) : body.GetProperty("error").GetProperty("code").GetInt32() == 401);
    }

    private async Task<List<string>> IdsAsync(string path) =>
        [.. (await simulator.GetJsonAsync(path)).GetProperty("data").EnumerateArray().Select(row => row.GetProperty("id").GetString()!)];

    private Task MakeAsync(string world, string more = "") => simulator.Process.CreateWorldAsync($$"""{"name":"{{world}}","protocol":"openrouter"{{more}}}""");
}
