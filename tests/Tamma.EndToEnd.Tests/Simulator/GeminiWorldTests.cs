using System.Net;
using System.Text.Json;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed class GeminiWorldTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Fact]
    public async Task A_row_has_the_members_of_the_real_one_and_its_name_a_prefix()
    {
        await MakeAsync("rows", "");
        await simulator.Process.AddModelAsync("rows", """{"id":"mosaic-9","name":"Mosaic 9","description":"Tiles.","cost":{"input":1,"output":4,"cache_read":0.1},"limit":{"context":1048576,"output":65536},"reasoning":true}""");
        await simulator.Process.AddModelAsync("rows", """{"id":"unnamed","limit":{"context":8192,"output":1024}}""");
        await simulator.Process.AddModelAsync("rows", """{"id":"embed","kind":"embedding","limit":{"context":2048}}""");

        var rows = (await simulator.GetJsonAsync("w/rows/v1beta/models")).GetProperty("models");

        Assert.Equal("name version displayName description inputTokenLimit outputTokenLimit supportedGenerationMethods temperature topP topK maxTemperature thinking", rows[0].Names());
        Assert.Equal("models/mosaic-9", rows[0].GetProperty("name").GetString());
        Assert.Equal("""["generateContent","countTokens","createCachedContent","batchGenerateContent"]""", rows[0].GetProperty("supportedGenerationMethods").GetRawText());
        Assert.False(rows[1].TryGetProperty("displayName", out _));
        Assert.Equal("embedContent 1", $"{rows[2].GetProperty("supportedGenerationMethods")[0].GetString()} {rows[2].GetProperty("outputTokenLimit").GetRawText()}");
    }

    [Theory]
    [InlineData("", "", 50)]
    [InlineData("", "pageSize=13", 13)]
    [InlineData(""","page_size":9""", "pageSize=1000", 9)]
    public async Task Pages_go_on_with_the_token_and_give_every_model_once(string more, string query, int rows)
    {
        await MakeAsync("paged", $$$"""{{{more}}},"generate":{"models":120,"seed":3}""");
        List<string> ids = [];
        string? token = null;
        do
        {
            var page = await simulator.GetJsonAsync($"w/paged/v1beta/models?{query}{(token is null ? "" : $"&pageToken={Uri.EscapeDataString(token)}")}");
            Assert.InRange(page.GetProperty("models").GetArrayLength(), 1, rows);
            ids.AddRange(page.GetProperty("models").EnumerateArray().Select(row => row.GetProperty("name").GetString()!["models/".Length..]));
            token = page.TryGetProperty("nextPageToken", out var next) ? next.GetString() : null;
        }
        while (token is not null);

        Assert.Equal((await simulator.Process.ModelIdsAsync("paged")).Order(StringComparer.Ordinal), ids.Order(StringComparer.Ordinal), StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_page_holds_no_more_than_a_thousand()
    {
        await MakeAsync("many", ""","generate":{"models":3000,"seed":3}""");

        Assert.Equal(1000, (await simulator.GetJsonAsync("w/many/v1beta/models?pageSize=5000")).GetProperty("models").GetArrayLength());
    }

    [Fact]
    public async Task One_generated_row_has_no_display_name()
    {
        await MakeAsync("nameless", ""","generate":{"models":30,"seed":3}""");

        Assert.Single((await simulator.GetJsonAsync("w/nameless/v1beta/models")).GetProperty("models").EnumerateArray(), row => !row.TryGetProperty("displayName", out _));
    }

    [Fact]
    public async Task The_key_is_taken_from_the_header_and_from_the_query_and_is_not_logged()
    {
        await MakeAsync("keyed", ""","key":"k" """);

        using var byHeader = await simulator.GetAsync("w/keyed/v1beta/models", "x-goog-api-key", "k");
        using var byQuery = await simulator.GetAsync("w/keyed/v1beta/models?key=k&pageSize=3");
        using var none = await simulator.GetAsync("w/keyed/v1beta/models");
        using var wrong = await simulator.GetAsync("w/keyed/v1beta/models?key=wrong");
        var error = JsonElement.Parse(await wrong.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("error");

        Assert.Equal([200, 200, 403, 400], new[] { byHeader, byQuery, none, wrong }.Select(response => (int)response.StatusCode));
        Assert.Equal("code message status details", error.Names());
        Assert.Equal("INVALID_ARGUMENT", error.GetProperty("status").GetString());
        Assert.Equal("API_KEY_INVALID", error.GetProperty("details")[0].GetProperty("reason").GetString());
        Assert.DoesNotContain("key=k", (await simulator.Process.RequestsAsync("keyed")).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_model_is_found_and_a_missing_one_and_a_wrong_token_are_refused()
    {
        await MakeAsync("one", "");
        await simulator.Process.AddModelAsync("one", """{"id":"mosaic-9","name":"Mosaic 9"}""");

        using var lost = await simulator.GetAsync("w/one/v1beta/models?pageToken=gone");

        Assert.Equal("models/mosaic-9", (await simulator.GetJsonAsync("w/one/v1beta/models/mosaic-9")).GetProperty("name").GetString());
        Assert.Equal("NOT_FOUND", (await simulator.AnswerAsync("w/one/v1beta/models/gone")).GetProperty("error").GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, lost.StatusCode);
    }

    [Fact]
    public async Task How_long_to_wait_stands_in_the_body_alone()
    {
        await MakeAsync("wait", "");
        await simulator.Process.SetFaultAsync("wait", """{"kind":"rate_limited","retry_after":46}""");

        using var response = await simulator.GetAsync("w/wait/v1beta/models");
        var details = JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).GetProperty("error").GetProperty("details");

        Assert.Null(response.Headers.RetryAfter);
        Assert.Equal("46s", Assert.Single(details.EnumerateArray(), detail => detail.GetProperty("@type").GetString() == "type.googleapis.com/google.rpc.RetryInfo").GetProperty("retryDelay").GetString());
    }

    private Task MakeAsync(string world, string more) => simulator.Process.CreateWorldAsync($$"""{"name":"{{world}}","protocol":"gemini"{{more}}}""");
}
