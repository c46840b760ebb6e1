using System.Text.RegularExpressions;
using Tamma.EndToEnd.Tests.Processes;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed partial class DriftTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("openai", "added deprecated removed", "v1/models")]
    [InlineData("anthropic", "added deprecated limit removed", "v1/models?limit=1000")]
    [InlineData("gemini", "added limit removed", "v1beta/models?pageSize=1000")]
    [InlineData("copilot", "added limit price removed", "models")]
    [InlineData("zen", "added removed", "v1/models")]
    [InlineData("zai", "added removed", "api/paas/v4/models")]
    [InlineData("ollama", "added loaded pulled removed", "api/tags api/ps")]
    [InlineData("lmstudio", "added loaded removed", "api/v1/models")]
    [InlineData("openrouter", "added deprecated limit price removed", "api/v1/models?output_modalities=all")]
    [InlineData("litellm", "added deprecated limit price removed", "model/info")]
    [InlineData("litellm_prices", "added deprecated limit price removed", "model_prices_and_context_window.json")]
    [InlineData("mistral", "added deprecated limit removed", "v1/models")]
    public async Task Every_change_shows_on_the_wire(string protocol, string kinds, string paths)
    {
        await using var simulator = await SimulatorProcess.StartAsync(Cancelled, "--seed", "5");
        await simulator.CreateWorldAsync($$$"""{"name":"w","protocol":"{{{protocol}}}","generate":{"models":30,"seed":3}}""");
        HashSet<string> seen = [];
        var before = await WireAsync(simulator, paths);
        for (var number = 0; number < 60; number++)
        {
            var change = await simulator.TickAsync();
            var after = await WireAsync(simulator, paths);
            Assert.True(before != after, change.GetRawText());
            seen.Add(change.GetProperty("kind").GetString()!);
            before = after;
        }

        Assert.Equal(kinds, string.Join(' ', seen.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task What_is_launched_and_what_is_deprecated_has_its_day()
    {
        await using var simulator = await SimulatorProcess.StartAsync(Cancelled, "--seed", "5");
        await simulator.CreateWorldAsync("""{"name":"w","protocol":"openrouter","generate":{"models":30,"seed":3}}""");
        HashSet<string> found = [];
        while (found.Count < 2)
        {
            var change = await simulator.TickAsync();
            var kind = change.GetProperty("kind").GetString()!;
            if (kind is "added" or "deprecated")
            {
                var rows = System.Text.Json.JsonElement.Parse(await WireAsync(simulator, "api/v1/models?output_modalities=all")).GetProperty("data");
                var row = rows.EnumerateArray().First(row => row.GetProperty("id").GetString() == change.GetProperty("id").GetString());
                Assert.True(kind == "added"
                    ? DateTimeOffset.FromUnixTimeSeconds(row.GetProperty("created").GetInt64()) > new DateTimeOffset(2026, 11, 23, 0, 0, 0, TimeSpan.Zero)
                    : row.GetProperty("expiration_date").GetString() is not null);
                found.Add(kind);
            }
        }
    }

    /// <summary>The listings without what differs by itself from second to second.</summary>
    private static async Task<string> WireAsync(SimulatorProcess simulator, string paths)
    {
        List<string> bodies = [];
        foreach (var path in paths.Split(' '))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"w/w/{path}", UriKind.Relative));
            request.Headers.Add("anthropic-version", "2026-10-21");
            using var response = await simulator.Http.SendAsync(request, Cancelled);
            Assert.True(response.IsSuccessStatusCode);
            bodies.Add(await response.Content.ReadAsStringAsync(Cancelled));
        }

        var text = string.Join('\n', bodies);
        return paths == "v1/models" || paths.Contains("api/ps", StringComparison.Ordinal) ? Volatile().Replace(text, "") : text;
    }

    [GeneratedRegex("\"created\":[0-9]+|\"expires_at\":\"[^\"]*\"", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Volatile();
}
