using System.Net;
using Tamma.Core.Tests.Providers.Local;
using Tamma.Providers;
using Tamma.Providers.Local;
using Xunit;

namespace Tamma.Core.Tests.Providers.Vllm;

public sealed class VllmTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8000")]
    [InlineData("http://127.0.0.1:8000/v1")]
    public async Task A_model_and_its_adapters_are_listed_with_the_length_that_is_served(string url)
    {
        var server = LocalAnswers.Of(LocalServerKind.Vllm);
        var listing = await server.CompleteAsync(Connections.Of("vllm", url));

        Assert.Equal(["http://127.0.0.1:8000/v1/models", "http://127.0.0.1:8000/version"], server.Asked.Select(asked => asked.AbsoluteUri));
        Assert.Equal("owned_by=vllm root=Qwen/Qwen3-8B limit.context=40960", Text(listing, "vllm/qwen"));
        Assert.Equal("owned_by=vllm root=/adapters/sql parent=qwen", Text(listing, "vllm/qwen-sql"));
        Assert.Equal("name=vLLM version=0.28.0", Text(listing, "vllm"));
        Assert.Empty(listing.UnknownFields);
    }

    [Fact]
    public async Task Random_ids_and_times_are_no_change()
    {
        var server = LocalAnswers.Of(LocalServerKind.Vllm);
        var first = await server.CompleteAsync(Connections.Of("vllm", "http://box:8000"));
        server.At("/v1/models", LocalAnswers.Vllm.Replace("1790000000", "1790000077", StringComparison.Ordinal).Replace("modelperm-77", "modelperm-78", StringComparison.Ordinal));

        Assert.IsType<Listing.Unchanged>(await server.ListAsync(Connections.Of("vllm", "http://box:8000"), first.State));
    }

    [Fact]
    public async Task A_provider_of_another_name_keeps_it()
    {
        var connection = Connections.Of("vllm", "http://box:8000") with { Provider = "rack-3" };

        Assert.Equal("version=0.28.0", Text(await LocalAnswers.Of(LocalServerKind.Vllm).CompleteAsync(connection), "rack-3"));
    }

    [Fact]
    public async Task A_missing_key_is_named()
    {
        var server = new CannedServer().At("/v1/models", """{"error":"Unauthorized"}""", HttpStatusCode.Unauthorized);

        Assert.Equal((ProviderFault.Unauthorised, "it wants a key (401) and none is set"), await server.FaultAsync(Connections.Of("vllm", "http://box:8000")) is var fault ? (fault.Fault, fault.Message) : default);
    }

    [Fact]
    public async Task A_server_without_a_version_is_listed_all_the_same() =>
        Assert.Equal(2, (await new CannedServer().At("/v1/models", LocalAnswers.Vllm).CompleteAsync(Connections.Of("vllm", "http://box:8000"))).Claims.Length);

    [Fact]
    public Task Damaged_answers() => DamagedAnswers.CheckAsync(
        [LocalAnswers.Vllm, """{"data":[{"id":"m","owned_by":"vllm","max_model_len":0,"token":"sk-secret-0001","root":["x"]},{"id":"sk-secret-0001","owned_by":"vllm"}]}"""],
        (server, body) => server.At("/v1/models", body).At("/version", body).ListAsync(Connections.Of("vllm", "http://box:8000")));

    private static string Text(Listing.Complete listing, string key) => string.Join(' ', listing.Fields(key).Select(pair => $"{pair.Key}={pair.Value}"));
}
