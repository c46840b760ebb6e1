using System.Text;
using System.Text.Json;
using Tamma.Core.Tests.Providers.Anthropic;
using Tamma.Core.Tests.Providers.GitHubCopilot;
using Tamma.Core.Tests.Providers.OpenRouter;
using Tamma.Providers;
using Tamma.Providers.Wire;
using Xunit;

namespace Tamma.Core.Tests.Providers.Wire;

/// <summary>Every member of every answer that hosted providers gave, or that is documented, stands in the table of its format.</summary>
public sealed class HostedAnswersTests
{
    private static readonly (string Connection, string Folder)[] s_recorded = [("anthropic", "anthropic"), ("openai", "openai"), ("google", "gemini"), ("openrouter", "openrouter")];

    /// <summary>Without the corpus there is one row for each provider, by whose name the test is skipped.</summary>
    public static TheoryData<string, string> Recorded { get; } = [.. s_recorded.SelectMany(pair =>
        Corpus.List(Path.Combine("provider-responses", pair.Folder)).DefaultIfEmpty("absent.json").Select(file => (pair.Connection, $"{pair.Folder}/{file}")))];

    public static TheoryData<string, string> Documented { get; } = new()
    {
        { "anthropic", AnthropicListTests.Whole },
        { "openrouter", $$$"""{"data":[{{{OpenRouterListTests.Whole}}}],"total_count":1,"links":{"next":null}}""" },
        { "github-copilot", $$"""{"object":"list","data":[{{CopilotListTests.Whole}}]}""" },
    };

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task A_recorded_answer_is_read_whole(string id, string file) => await CheckAsync(id, Encoding.UTF8.GetString(Corpus.Recorded(file).Body));

    [Theory]
    [MemberData(nameof(Documented))]
    public async Task A_documented_answer_is_read_whole(string id, string body) => await CheckAsync(id, body);

    [Fact]
    public async Task The_newest_list_of_OpenRouter_is_read_whole() => await CheckAsync("openrouter", Encoding.UTF8.GetString(Corpus.Read("openrouter-models.json")));

    [Theory]
    [InlineData("anthropic")]
    [InlineData("openai")]
    [InlineData("gemini")]
    [InlineData("openrouter")]
    [InlineData("github_copilot")]
    [InlineData("opencode_zen")]
    [InlineData("zai")]
    public void Hardly_anything_is_left_out_and_nothing_without_a_reason(string type)
    {
        var members = ProviderTypes.Find(type)!.Map!.Fields;

        Assert.True(members.Count(member => member.Use is WireUse.Ignored) <= members.Length * 0.05, string.Join(' ', members.Where(member => member.Use is WireUse.Ignored).Select(member => member.Path)));
        Assert.All(members, member => Assert.True(member.Use is WireUse.Mapped || member.Because is { Length: > 5 }, member.Path));
        Assert.All(members, member => Assert.True(member.Use is not WireUse.Mapped || member.Targets.Length > 0, member.Path));
    }

    private static async Task CheckAsync(string id, string body)
    {
        var connection = Connections.Known(id);
        var map = ProviderTypes.Find(connection.Type)!.Map!;
        using var json = JsonDocument.Parse(body);
        var rows = json.RootElement.GetProperty(id == "google" ? "models" : "data").EnumerateArray().ToArray();

        Assert.NotEmpty(rows);
        Assert.All(rows.SelectMany(row => Paths(row, "")).Distinct(StringComparer.Ordinal), path => Assert.True(IsKnown(map, path), path));
        Assert.All(
            Paths(json.RootElement, "").Select(path => path.Split("[]")[0]).Distinct(StringComparer.Ordinal),
            path => Assert.Contains(map.Envelope, member => path == member.Path || path.StartsWith(member.Path + ".", StringComparison.Ordinal)));

        // Recordings are of first pages; where the list goes on is another test's business.
        var page = body.Replace("nextPageToken", "noPageToken", StringComparison.Ordinal);
        var listing = await new CannedServer().Answers(page).CompleteAsync(connection);
        Assert.Empty(listing.UnknownFields);
        Assert.Equal(rows.Length, listing.Claims.Length + listing.Rules.GetValueOrDefault("duplicate_id") + listing.Rules.GetValueOrDefault("duplicate_id_differs"));
        Assert.DoesNotContain("other_value_is_kept", listing.Rules.Keys);
    }

    /// <summary>A line for a list covers what is in the list; a null in the place of an object says nothing.</summary>
    private static bool IsKnown(WireMap map, string path) =>
        map.Find(path) is not null || map.Find(path.Split("[]")[0]) is not null || map.Fields.Any(field => field.Path.StartsWith(path + ".", StringComparison.Ordinal));

    private static IEnumerable<string> Paths(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(member => Paths(member.Value, path.Length == 0 ? member.Name : $"{path}.{member.Name}")),
        JsonValueKind.Array when element.GetArrayLength() > 0 && element[0].ValueKind is JsonValueKind.Object => element.EnumerateArray().SelectMany(item => Paths(item, path + "[]")),
        _ => [path],
    };
}
