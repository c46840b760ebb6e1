using Tamma.Providers;
using Xunit;

namespace Tamma.Core.Tests.Providers.Cohere;

public sealed class CohereTests
{
    private const string Url = "https://api.cohere.com";
    private const string Row = """{"name":"command-a","endpoints":["chat","generate"],"finetuned":false,"is_deprecated":true,"context_length":288000,"tokenizer_url":"https://t","supports_vision":true,"features":["tools","json_schema","logprobs"],"default_endpoints":["chat"],"sampling_defaults":{"temperature":0.3,"k":1,"p":0.75}}""";

    [Theory]
    [InlineData(Url)]
    [InlineData(Url + "/v1")]
    public async Task Pages_are_followed_by_the_token(string url)
    {
        var server = new CannedServer()
            .Answers("{\"models\":[" + Row + "],\"next_page_token\":\"a+b\"}")
            .Answers("""{"models":[{"name":"embed-v4.0","endpoints":["embed"],"features":null,"supports_vision":false}],"next_page_token":""}""");
        var listing = await server.CompleteAsync(Connections.Of("cohere", url));

        Assert.Equal(["https://api.cohere.com/v1/models?page_size=1000", "https://api.cohere.com/v1/models?page_size=1000&page_token=a%2Bb"], server.Asked.Select(asked => asked.AbsoluteUri));
        Assert.Equal(
            "default.temperature=0.3 default.top_k=1 default.top_p=0.75 extra.default_endpoints=[\"chat\"] extra.finetuned=false extra.tokenizer_url=\"https://t\" limit.context=288000 methods=chat,generate modalities.input=text,image status=deprecated structured_output=true supported_parameters=tools,json_schema,logprobs tool_call=true type=chat",
            Text(listing, "command-a"));
        Assert.Equal("methods=embed type=embedding", Text(listing, "embed-v4.0"));
        Assert.Empty(listing.UnknownFields);
    }

    [Fact]
    public async Task A_recorded_page_holds_nothing_that_we_do_not_know()
    {
        var server = new CannedServer().Answers(Corpus.Recorded("cohere/2025-07-18-d5a646.json").Body).Answers("""{"models":[]}""");
        var listing = await server.CompleteAsync(Connections.Of("cohere", Url));

        Assert.Equal(21, listing.Claims.Length);
        Assert.Empty(listing.UnknownFields);
        Assert.All(listing.Claims, claim => Assert.NotNull(claim.Value("type")));
    }

    [Fact]
    public Task Damaged_answers() => DamagedAnswers.CheckAsync(
        ["{\"models\":[" + Row + "]}", """{"models":[{"name":"m","token":"sk-secret-0001","endpoints":[1],"features":"x","supports_vision":5,"is_deprecated":"no"},{"name":"sk-secret-0001"}]}"""],
        (server, body) => server.At("/v1/models", body).ListAsync(Connections.Of("cohere", Url)));

    private static string Text(Listing.Complete listing, string id) =>
        string.Join(' ', listing.Fields($"cohere/{id}").OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));
}
