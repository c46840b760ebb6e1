using System.Net;
using System.Text.Json;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed class ZenWorldTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Fact]
    public async Task A_row_is_an_id_that_was_made_now_by_opencode()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"rows","protocol":"zen"}""");
        await simulator.Process.AddModelAsync("rows", """{"id":"stanza-5","name":"Stanza 5","limit":{"context":1000},"release_date":"2020-01-01"}""");
        await simulator.Process.AddModelAsync("rows", """{"id":"alpha-hidden"}""");

        var before = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var row = Assert.Single((await simulator.GetJsonAsync("w/rows/v1/models")).GetProperty("data").EnumerateArray());

        Assert.Equal("id object created owned_by", row.Names());
        Assert.Equal("stanza-5 model opencode", $"{row.GetProperty("id").GetString()} {row.GetProperty("object").GetString()} {row.GetProperty("owned_by").GetString()}");
        Assert.InRange(row.GetProperty("created").GetInt64(), before, before + 60);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.OK)]
    [InlineData("Bearer k", HttpStatusCode.OK)]
    [InlineData("Bearer public", HttpStatusCode.OK)]
    [InlineData("Bearer wrong", HttpStatusCode.Unauthorized)]
    public async Task No_key_is_needed_but_a_wrong_one_is_refused(string? authorization, HttpStatusCode status)
    {
        await simulator.Process.CreateWorldAsync("""{"name":"keyed","protocol":"zen","key":"k"}""");

        using var response = await simulator.GetAsync("w/keyed/v1/models", authorization is null ? [] : [("Authorization", authorization)]);

        Assert.Equal(status, response.StatusCode);
        Assert.False(response.Headers.Contains("x-request-id"));
    }

    [Fact]
    public async Task Errors_are_of_Zens_form_and_what_is_used_up_is_a_401()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"errors","protocol":"zen","key":"k"}""");
        var wrong = await simulator.AnswerAsync("w/errors/v1/models", ("Authorization", "Bearer wrong"));
        await simulator.Process.SetFaultAsync("errors", """{"kind":"quota"}""");
        using var quota = await simulator.GetAsync("w/errors/v1/models");
        var credits = JsonElement.Parse(await quota.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal("""{"type":"error","error":{"type":"AuthError","message":"Invalid API key."}}""", wrong.GetRawText());
        Assert.Equal(HttpStatusCode.Unauthorized, quota.StatusCode);
        Assert.Equal("CreditsError", credits.GetProperty("error").GetProperty("type").GetString());
    }
}
