using System.Net;
using Tamma.Providers;
using Xunit;

namespace Tamma.Core.Tests.Providers.Gemini;

public sealed class GeminiListTests
{
    [Theory]
    [InlineData(
        """
        {"name":"models/m","baseModelId":"gemini-2.5-flash","version":"001","displayName":"M","description":"Words.","inputTokenLimit":1048576,"outputTokenLimit":65536,
         "supportedGenerationMethods":["generateContent","countTokens","createCachedContent","batchGenerateContent","streamGenerateContent"],
         "temperature":1,"topP":0.95,"topK":64,"maxTemperature":2,"thinking":true}
        """,
        "name=M version=001 base_model=gemini-2.5-flash type=chat reasoning=true temperature=true methods=generateContent,countTokens,createCachedContent,batchGenerateContent,streamGenerateContent " +
        "streaming=true prompt_cache=true batch=true default.temperature=1 default.top_p=0.95 default.top_k=64 temperature_max=2 " +
        "limit.context=1048576 limit.input=1048576 limit.output=65536 description=Words.",
        "")]
    [InlineData(
        """{"name":"models/m","baseModelId":"","inputTokenLimit":2048,"outputTokenLimit":1,"supportedGenerationMethods":["embedContent","countTokens","asyncBatchEmbedContent"]}""",
        "type=embedding methods=embedContent,countTokens,asyncBatchEmbedContent batch=true limit.context=2048 limit.input=2048",
        "empty_text_is_unknown=1 output_limit_of_one_is_unknown=1")]
    [InlineData("""{"name":"models/m","supportedGenerationMethods":["predict"]}""", "methods=predict", "")]
    [InlineData("""{"name":"models/m","supportedGenerationMethods":["generateText"]}""", "type=completion methods=generateText", "")]
    [InlineData("""{"name":"models/m","inputTokenLimit":0,"outputTokenLimit":0}""", "", "zero_limit_is_unknown=2")]
    [InlineData("""{"name":"models/m","thinking":null,"temperature":"hot","inputTokenLimit":"wide"}""", """extra.inputTokenLimit="wide" extra.temperature="hot" """, "")]
    [InlineData("""{"name":"models/m","modelStage":{"stage":"PREVIEW"}}""", """extra.modelStage.stage="PREVIEW" """, "")]
    public async Task Its_members_are_read(string row, string fields, string rules) =>
        Assert.Equal((fields.Trim(), rules), (await ReadAsync(row)).Only());

    [Fact]
    public async Task The_id_is_what_stands_behind_models()
    {
        var listing = await ReadAsync("""{"name":"models/gemini-2.5-flash"},{"name":"tunedModels/mine-1"},{"name":"bare"}""");

        Assert.Equal(["google/bare", "google/gemini-2.5-flash", "google/tunedModels/mine-1"], listing.Claims.Select(claim => claim.Key.ToString()));
        Assert.Equal("models/gemini-2.5-flash", listing.Claims[1].SourceRef);
    }

    [Theory]
    [InlineData("""{"displayName":"Gemma"}""")]
    [InlineData("""{"name":null}""")]
    [InlineData("""{"name":""}""")]
    [InlineData("""{"name":5}""")]
    [InlineData("""null""")]
    public async Task A_row_without_a_name_is_skipped_and_counted(string row)
    {
        var listing = await ReadAsync(row + """,{"name":"models/m"}""");

        Assert.Equal("m", Assert.Single(listing.Claims).Key.Id);
        Assert.Equal(1, listing.Rules["row_without_name_is_skipped"]);
    }

