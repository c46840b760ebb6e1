using Tamma.Providers;
using Xunit;

namespace Tamma.Core.Tests.Providers.VertexAi;

public sealed class VertexAiTests
{
    private const string Url = "https://aiplatform.googleapis.com";
    private const string Row = """{"name":"publishers/google/models/gemini-2.5-pro","versionId":"default","openSourceCategory":"PROPRIETARY","supportedActions":{"openNotebook":{"title":"x"}},"launchStage":"PUBLIC_PREVIEW","publisherModelTemplate":"projects/x"}""";

    [Theory]
    [InlineData(Url)]
    [InlineData(Url + "/v1beta1/")]
    public async Task Pages_are_followed_and_ids_have_no_publisher(string url)
    {
        var server = new CannedServer().Answers("{\"publisherModels\":[" + Row + "],\"nextPageToken\":\"t/1\"}").Answers("""{"publisherModels":[{"name":"publishers/google/models/gemma","versionId":"001","launchStage":"GA","openSourceCategory":"GOOGLE_OWNED_OSS"}]}""");
        var listing = await server.CompleteAsync(Connections.Of("vertexai", url) with { Settings = Connections.Of("vertexai", url).Settings.Add("project", "mine") });

        Assert.Equal(
            ["https://aiplatform.googleapis.com/v1beta1/publishers/google/models?pageSize=100", "https://aiplatform.googleapis.com/v1beta1/publishers/google/models?pageSize=100&pageToken=t%2F1"],
            server.Asked.Select(asked => asked.AbsoluteUri));
        Assert.All(server.Headers, headers => Assert.Equal("mine", headers["x-goog-user-project"]));
        Assert.Equal("open_weights=false preview=true status=beta", Text(listing, "gemini-2.5-pro"));
        Assert.Equal("open_weights=true status=active version=001", Text(listing, "gemma"));
        Assert.Empty(listing.UnknownFields);
    }

    [Theory]
    [InlineData("vertexai/2025-08-27-585944.json")]
    [InlineData("vertexai/2025-09-24-ad038b.json")]
    [InlineData("vertexai/2025-11-03-5ab96b.json")]
    [InlineData("vertexai/2026-01-13-87cb61.json")]
    public async Task Recorded_lists_hold_nothing_that_we_do_not_know(string file)
    {
        var listing = await new CannedServer().Answers(Corpus.Recorded(file).Body).CompleteAsync(Connections.Of("vertexai", Url));

        Assert.True(listing.Claims.Length >= 10);
        Assert.Empty(listing.UnknownFields);
    }

    [Fact]
    public Task Damaged_answers() => DamagedAnswers.CheckAsync(
        ["{\"publisherModels\":[" + Row.Replace("publishers/google/models/", "", StringComparison.Ordinal) + "]}", """{"publisherModels":[{"name":"m","token":"sk-secret-0001","versionId":1,"launchStage":"x","openSourceCategory":5},{"name":"sk-secret-0001"}]}"""],
        (server, body) => server.At("/v1beta1/publishers/google/models", body).ListAsync(Connections.Of("vertexai", Url)));

    private static string Text(Listing.Complete listing, string id) =>
        string.Join(' ', listing.Fields($"vertexai/{id}").OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));
}
