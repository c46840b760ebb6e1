using Tamma.Providers;
using Xunit;

namespace Tamma.Core.Tests.Providers.Bedrock;

public sealed class BedrockTests
{
    private const string Url = "https://bedrock.eu-west-1.amazonaws.com";
    private const string Row = """
        {"modelId":"anthropic.claude-sonnet-4-20250514-v1:0","modelArn":"arn:aws:x","modelName":"Claude Sonnet 4","providerName":"Anthropic","inputModalities":["TEXT","IMAGE","SPEECH"],"outputModalities":["TEXT"],"responseStreamingSupported":true,"customizationsSupported":[],"inferenceTypesSupported":["INFERENCE_PROFILE"],
        "modelLifecycle":{"status":"LEGACY","endOfLifeTime":"2027-01-01T00:00:00Z"},"batchSupported":{"baseModelSupported":false},"explicitPromptCaching":{"isSupported":true},"converse":{"maxTokensMaximum":65536,"reasoningSupported":{"embedded":true},"userDocumentTypesSupported":["pdf"]},"description":{"maxContextWindow":"200K","releaseDate":"2025-05-14T08:00:00Z","version":"v1"}}
        """;

    [Fact]
    public async Task Amazons_words_become_ours()
    {
        var server = new CannedServer().At("/foundation-models", Summaries(Row));
        var listing = await server.CompleteAsync(Connections.Of("bedrock", Url));
        var fields = listing.Fields("bedrock/anthropic.claude-sonnet-4-20250514-v1:0");

        Assert.Equal(("text,image,audio", "text", "chat", "200000", "65536"), (fields["modalities.input"], fields["modalities.output"], fields["type"], fields["limit.context"], fields["limit.output"]));
        Assert.Equal(("deprecated", "2027-01-01", "2025-05-14", "true", "false", "true", "true"), (fields["status"], fields["shutdown_date"], fields["release_date"], fields["prompt_cache"], fields["batch"], fields["reasoning"], fields["attachment"]));
        Assert.Equal(("Claude Sonnet 4", "Anthropic", "INFERENCE_PROFILE", "false"), (fields["name"], fields["owned_by"], fields["methods"], fields["fine_tuning"]));
        Assert.Empty(listing.UnknownFields);
    }

    [Theory]
    [InlineData("163,840", "163840")]
    [InlineData("1M", "1000000")]
    [InlineData("200k", "200000")]
    [InlineData("128000", "128000")]
    [InlineData("a lot", null)]
    [InlineData("", null)]
    public async Task A_context_that_is_written_for_people_is_read(string written, string? expected)
    {
        var listing = await new CannedServer().At("/foundation-models", Summaries("{\"modelId\":\"m\",\"description\":{\"maxContextWindow\":\"" + written + "\"}}")).CompleteAsync(Connections.Of("bedrock", Url));

        Assert.Equal(expected, listing.Fields("bedrock/m").GetValueOrDefault("limit.context"));
    }

    [Theory]
    [InlineData("eu-central-1", "https://bedrock.eu-central-1.amazonaws.com/")]
    [InlineData("", "https://bedrock.us-east-1.amazonaws.com/")]
    public void The_region_makes_the_address(string region, string url)
    {
        var found = WellKnown.Find(new Dictionary<string, string>(StringComparer.Ordinal) { ["AWS_BEARER_TOKEN_BEDROCK"] = "x", ["AWS_REGION"] = region });

        Assert.Equal((url, "amazon-bedrock"), Assert.Single(found.Connections, connection => connection.Id == "bedrock") is var connection ? (connection.Url.AbsoluteUri, connection.Provider) : default);
    }

    [Fact]
    public void What_is_no_region_makes_no_address() =>
        Assert.Equal("AWS_REGION", Assert.Single(WellKnown.Find(new Dictionary<string, string>(StringComparer.Ordinal) { ["AWS_BEARER_TOKEN_BEDROCK"] = "x", ["AWS_REGION"] = "evil.example/x" }).Unusable).Variable);

    [Theory]
    [InlineData("bedrock/2025-03-25-079e28.json")]
    [InlineData("bedrock/2025-08-01-79e722.json")]
    [InlineData("bedrock/2026-02-10-b1175b.json")]
    public async Task Recorded_lists_hold_nothing_that_we_do_not_know(string file)
    {
        var listing = await new CannedServer().At("/foundation-models", Corpus.Recorded(file).Body).CompleteAsync(Connections.Of("bedrock", Url));

        Assert.True(listing.Claims.Length > 50);
        Assert.Empty(listing.UnknownFields);
        Assert.Equal(listing.Claims.Length, listing.Claims.Count(claim => claim.Value("status") is not null && claim.Value("name") is not null));
    }

    [Fact]
    public Task Damaged_answers() => DamagedAnswers.CheckAsync(
        [Summaries(Row), """{"modelSummaries":[{"modelId":"m","token":"sk-secret-0001","inputModalities":[5],"modelLifecycle":"x","converse":{"userDocumentTypesSupported":1}},{"modelId":"sk-secret-0001"}]}"""],
        (server, body) => server.At("/foundation-models", body).ListAsync(Connections.Of("bedrock", Url)));

    private static string Summaries(string row) => "{\"modelSummaries\":[" + row + "]}";
}
