using System.Net;
using Tamma.Core.Tests.Providers.Local;
using Tamma.Providers;
using Tamma.Providers.Local;
using Xunit;

namespace Tamma.Core.Tests.Providers.LlamaCpp;

public sealed class LlamaCppTests
{
    private const string Router = """
        {"object":"list","data":[{"id":"ggml-org/gemma-3-4b-it-GGUF:Q4_K_M","object":"model","created":1,"owned_by":"llamacpp","in_cache":true,"path":"/cache/gemma.gguf",
        "status":{"value":"loaded","args":["llama-server","--alias","ggml-org/gemma-3-4b-it-GGUF:Q4_K_M","--api-key","sk-CANARY-77"],"preset":"api-key = sk-CANARY-77"}},
        {"id":"other","owned_by":"llamacpp","status":{"value":"unloaded","failed":true,"exit_code":1,"progress":0.3}}]}
        """;

    [Theory]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://127.0.0.1:8080/v1/")]
    public async Task One_model_is_listed_with_what_it_could_take_and_what_is_served(string url)
    {
        var server = LocalAnswers.Of(LocalServerKind.LlamaCpp);
        var listing = await server.CompleteAsync(Connections.Of("llamacpp", url));
        var fields = listing.Fields("llamacpp/llama");

        Assert.Equal(["http://127.0.0.1:8080/v1/models", "http://127.0.0.1:8080/props"], server.Asked.Select(asked => asked.AbsoluteUri));
        Assert.Equal(("131072", "8192", "8030261312", "4912898304", "Q4_K - Medium"), (fields["limit.context"], fields["limit.served_context"], fields["parameters"], fields["size_bytes"], fields["quantization"]));
        Assert.Equal(("true", "false", "text,image", "true", "l"), (fields["tool_call"], fields["parallel_tool_calls"], fields["modalities.input"], fields["loaded"], fields["aliases"]));
        Assert.Equal(("0.8", "0.95", "40", "/models/llama.gguf"), (fields["default.temperature"], fields["default.top_p"], fields["default.top_k"], fields["root"]));
        Assert.False(fields.ContainsKey("modalities.output")); // "text" is what the server writes of every model
        Assert.Equal("b6123-abcdef", listing.Fields("llamacpp")["version"]);
        Assert.DoesNotContain("secret plan", listing.Everything(), StringComparison.Ordinal);
        Assert.Empty(listing.UnknownFields);
    }

    [Fact]
    public async Task A_server_that_still_loads_its_model_takes_no_fact_back()
    {
        var server = new CannedServer(new() { Attempts = 1 })
            .At("/v1/models", """{"object":"list","data":[{"id":"m","object":"model","owned_by":"llamacpp","meta":null}]}""")
            .At("/props", """{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}""", HttpStatusCode.ServiceUnavailable);

        var fault = await server.FaultAsync(Connections.Of("llamacpp", "http://box:8080"));
        Assert.Equal((ProviderFault.ServerError, 503), (fault.Fault, fault.Status));
        Assert.Equal("answered 503 (unavailable_error)", fault.Message);
    }

    [Fact]
    public async Task A_router_lists_all_its_models_and_is_never_asked_about_one()
    {
        var server = new CannedServer().At("/v1/models", Router).At("/props", """{"default_generation_settings":{"n_ctx":0},"role":"router","build_info":"b7000"}""");
        var listing = await server.CompleteAsync(Connections.Of("llamacpp", "http://box:8080"));
        var loaded = listing.Fields("llamacpp/ggml-org/gemma-3-4b-it-GGUF:Q4_K_M");

        Assert.Equal(("true", "/cache/gemma.gguf"), (loaded["loaded"], loaded["root"]));
        Assert.Equal(("false", "true"), (listing.Fields("llamacpp/other")["loaded"], listing.Fields("llamacpp/other")["extra.status.failed"]));
        Assert.DoesNotContain("sk-CANARY", listing.Everything(), StringComparison.Ordinal);
        Assert.Empty(listing.UnknownFields);
        Assert.All(server.Asked, url => Assert.True(url.AbsolutePath is "/v1/models" or "/props" && url.Query.Length == 0));
    }

