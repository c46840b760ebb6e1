using System.Net;
using System.Text.Json;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed class ZaiWorldTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private static readonly (string, string) s_key = ("Authorization", "Bearer k");

    [Fact]
    public async Task The_base_for_coding_lists_a_part_of_the_general_one()
    {
        await MakeAsync("bases", ""","generate":{"models":30,"seed":3}""");

        var general = await IdsAsync("w/bases/api/paas/v4/models");
        var coding = await IdsAsync("w/bases/api/coding/paas/v4/models");

        Assert.Equal(30, general.Count);
        Assert.InRange(coding.Count, 1, 15);
        Assert.True(general.IsSupersetOf(coding));
    }

    [Fact]
    public async Task A_row_is_of_the_thin_OpenAI_form()
    {
        await MakeAsync("rows", "");
        await simulator.Process.AddModelAsync("rows", """{"id":"glyph-5","owned_by":"z-ai","release_date":"2026-01-01","limit":{"context":200000}}""");

        Assert.Equal("""{"object":"list","data":[{"id":"glyph-5","object":"model","created":1767225600,"owned_by":"z-ai"}]}""", (await simulator.AnswerAsync("w/rows/api/paas/v4/models", s_key)).GetRawText());
    }

    [Theory]
    [InlineData("api/paas/v4/models")]
    [InlineData("api/coding/paas/v4/models")]
    public async Task A_world_without_a_list_says_so_in_its_own_form(string path)
    {
        await MakeAsync("listless", ""","no_list":true,"generate":{"models":3,"seed":3}""");

        using var response = await simulator.GetAsync($"w/listless/{path}", [s_key]);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal($$"""{"status":404,"error":"Not Found","path":"/{{path}}"}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("rate_limited", 429, "1302")]
    [InlineData("quota", 429, "1113")]
    [InlineData("unauthorised", 401, "1002")]
    public async Task The_code_of_an_error_is_a_text_of_digits(string kind, int status, string code)
    {
        await MakeAsync("codes", "");
        await simulator.Process.SetFaultAsync("codes", $$"""{"kind":"{{kind}}"}""");

        using var response = await simulator.GetAsync("w/codes/api/paas/v4/models", [s_key]);
        var error = JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("error", error.Names());
        Assert.Equal("code message", error.GetProperty("error").Names());
        Assert.Equal(code, error.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_wrong_key_is_refused()
    {
        await MakeAsync("keyed", "");

        using var response = await simulator.GetAsync("w/keyed/api/paas/v4/models");

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private async Task<HashSet<string>> IdsAsync(string path) =>
        [.. (await simulator.AnswerAsync(path, s_key)).GetProperty("data").EnumerateArray().Select(row => row.GetProperty("id").GetString()!)];

    private Task MakeAsync(string world, string more) => simulator.Process.CreateWorldAsync($$"""{"name":"{{world}}","protocol":"zai","key":"k"{{more}}}""");
}