    [Fact]
    public async Task Pages_are_followed_by_their_token_and_keep_their_size()
    {
        var server = new CannedServer()
            .Answers("""{"models":[{"name":"models/a"}],"nextPageToken":"Ch5=+/"}""")
            .Answers("""{"models":[{"name":"models/b"}],"nextPageToken":""}""");

        Assert.Equal(2, (await server.CompleteAsync(Connections.Known("google"))).Claims.Length);
        Assert.Equal(
            [
                "https://generativelanguage.googleapis.com/v1beta/models?pageSize=1000",
                "https://generativelanguage.googleapis.com/v1beta/models?pageSize=1000&pageToken=Ch5%3D%2B%2F",
            ],
            server.Asked.Select(url => url.AbsoluteUri));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"nextPageToken":"x"}""")]
    [InlineData("""{"models":{}}""")]
    [InlineData("""[]""")]
    public async Task An_answer_without_rows_is_no_list(string body) =>
        Assert.Equal(ProviderFault.Malformed, (await new CannedServer().Answers(body).FaultAsync(Connections.Known("google"))).Fault);

    [Theory]
    [InlineData("https://generativelanguage.googleapis.com/v1beta", "https://generativelanguage.googleapis.com/v1beta/models?pageSize=1000")]
    [InlineData("https://generativelanguage.googleapis.com/v1/", "https://generativelanguage.googleapis.com/v1/models?pageSize=1000")]
    [InlineData("https://gw.example/gemini", "https://gw.example/gemini/v1beta/models?pageSize=1000")]
    public async Task A_base_is_taken_with_and_without_the_version(string url, string asked)
    {
        var server = new CannedServer().Answers("""{"models":[]}""");
        await server.CompleteAsync(Connections.Known("google") with { Url = new(url) });

        Assert.Equal(asked, Assert.Single(server.Asked).AbsoluteUri);
    }

    [Fact]
    public async Task The_key_goes_in_a_header_and_never_in_the_address()
    {
        var server = new CannedServer().Answers("""{"models":[]}""");
        await server.CompleteAsync(Connections.Known("google"));

        Assert.Equal(Connections.Key, server.Headers[0]["x-goog-api-key"]);
        Assert.False(server.Headers[0].ContainsKey("Authorization"));
        Assert.DoesNotContain(Connections.Key, server.Asked[0].AbsoluteUri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(400, """{"error":{"code":400,"message":"API key not valid.","status":"INVALID_ARGUMENT","details":[{"@type":"type.googleapis.com/google.rpc.ErrorInfo","reason":"API_KEY_INVALID","domain":"googleapis.com"}]}}""", ProviderFault.Unauthorised, "key rejected (400 API_KEY_INVALID), from TAMMA_TEST_KNOWN_KEY")]
    [InlineData(400, """{"error":{"code":400,"message":"x","status":"INVALID_ARGUMENT"}}""", ProviderFault.ServerError, "answered 400 (INVALID_ARGUMENT)")]
    [InlineData(401, """{"error":{"code":401,"message":"x","status":"UNAUTHENTICATED"}}""", ProviderFault.Unauthorised, "key rejected (401), from TAMMA_TEST_KNOWN_KEY")]
    [InlineData(403, """{"error":{"code":403,"message":"x","status":"PERMISSION_DENIED"}}""", ProviderFault.Forbidden, "key may not list models (403), from TAMMA_TEST_KNOWN_KEY")]
    [InlineData(429, """{"error":{"code":429,"message":"Quota exceeded, limit: 0","status":"RESOURCE_EXHAUSTED"}}""", ProviderFault.QuotaExhausted, "no quota left (429 RESOURCE_EXHAUSTED)")]
    [InlineData(429, """[{"error":{"code":429,"message":"Please retry in 46s.","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"46s"}]}}]""", ProviderFault.RateLimited, "too many requests (429); it asks for 46 s of patience")]
    [InlineData(503, """{"error":{"code":503,"message":"x","status":"UNAVAILABLE"}}""", ProviderFault.ServerError, "answered 503 (UNAVAILABLE)")]
    [InlineData(200, """[{"error":{"code":401,"message":"x","status":"UNAUTHENTICATED"}}]""", ProviderFault.Unauthorised, "key rejected (UNAUTHENTICATED), from TAMMA_TEST_KNOWN_KEY")]
    public async Task Its_errors_are_told_apart(int status, string body, ProviderFault fault, string message)
    {
        var failure = await new CannedServer(new() { Attempts = 1 }).Answers((HttpStatusCode)status, body).FaultAsync(Connections.Known("google"));

        Assert.Equal((fault, message), (failure.Fault, failure.Message));
    }

    private static Task<Listing.Complete> ReadAsync(string rows) =>
        new CannedServer().Answers($$"""{"models":[{{rows}}]}""").CompleteAsync(Connections.Known("google"));
}
