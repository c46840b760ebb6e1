using System.Text;
using System.Text.Json;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Rest;

public sealed class CapabilityTests
{
    [Fact]
    public async Task A_capability_is_found_by_anybody_s_name_and_counts_who_has_it()
    {
        await using var server = await StartAsync();

        var one = await server.JsonAsync("/api/v1/capabilities/supportsFunctionCalling");

        Assert.Equal("tool_calling", one.GetProperty("name").GetString());
        Assert.Equal("""{"yes":1,"no":1,"unknown":1}""", one.GetProperty("use").GetRawText());
        Assert.Equal("capability_not_found", (await server.ProblemAsync("/api/v1/capabilities/visoin")).Name);
        Assert.Contains("'vision'", (await server.ProblemAsync("/api/v1/capabilities/visoin")).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_a_known_yes_passes_the_filter()
    {
        await using var server = await StartAsync();

        Assert.Equal(["acme/yes"], Keys(await server.JsonAsync("/api/v1/models?capability=tools")));
        Assert.Equal("invalid_parameter", (await server.ProblemAsync("/api/v1/models?capability=flying")).Name);
    }

    [Fact]
    public async Task A_check_tells_yes_no_and_unknown_apart_and_names_what_would_do()
    {
        await using var server = await StartAsync();

        var answer = await PostAsync(server, "capabilities/check", """{"models":["acme/yes","acme/no","acme/unknown"],"required":["function_calling"],"limits":{"min_context":100000}}""");

        var rows = answer.GetProperty("data").EnumerateArray().ToList();
        Assert.Equal(["yes", "no", "unknown"], rows.Select(row => row.GetProperty("compatible").GetString()));
        Assert.Equal("tool_calling", rows[1].GetProperty("missing")[0].GetString());
        Assert.Equal("acme/yes", rows[1].GetProperty("alternatives")[0].GetProperty("key").GetString());
        Assert.False(rows[0].TryGetProperty("alternatives", out _));
    }

    [Fact]
    public async Task A_model_and_a_document_are_validated_alike()
    {
        await using var server = await StartAsync();

        var model = await PostAsync(server, "capabilities/validate", """{"model":"acme/no"}""");
        var document = await PostAsync(server, "capabilities/validate", """{"fields":{"limit":{"context":1000,"output":2000}},"capabilities":["tools"]}""");

        Assert.Equal("INCONSISTENT_TOKEN_LIMITS", Assert.Single(model.GetProperty("findings").EnumerateArray()).GetProperty("code").GetString());
        Assert.Equal("INCONSISTENT_TOKEN_LIMITS", Assert.Single(document.GetProperty("findings").EnumerateArray()).GetProperty("code").GetString());
        Assert.Equal("yes", document.GetProperty("capabilities").GetProperty("tool_calling").GetString());
    }

    [Theory]
    [InlineData("check", "{}", "invalid_body")]
    [InlineData("check", """{"required":["flying"]}""", "invalid_body")]
    [InlineData("check", """{"model":"acme","required":["tools"]}""", "invalid_key")]
    [InlineData("check", """{"model":"acme/none","required":["tools"]}""", "model_not_found")]
    [InlineData("check", """{"required":["tools"],"limit":0}""", "invalid_body")]
    [InlineData("validate", "{}", "invalid_body")]
    [InlineData("validate", """{"fields":[]}""", "invalid_body")]
    [InlineData("validate", """{"model":"acme/yes","capabilities":["tools"]}""", "invalid_body")]
    public async Task A_question_that_makes_no_sense_is_refused_with_what_to_do(string route, string body, string problem)
    {
        await using var server = await StartAsync();

        using var response = await SendAsync(server, "capabilities/" + route, body);

        Assert.Equal(problem, (await RunningServer.ProblemAsync(response)).Name);
    }

    [Fact]
    public async Task What_a_run_found_is_counted_with_it_and_listed()
    {
        await using var server = await StartAsync();

        var findings = await server.JsonAsync("/api/v1/findings?severity=warning");
        var runs = await server.JsonAsync("/api/v1/discovery/runs");

        Assert.Equal("acme/no", Assert.Single(findings.GetProperty("data").EnumerateArray()).GetProperty("model").GetString());
        Assert.Contains(runs.GetProperty("data").EnumerateArray(), run => run.TryGetProperty("findings", out var found) && found.TryGetProperty("INCONSISTENT_TOKEN_LIMITS", out var count) && count.GetInt32() == 1);
    }

    private static async Task<RunningServer> StartAsync()
    {
        var server = await RunningServer.StartAsync();
        server.Stubs.Acme.Say(
            server.Stubs.Acme.Claim("acme/yes", ("tool_call", true), ("limit.context", 200_000m)),
            server.Stubs.Acme.Claim("acme/no", ("tool_call", false), ("limit.context", 100_000m), ("limit.output", 300_000m)),
            server.Stubs.Acme.Claim("acme/unknown", ("limit.context", 128_000m)));
        await server.DiscoverAsync();
        return server;
    }

    private static async Task<JsonElement> PostAsync(RunningServer server, string route, string body)
    {
        using var response = await SendAsync(server, route, body);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return JsonElement.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static Task<HttpResponseMessage> SendAsync(RunningServer server, string route, string body)
    {
        var request = server.Request(HttpMethod.Post, "/api/v1/" + route);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        return server.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static IEnumerable<string?> Keys(JsonElement list) => list.GetProperty("data").EnumerateArray().Select(row => row.GetProperty("key").GetString());
}
