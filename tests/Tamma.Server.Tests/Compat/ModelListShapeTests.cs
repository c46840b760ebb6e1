using System.Net;
using System.Text.Json;
using Tamma.Server.Tests.Rest;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Compat;

public sealed class ModelListShapeTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task OpenAI_s_form_lists_mine_by_key_with_what_clients_read()
    {
        await using var server = await StartAsync();

        var list = await server.JsonAsync("/v1/models");
        var all = await server.JsonAsync("/v1/models?scope=all");

        Assert.Equal(["acme/alpha", "acme/beta", "acme/gamma"], Ids(list));
        Assert.Equal(["acme/alpha", "acme/beta", "acme/gamma", "other/alpha", "other/lab/delta"], Ids(all));
        Assert.Equal(
            """{"id":"acme/alpha","object":"model","created":1767225600,"owned_by":"acme","name":"Alpha","context_length":200000,"context_window":200000,"max_model_len":200000,"max_output_tokens":8000,"max_completion_tokens":8000,"pricing":{"prompt":"0.000003"},"top_provider":{"context_length":200000,"max_completion_tokens":8000}}""",
            list.GetProperty("data")[0].GetRawText());
    }

    [Theory]
    [InlineData("acme/alpha", "acme/alpha")]
    [InlineData("ACME/Alpha", "acme/alpha")]
    [InlineData("beta", "acme/beta")]
    [InlineData("alpha", "acme/alpha")] // mine goes before what is known elsewhere
    [InlineData("lab%2Fdelta", "other/lab/delta")]
    [InlineData("other%2Flab%2Fdelta", "other/lab/delta")]
    [InlineData("other/lab/delta", "other/lab/delta")]
    public async Task One_is_found_by_its_key_or_by_an_id_that_is_one_provider_s(string name, string key)
    {
        await using var server = await StartAsync();

        Assert.Equal(key, (await server.JsonAsync("/v1/models/" + name)).GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_name_of_several_or_of_none_is_refused_in_the_asker_s_form()
    {
        await using var server = await StartAsync(("third/alpha", false), ("other/twin", false), ("third/twin", false));

        var several = await ErrorAsync(server, "/v1/models/twin", anthropic: false);
        var none = await ErrorAsync(server, "/v1/models/nothing", anthropic: true);

        Assert.Equal("model_not_found", several.GetProperty("error").GetProperty("code").GetString());
        Assert.Contains("other/twin, third/twin", several.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(("error", "not_found_error"), (none.GetProperty("type").GetString(), none.GetProperty("error").GetProperty("type").GetString()));
    }

    [Theory]
    [InlineData("limit=2", "acme/alpha,acme/beta", true)]
    [InlineData("limit=2&after_id=acme/beta", "acme/gamma", false)]
    [InlineData("limit=1&after_id=acme/alpha", "acme/beta", true)]
    [InlineData("after_id=acme/gamma", "", false)]
    [InlineData("after_id=acme/b", "acme/beta,acme/gamma", false)] // gone since: its place counts
    [InlineData("limit=1&before_id=acme/gamma", "acme/beta", true)]
    [InlineData("limit=2&before_id=acme/gamma", "acme/alpha,acme/beta", false)]
    [InlineData("beta=true", "acme/alpha,acme/beta,acme/gamma", false)]
    public async Task Anthropic_s_form_is_paged_as_its_SDKs_ask(string query, string ids, bool more)
    {
        await using var server = await StartAsync();

        var page = await AskAsync(server, "/v1/models?" + query);

        Assert.Equal(ids, string.Join(',', Ids(page)));
        Assert.Equal(more, page.GetProperty("has_more").GetBoolean());
        var expected = ids.Split(',');
        Assert.Equal(ids.Length == 0 ? null : expected[0], page.GetProperty("first_id").GetString());
        Assert.Equal(ids.Length == 0 ? null : expected[^1], page.GetProperty("last_id").GetString());
    }

    [Fact]
    public async Task Anthropic_s_form_says_what_theirs_says()
    {
        await using var server = await StartAsync();

        Assert.Equal(
            """{"type":"model","id":"acme/alpha","display_name":"Alpha","created_at":"2026-01-01T00:00:00Z","max_input_tokens":200000,"max_tokens":8000}""",
            (await AskAsync(server, "/v1/models/acme%2Falpha")).GetRawText());
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=1001")]
    [InlineData("after_id=acme/a&before_id=acme/b")]
    [InlineData("after_id=nokey")]
    [InlineData("scope=everything")]
    [InlineData("unheard=of")]
    public async Task A_bad_parameter_is_refused_in_the_asker_s_form(string query)
    {
        await using var server = await StartAsync();

        using var response = await server.Http.SendAsync(Anthropic(server, "/v1/models?" + query), Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("invalid_request_error", JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancelled)).GetProperty("error").GetProperty("type").GetString());
    }

    [Theory]
    [InlineData("/api.json")]
    [InlineData("/all/api.json")]
    [InlineData("/models.json")]
    [InlineData("/model_prices_and_context_window.json?scope=all")]
    [InlineData("/v1/models")]
    [InlineData("/v1/models/acme/alpha")]
    public async Task Each_is_sent_again_only_when_it_has_changed(string path)
    {
        await using var server = await StartAsync();
        using var first = await server.GetAsync(path);
        var request = server.Request(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("If-None-Match", first.Headers.ETag!.ToString());

        using var again = await server.Http.SendAsync(request, Cancelled);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotModified), (first.StatusCode, again.StatusCode));
        Assert.False(first.Headers.ETag.IsWeak);
        Assert.Contains("Anthropic-Version", string.Join(',', first.Headers.Vary), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_commit_changes_the_document_and_what_is_removed_or_hidden_is_not_in_it()
    {
        await using var server = await StartAsync();
        using var before = await server.GetAsync("/api.json");

        using var http = new HttpClient();
        await OverrideTests.Client(server, http).AnnotateAsync(new() { Key = "acme/alpha", Hidden = true }, Cancelled);
        using var after = await server.GetAsync("/api.json");

        Assert.NotEqual(before.Headers.ETag, after.Headers.ETag);
        Assert.DoesNotContain("alpha", await after.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        Assert.Equal(["acme/beta", "acme/gamma"], Ids(await server.JsonAsync("/v1/models")));
        Assert.Equal("acme/alpha", (await server.JsonAsync("/v1/models/acme/alpha")).GetProperty("id").GetString());
    }

    [Fact]
    public async Task Models_that_the_shape_cannot_say_are_counted_in_a_header()
    {
        await using var server = await StartAsync();
        using var response = await server.GetAsync("/api.json");

        Assert.Equal("2", Assert.Single(response.Headers.GetValues("X-Tamma-Left-Out")));
    }

    [Fact]
    public async Task A_wrong_key_is_refused()
    {
        await using var server = await StartAsync();

        foreach (var path in new[] { "/api.json", "/models.json", "/model_prices_and_context_window.json", "/v1/models", "/v1/models/acme/alpha" })
        {
            using var response = await server.SendAsync(HttpMethod.Get, path, "wrong");
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        }
    }

    private static async Task<RunningServer> StartAsync(params (string Key, bool Mine)[] more)
    {
        var stubs = new Stubs();
        stubs.Acme.Say(
        [
            stubs.Acme.Claim("acme/alpha", ("name", "Alpha"), ("limit.context", 200_000), ("limit.output", 8_000), ("cost.input", 3), ("release_date", "2026-01-01")),
            stubs.Acme.Claim("acme/beta"),
            stubs.Acme.Claim("acme/gamma", ("limit.context", 1_000)),
        ]);
        stubs.ModelsDev.Say(
        [
            stubs.ModelsDev.Claim("other/alpha", ("limit.context", 5), ("limit.output", 5)),
            stubs.ModelsDev.Claim("other/lab/delta"),
            .. more.Select(row => stubs.ModelsDev.Claim(row.Key)),
        ]);
        return await RunningServer.StartAsync(stubs);
    }

    private static HttpRequestMessage Anthropic(RunningServer server, string path)
    {
        var request = server.Request(HttpMethod.Get, path);
        request.Headers.Add("anthropic-version", "2023-06-01");
        return request;
    }

    private static async Task<JsonElement> AskAsync(RunningServer server, string path)
    {
        using var response = await server.Http.SendAsync(Anthropic(server, path), Cancelled);
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        Assert.True(response.IsSuccessStatusCode, text);
        return JsonElement.Parse(text);
    }

    private static async Task<JsonElement> ErrorAsync(RunningServer server, string path, bool anthropic)
    {
        using var response = await server.Http.SendAsync(anthropic ? Anthropic(server, path) : server.Request(HttpMethod.Get, path), Cancelled);
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        return JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancelled));
    }

    private static IEnumerable<string> Ids(JsonElement list) => list.GetProperty("data").EnumerateArray().Select(model => model.GetProperty("id").GetString()!);
}
