using System.Net;
using Tamma.Core.Tests.Providers.Local;
using Tamma.Providers;
using Tamma.Providers.Local;
using Xunit;

namespace Tamma.Core.Tests.Providers.LmStudio;

public sealed class LmStudioTests
{
    private const string Url = "http://127.0.0.1:1234/v1";
    private const string Old = """
        {"object":"list","data":[{"id":"qwen2-vl-7b","object":"model","type":"vlm","publisher":"mlx-community","arch":"qwen2_vl","compatibility_type":"mlx","quantization":"4bit","state":"not-loaded","max_context_length":32768},
        {"id":"granite","object":"model","type":"llm","publisher":"ibm","arch":"granite","compatibility_type":"gguf","quantization":"Q4_K_M","state":"loaded","max_context_length":131072,"loaded_context_length":4096,"capabilities":["tool_use"]}]}
        """;

    [Fact]
    public async Task Its_own_API_says_what_is_loaded_and_with_which_context()
    {
        var server = LocalAnswers.Of(LocalServerKind.LmStudio);
        var listing = await server.CompleteAsync(Connections.Of("lmstudio", Url));
        var fields = listing.Fields("lmstudio/google/gemma-4-26b-a4b");

        Assert.Equal(new Uri("http://127.0.0.1:1234/api/v1/models"), Assert.Single(server.Asked));
        Assert.Equal(("262144", "4096", "true", "26000000000", "Q4_K_M", "17990911801"), (fields["limit.context"], fields["limit.served_context"], fields["loaded"], fields["parameters"], fields["quantization"], fields["size_bytes"]));
        Assert.Equal(("chat", "true", "true", "text,image", "google", "Gemma 4 26B A4B"), (fields["type"], fields["tool_call"], fields["reasoning"], fields["modalities.input"], fields["owned_by"], fields["name"]));
        Assert.Equal(("google/gemma-4-26b-a4b@q4_k_m", "gguf", "gemma4"), (fields["alias_of"], fields["format"], fields["architecture"]));
        Assert.Equal("false embedding", $"{listing.Fields("lmstudio/text-embedding-nomic")["loaded"]} {listing.Fields("lmstudio/text-embedding-nomic")["type"]}");
        Assert.Empty(listing.UnknownFields);
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"error":"Unexpected endpoint or method. (GET /api/v1/models)"}""")]
    public async Task An_older_one_is_asked_in_its_older_way(string newest)
    {
        var server = new CannedServer().At("/api/v0/models", Old);
        if (newest.Length > 0)
        {
            server.At("/api/v1/models", newest);
        }

        var listing = await server.CompleteAsync(Connections.Of("lmstudio", Url));
        var loaded = listing.Fields("lmstudio/granite");

        Assert.Equal(("131072", "4096", "true", "true", "chat"), (loaded["limit.context"], loaded["limit.served_context"], loaded["loaded"], loaded["tool_call"], loaded["type"]));
        Assert.Equal(("text,image", "mlx", "false"), (listing.Fields("lmstudio/qwen2-vl-7b")["modalities.input"], listing.Fields("lmstudio/qwen2-vl-7b")["format"], listing.Fields("lmstudio/qwen2-vl-7b")["loaded"]));
        Assert.Empty(listing.UnknownFields);
    }

    [Fact]
    public async Task The_oldest_one_gives_its_ids() =>
        Assert.Equal("lmstudio/a", Assert.Single((await new CannedServer().At("/v1/models", """{"data":[{"id":"a","object":"model","owned_by":"organization_owner"}],"object":"list"}""").CompleteAsync(Connections.Of("lmstudio", Url))).Claims).Key.ToString());

    [Fact]
    public async Task A_key_that_it_does_not_take_is_no_reason_to_ask_in_an_older_way()
    {
        var server = new CannedServer().At("/api/v1/models", """{"error":{"message":"no","type":"invalid_api_key","code":"invalid_api_key"}}""", HttpStatusCode.Unauthorized).At("/api/v0/models", Old);

        Assert.Equal(ProviderFault.Unauthorised, (await server.FaultAsync(Connections.Of("lmstudio", Url))).Fault);
        Assert.Single(server.Asked);
    }

    [Theory]
    [InlineData("""{"key":"m"}""", "")]
    [InlineData("""{"key":"m","type":"tts","quantization":null,"capabilities":null,"loaded_instances":null}""", "extra.type=\"tts\"")]
    [InlineData("""{"key":"m","loaded_instances":[{"id":"m"}],"params_string":"x"}""", "extra.loaded_instances=[{\"id\":\"m\"}] extra.params_string=\"x\" loaded=true")]
    [InlineData("""{"key":"m","capabilities":{"reasoning":true,"vision":"x","trained_for_tool_use":false}}""", "extra.capabilities.reasoning=true extra.capabilities.vision=\"x\" tool_call=false")]
    [InlineData("""{"key":"m","quantization":"Q4"}""", "extra.quantization=\"Q4\"")]
    [InlineData("""{"key":"m","api_key":"sk-CANARY-1"}""", "extra.api_key=\"[redacted]\"")]
    public async Task Rows_are_read_as_far_as_they_go(string row, string fields)
    {
        var listing = await new CannedServer().At("/api/v1/models", "{\"models\":[" + row + "]}").CompleteAsync(Connections.Of("lmstudio", Url));

        Assert.Equal(fields, string.Join(' ', listing.Fields("lmstudio/m").OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")));
    }

    [Fact]
    public Task Damaged_answers() => DamagedAnswers.CheckAsync(
        [LocalAnswers.LmStudio, """{"models":[{"key":"m","novelty":{"a":[null]},"loaded_instances":[{"config":{"context_length":0}}]}]}"""],
        (server, body) => server.At("/api/v1/models", body).ListAsync(Connections.Of("lmstudio", Url)));

    [Fact]
    public Task Damaged_answers_of_older_ones() => DamagedAnswers.CheckAsync(
        [Old, """{"data":[{"id":"m","token":"sk-secret-0001","state":5,"capabilities":{}}]}"""],
        (server, body) => server.At("/api/v0/models", body).ListAsync(Connections.Of("lmstudio", Url)));
}
