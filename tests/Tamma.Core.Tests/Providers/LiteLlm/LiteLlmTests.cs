using System.Net;
using Tamma.Providers;
using Xunit;

namespace Tamma.Core.Tests.Providers.LiteLlm;

public sealed class LiteLlmTests
{
    private const string Url = "http://127.0.0.1:4000";

    private const string Row = """
        {"model_name":"gpt-4o","litellm_params":{"model":"azure/gpt-4o","api_base":"https://CANARY.example","api_key":"sk-CANARY-1","aws_secret_access_key":"CANARY-aws","vertex_credentials":{"private_key":"CANARY-vertex"},"use_in_pass_through":false},
        "model_info":{"id":"abc","db_model":false,"key":"azure/gpt-4o","max_tokens":16384,"max_input_tokens":128000,"max_output_tokens":16384,"input_cost_per_token":2.75e-06,"output_cost_per_token":"1.1e-05","cache_read_input_token_cost":1.375e-06,
        "cache_creation_input_token_cost":null,"litellm_provider":"azure","mode":"chat","supports_vision":true,"supports_pdf_input":true,"supports_audio_input":null,"supports_function_calling":true,"supports_response_schema":true,"supports_prompt_caching":true,"supports_web_search":false,"supported_openai_params":["temperature"],"rpm":100,"deprecation_date":"2027-01-01"}}
        """;

    [Theory]
    [InlineData(Url)]
    [InlineData(Url + "/v1")]
    public async Task Prices_for_a_token_become_prices_for_a_million(string url)
    {
        var server = new CannedServer().At("/model/info", Data(Row));
        var listing = await server.CompleteAsync(Connections.Of("litellm", url));

        Assert.Equal(
            "cost.cache_read=1.375 cost.input=2.75 cost.output=11 extra.model_info.rpm=100 limit.input=128000 limit.output=16384 modalities.input=text,image,pdf owned_by=azure prompt_cache=true root=azure/gpt-4o shutdown_date=2027-01-01 structured_output=true supported_parameters=temperature tool_call=true type=chat",
            Text(listing, "gpt-4o"));
        Assert.Empty(listing.UnknownFields);
    }

    [Fact]
    public async Task Keys_and_addresses_of_the_providers_behind_it_are_not_kept() =>
        Assert.DoesNotContain("CANARY", (await new CannedServer().At("/model/info", Data(Row)).CompleteAsync(Connections.Of("litellm", Url))).Everything(), StringComparison.Ordinal);

    [Fact]
    public async Task Deployments_of_one_name_are_one_offer_and_what_differs_is_counted()
    {
        var listing = await new CannedServer()
            .At("/model/info", Data("""{"model_name":"m","model_info":{"id":"1","max_input_tokens":8000,"mode":"chat"}},{"model_name":"m","model_info":{"id":"2","max_input_tokens":4000,"mode":"chat","max_output_tokens":100}}"""))
            .CompleteAsync(Connections.Of("litellm", Url));

        Assert.Equal("limit.input=8000 limit.output=100 type=chat", Text(listing, "m"));
        Assert.Equal((1, 1), (listing.Rules["further_deployment"], listing.Rules["deployment_differs"]));
    }

    [Theory]
    [InlineData("""{"input_cost_per_token":0,"output_cost_per_token":0}""", "")]
    [InlineData("""{"input_cost_per_token":0}""", "")]
    [InlineData("""{"input_cost_per_token":1e-7,"output_cost_per_token":0}""", "cost.input=0.1 cost.output=0")]
    [InlineData("""{"mode":"ocr","max_tokens":0,"supports_vision":null}""", "extra.model_info.mode=\"ocr\"")]
    [InlineData("""{"novelty":1,"max_tokens":"x"}""", "extra.model_info.max_tokens=\"x\" extra.model_info.novelty=1")]
    public async Task What_nobody_has_stated_is_unknown(string info, string fields) =>
        Assert.Equal(fields, Text(await new CannedServer().At("/model/info", Data("{\"model_name\":\"m\",\"model_info\":" + info + "}")).CompleteAsync(Connections.Of("litellm", Url)), "m"));

    [Fact]
    public async Task A_pattern_of_names_is_no_model() =>
        Assert.Empty((await new CannedServer().At("/model/info", Data("""{"model_name":"openai/*","model_info":{}}""")).CompleteAsync(Connections.Of("litellm", Url))).Claims);

    [Theory]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task A_key_that_may_see_names_only_sees_names(HttpStatusCode status)
    {
        var server = new CannedServer().At("/model/info", """{"error":{"message":"no","code":"403"}}""", status).At("/v1/models", """{"data":[{"id":"m","object":"model","created":1,"owned_by":"openai"}]}""");

        Assert.Equal("litellm/m", Assert.Single((await server.CompleteAsync(Connections.Of("litellm", Url + "/v1"))).Claims).Key.ToString());
    }

    [Fact]
    public async Task A_key_that_is_rejected_is_a_fault() =>
        Assert.Equal(ProviderFault.Unauthorised, (await new CannedServer().At("/model/info", """{"error":{"message":"bad","type":"auth_error","code":"401"}}""", HttpStatusCode.Unauthorized).FaultAsync(Connections.Of("litellm", Url))).Fault);

    [Fact]
    public void Its_address_alone_is_enough_and_its_master_key_is_taken()
    {
        Assert.False(Found(("LITELLM_BASE_URL", "https://llm.example")).Optional);
        Assert.Equal("LITELLM_MASTER_KEY", Found(("LITELLM_MASTER_KEY", "x"), ("LITELLM_BASE_URL", "https://llm.example")).Credential?.Target);

        static ConnectionOptions Found(params (string, string)[] environment) =>
            Assert.Single(WellKnown.Find(environment.ToDictionary(pair => pair.Item1, pair => pair.Item2, StringComparer.Ordinal)).Connections, connection => connection.Id == "litellm");
    }

    [Fact]
    public Task Damaged_answers() => DamagedAnswers.CheckAsync(
        [Data(Row + "," + Row), """{"data":[{"model_name":"m","litellm_params":{"api_key":"sk-other"},"model_info":{"mode":5,"input_cost_per_token":-1,"supported_openai_params":[1]}},{"model_name":"n","model_info":null}]}"""],
        (server, body) => server.At("/model/info", body).ListAsync(Connections.Of("litellm", Url)));

    private static string Data(string rows) => "{\"data\":[" + rows + "]}";

    private static string Text(Listing.Complete listing, string id) =>
        string.Join(' ', listing.Fields($"litellm/{id}").OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}"));
}