    [Fact]
    public async Task What_a_router_says_of_itself_is_not_said_of_its_only_model()
    {
        var server = new CannedServer().At("/v1/models", """{"data":[{"id":"m","owned_by":"llamacpp"}]}""").At("/props", """{"default_generation_settings":{"n_ctx":4096},"role":"router","build_info":"b7000"}""");

        Assert.Equal("owned_by", Assert.Single((await server.CompleteAsync(Connections.Of("llamacpp", "http://box:8080"))).Fields("llamacpp/m")).Key);
    }

    [Fact]
    public async Task A_model_that_decides_and_does_not_write_is_left_out()
    {
        var listing = await new CannedServer().At("/v1/models", """{"data":[{"id":"d","owned_by":"llamacpp","architecture":{"output_modalities":["decisions"]}},{"id":"m","owned_by":"llamacpp","architecture":{"output_modalities":["text","audio"]}}]}""")
            .CompleteAsync(Connections.Of("llamacpp", "http://box:8080"));

        Assert.Equal("llamacpp/m", Assert.Single(listing.Claims).Key.ToString());
        Assert.Equal("text,audio", listing.Fields("llamacpp/m")["modalities.output"]);
        Assert.Equal(1, listing.Rules["decision_model_is_left_out"]);
    }

    [Fact]
    public async Task A_key_that_the_server_rejects_is_a_fault_though_its_list_is_open()
    {
        var server = LocalAnswers.Of(LocalServerKind.LlamaCpp).At("/props", """{"error":{"code":401,"message":"Invalid API Key","type":"authentication_error"}}""", HttpStatusCode.Unauthorized);

        Assert.Equal(ProviderFault.Unauthorised, (await server.FaultAsync(Connections.Of("llamacpp", "http://box:8080"))).Fault);
    }

    [Theory]
    [InlineData("""{"meta":[]}""", "extra.meta=[] loaded=false owned_by=llamacpp")]
    [InlineData("""{"status":"loaded"}""", "extra.status=\"loaded\" owned_by=llamacpp")]
    [InlineData("""{"status":{"value":"dreaming"}}""", "extra.status.value=\"dreaming\" owned_by=llamacpp")]
    [InlineData("""{"architecture":{"output_modalities":"x"}}""", "extra.architecture.output_modalities=\"x\" owned_by=llamacpp")]
    [InlineData("""{"meta":{"n_ctx_train":0,"n_ctx":-1}}""", "loaded=true owned_by=llamacpp")]
    public async Task Rows_are_read_as_far_as_they_go(string row, string fields)
    {
        var listing = await new CannedServer().At("/v1/models", "{\"data\":[{\"id\":\"m\",\"owned_by\":\"llamacpp\"," + row[1..] + "]}").CompleteAsync(Connections.Of("llamacpp", "http://box:8080"));

        Assert.Equal(fields, string.Join(' ', listing.Fields("llamacpp/m").OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")));
    }

    [Fact]
    public Task Damaged_lists() => DamagedAnswers.CheckAsync(
        [LocalAnswers.LlamaCpp, Router, """{"data":[{"id":"m","owned_by":"llamacpp","token":"sk-secret-0001","meta":{"n_params":"x"}}]}"""],
        (server, body) => server.At("/v1/models", body).ListAsync(Connections.Of("llamacpp", "http://box:8080")));

    [Fact]
    public Task Damaged_props() => DamagedAnswers.CheckAsync(
        [LocalAnswers.Props, """{"modalities":[],"chat_template_caps":{"supports_tools":"x"},"key":"sk-secret-0001","model_path":"sk-secret-0001"}"""],
        (server, body) => server.At("/v1/models", LocalAnswers.LlamaCpp).At("/props", body).ListAsync(Connections.Of("llamacpp", "http://box:8080")),
        "llama");
}
