using System.Net;
using System.Text.Json;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed class AnthropicWorldTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const string SomeModel = """{"id":"borealis-5","name":"Borealis 5","family":"borealis","limit":{"context":1000000,"output":128000},"modalities":{"input":["text","image"]},"reasoning":true,"tool_call":true,"release_date":"2026-10-01","status":"deprecated","deprecated_at":"2026-11-01","retires_at":"2027-02-01","aliases":["borealis-latest"]}""";
    private static readonly (string, string) s_old = ("anthropic-version", "2023-06-01");
    private static readonly (string, string) s_new = ("anthropic-version", "2026-10-21");

    [Fact]
    public async Task The_old_version_has_four_members_and_the_new_one_the_lifecycle_and_the_capabilities()
    {
        await MakeAsync("versions", "");
        await simulator.Process.AddModelAsync("versions", SomeModel);

        var old = (await simulator.AnswerAsync("w/versions/v1/models", s_old)).GetProperty("data")[0];
        var row = (await simulator.AnswerAsync("w/versions/v1/models", s_new)).GetProperty("data")[0];

        Assert.Equal("""{"type":"model","id":"borealis-5","display_name":"Borealis 5","created_at":"2026-10-01T00:00:00Z"}""", old.GetRawText());
        Assert.Equal("type id display_name created_at lifecycle deprecated_at retires_at line max_input_tokens max_tokens capabilities", row.Names());
        Assert.Equal("deprecated 2026-11-01T00:00:00Z 2027-02-01T00:00:00Z borealis", string.Join(' ', new[] { "lifecycle", "deprecated_at", "retires_at", "line" }.Select(name => row.GetProperty(name).GetString())));
        Assert.Equal("1000000 128000", $"{row.GetProperty("max_input_tokens").GetRawText()} {row.GetProperty("max_tokens").GetRawText()}");
        var capabilities = row.GetProperty("capabilities");
        Assert.Equal("batch citations code_execution context_management effort image_input pdf_input server_tools structured_outputs thinking", capabilities.Names());
        Assert.True(capabilities.GetProperty("image_input").GetProperty("supported").GetBoolean());
        Assert.False(capabilities.GetProperty("pdf_input").GetProperty("supported").GetBoolean());
        Assert.Equal("supported low medium high xhigh max", capabilities.GetProperty("effort").Names());
        Assert.Equal("adaptive enabled disabled between_tools", capabilities.GetProperty("thinking").GetProperty("types").Names());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2024-01-01")]
    public async Task Another_version_or_none_is_an_invalid_request(string? version)
    {
        await MakeAsync("unversioned", "");

        using var response = await simulator.GetAsync("w/unversioned/v1/models", version is null ? [] : [("anthropic-version", version)]);
        var error = JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("type error request_id", error.Names());
        Assert.Equal("invalid_request_error", error.GetProperty("error").GetProperty("type").GetString());
        Assert.Equal(Assert.Single(response.Headers.GetValues("request-id")), error.GetProperty("request_id").GetString());
    }

    [Theory]
    [InlineData("x-api-key", "k", HttpStatusCode.OK)]
    [InlineData("Authorization", "Bearer k", HttpStatusCode.OK)]
    [InlineData("x-api-key", "other", HttpStatusCode.Unauthorized)]
    [InlineData("x-other", "k", HttpStatusCode.Unauthorized)]
    public async Task The_key_is_taken_in_either_header(string header, string value, HttpStatusCode status)
    {
        await MakeAsync("keyed", ""","key":"k" """);

        using var response = await simulator.GetAsync("w/keyed/v1/models", [s_new, (header, value)]);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(status == HttpStatusCode.Unauthorized, text.Contains("\"authentication_error\"", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", 7, 7)]
    [InlineData("?limit=3", 3, 3)]
    [InlineData("?limit=1000", 7, 7)]
    public async Task Pages_go_on_after_the_last_id_until_there_is_no_more(string query, int first, int each)
    {
        await MakeAsync("paged", ""","page_size":7,"generate":{"models":40,"seed":3}""");
        List<string> ids = [];
        JsonElement page;
        var next = query;
        do
        {
            page = await simulator.AnswerAsync($"w/paged/v1/models{next}", s_new);
            var rows = page.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("id").GetString()!).ToList();
            Assert.InRange(rows.Count, 1, each);
            Assert.Equal((rows[0], rows[^1]), (page.GetProperty("first_id").GetString(), page.GetProperty("last_id").GetString()));
            Assert.True(ids.Count > 0 || rows.Count == first);
            ids.AddRange(rows);
            next = $"{(query.Length > 0 ? query + "&" : "?")}after_id={Uri.EscapeDataString(rows[^1])}";
        }
        while (page.GetProperty("has_more").GetBoolean());

        var retired = await simulator.AnswerAsync("w/paged/v1/models?lifecycle[]=retired", s_new);
        ids.AddRange(retired.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("id").GetString()!));
        Assert.Equal((await simulator.Process.ModelIdsAsync("paged")).Order(StringComparer.Ordinal), ids.Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public async Task Without_a_limit_there_are_twenty_and_a_page_before_ends_where_the_next_one_began()
    {
        await MakeAsync("twenty", ""","generate":{"models":60,"seed":3}""");
        var first = await simulator.AnswerAsync("w/twenty/v1/models", s_new);
        var second = await simulator.AnswerAsync($"w/twenty/v1/models?after_id={first.GetProperty("last_id").GetString()}", s_new);
        var back = await simulator.AnswerAsync($"w/twenty/v1/models?before_id={second.GetProperty("first_id").GetString()}", s_new);
        using var lost = await simulator.GetAsync("w/twenty/v1/models?after_id=gone", [s_new]);

        Assert.Equal(20, first.GetProperty("data").GetArrayLength());
        Assert.Equal(first.GetProperty("data").GetRawText(), back.GetProperty("data").GetRawText());
        Assert.False(back.GetProperty("has_more").GetBoolean());
        Assert.Equal(HttpStatusCode.BadRequest, lost.StatusCode);
    }

    [Fact]
    public async Task A_retired_model_shows_when_it_is_asked_for_and_the_newest_is_first()
    {
        await MakeAsync("retired", "");
        foreach (var (id, date, status) in new[] { ("a", "2026-01-01", "null"), ("b", "2026-03-01", "\"retired\""), ("c", "2026-02-01", "\"deprecated\"") })
        {
            await simulator.Process.AddModelAsync("retired", $$"""{"id":"{{id}}","release_date":"{{date}}","status":{{status}}}""");
        }

        Assert.Equal(["c", "a"], await IdsAsync(""));
        Assert.Equal(["b"], await IdsAsync("?lifecycle[]=retired"));
        Assert.Equal(["b", "a"], await IdsAsync("?lifecycle%5B%5D=retired&lifecycle%5B%5D=active"));

        async Task<IEnumerable<string?>> IdsAsync(string query) =>
            (await simulator.AnswerAsync($"w/retired/v1/models{query}", s_new)).GetProperty("data").EnumerateArray().Select(row => row.GetProperty("id").GetString());
    }

    [Fact]
    public async Task One_model_is_found_by_its_id_and_by_its_alias()
    {
        await MakeAsync("one", "");
        await simulator.Process.AddModelAsync("one", SomeModel);

        var byId = await simulator.AnswerAsync("w/one/v1/models/borealis-5", s_new);
        var byAlias = await simulator.AnswerAsync("w/one/v1/models/borealis-latest", s_new);
        var missing = await simulator.AnswerAsync("w/one/v1/models/gone", s_new);

        Assert.Equal("borealis-5", byAlias.GetProperty("id").GetString());
        Assert.Equal(byId.GetRawText(), byAlias.GetRawText());
        Assert.Equal("not_found_error", missing.GetProperty("error").GetProperty("type").GetString());
    }

    [Fact]
    public async Task Some_models_were_made_at_the_epoch()
    {
        await MakeAsync("epoch", ""","generate":{"models":20,"seed":3}""");

        Assert.Contains("\"created_at\":\"1970-01-01T00:00:00Z\"", (await simulator.AnswerAsync("w/epoch/v1/models", s_old)).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_left_shrinks_from_answer_to_answer()
    {
        await MakeAsync("limits", "");
        List<long> left = [];
        for (var number = 0; number < 3; number++)
        {
            using var response = await simulator.GetAsync("w/limits/v1/models", [s_new]);
            left.Add(long.Parse(Assert.Single(response.Headers.GetValues("anthropic-ratelimit-input-tokens-remaining")), System.Globalization.CultureInfo.InvariantCulture));
            Assert.True(DateTimeOffset.TryParse(Assert.Single(response.Headers.GetValues("anthropic-ratelimit-requests-reset")), System.Globalization.CultureInfo.InvariantCulture, out _));
            Assert.True(response.Headers.Contains("anthropic-organization-id"));
        }

        Assert.Equal(left.OrderDescending(), left);
        Assert.Equal(3, left.Distinct().Count());
    }

    private Task MakeAsync(string world, string more) => simulator.Process.CreateWorldAsync($$"""{"name":"{{world}}","protocol":"anthropic"{{more}}}""");
}
