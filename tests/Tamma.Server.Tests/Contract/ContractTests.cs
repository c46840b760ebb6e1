using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Tamma.Catalog;
using Tamma.Server.Rest;
using Tamma.Server.Settings;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Contract;

public sealed partial class ContractTests
{
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task The_description_of_the_api_is_on_record()
    {
        await using var server = await RunningServer.StartAsync();

        var document = await server.JsonAsync("/openapi.json");

        await Snapshot.MatchAsync("docs/contract/openapi.json", JsonSerializer.Serialize(document, s_indented) + "\n");
    }

    [Fact]
    public async Task An_example_of_every_event_is_on_record()
    {
        var stubs = new Stubs { Removal = new(2, TimeSpan.Zero) };
        EventScenario.Prepare(stubs);
        await using var server = await RunningServer.StartAsync(stubs);
        await EventScenario.PlayAsync(server);

        var feed = await server.JsonAsync("/api/v1/changes?limit=1000&types=" + string.Join(',', EventTypes.All));
        var byType = feed.GetProperty("data").EnumerateArray().GroupBy(happening => happening.GetProperty("type").GetString()!).ToDictionary(group => group.Key, group => group.OrderBy(Subject, StringComparer.Ordinal).First());

        Assert.Equal(EventTypes.All.Order(StringComparer.Ordinal), byType.Keys.Order(StringComparer.Ordinal));
        foreach (var (type, happening) in byType)
        {
            await Snapshot.MatchAsync($"docs/contract/events/{type}.json", Example(happening) + "\n");
        }
    }

    [Fact]
    public async Task Every_problem_is_documented()
    {
        var rows = ProblemKind.All.Select(kind => $"| `{kind.Type}` | {kind.Status} | {kind.Title} | {kind.Remedy} |");
        await Snapshot.MatchAsync("docs/errors.md", $"""
            # Errors

            Every error of the API is `application/problem+json` (RFC 9457) with one of these types. A type is never used for another meaning; `detail` says what went wrong this time and what to do. This file is made from the code by a test.

            | type | status | title | what to do |
            |---|---|---|---|
            {string.Join('\n', rows)}

            """);
    }

    [Fact]
    public void Every_problem_has_a_name_of_its_own()
    {
        var declared = typeof(ProblemKind).GetProperties().Where(property => property.PropertyType == typeof(ProblemKind)).Select(property => ((ProblemKind)property.GetValue(null)!).Name).ToList();

        Assert.Equal(declared.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), ProblemKind.All.Select(kind => kind.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Every_setting_is_documented() => await Snapshot.MatchAsync("docs/configuration.md", SettingsDocument.Render());

    /// <summary>Sources are read side by side, so the order of their events is not that of the scenario; one subject's is.</summary>
    private static string Subject(JsonElement happening) =>
        happening.TryGetProperty("model", out var model) ? model.GetString()!
        : happening.TryGetProperty("provider", out var provider) ? provider.GetString()!
        : "";

    /// <summary>The same for each run of the test.</summary>
    private static string Example(JsonElement happening)
    {
        var text = JsonSerializer.Serialize(happening, s_indented);
        text = Ids().Replace(text, "01990000-0000-7000-8000-000000000000");
        text = Times().Replace(text, "2026-07-01T12:00:00Z").Replace(EventScenario.Retires, "2026-07-21", StringComparison.Ordinal);
        var node = JsonNode.Parse(text)!.AsObject();
        node["position"] = 1;
        return node.ToJsonString(s_indented);
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", RegexOptions.NonBacktracking)]
    private static partial Regex Ids();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[0-9:.]+Z", RegexOptions.NonBacktracking)]
    private static partial Regex Times();
}
