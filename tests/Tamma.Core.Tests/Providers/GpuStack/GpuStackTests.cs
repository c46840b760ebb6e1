using System.Net;
using System.Text;
using Tamma.Providers;
using Xunit;

namespace Tamma.Core.Tests.Providers.GpuStack;

public sealed class GpuStackTests
{
    private const string Url = "http://box/v1";
    private const string Row = """{"id":1,"name":"qwen3","source":"huggingface","huggingface_repo_id":"unsloth/Qwen3-8B-GGUF","categories":["llm"],"replicas":1,"ready_replicas":1,"backend_parameters":["--api-key=CANARY-1"],"env":{"HF":"CANARY-2-long"},"created_at":"2025-11-02T18:28:51Z","meta":{"n_ctx_train":40960,"n_ctx":8192,"n_slot_ctx":2048,"n_params":8190735360,"size":5021827072,"temperature":0.6000000238418579,"support_vision":true,"support_tool_calls":true,"support_reasoning":true}}""";

    [Fact]
    public async Task What_is_served_is_told_from_what_the_model_could_take()
    {
        var listing = await new CannedServer().Answers(Items(Row, 1)).CompleteAsync(Connections.Of("gpustack", Url));
        var fields = listing.Fields("gpustack/qwen3");

        Assert.Equal(("40960", "2048", "8190735360", "5021827072", "true"), (fields["limit.context"], fields["limit.served_context"], fields["parameters"], fields["size_bytes"], fields["loaded"]));
        Assert.Equal(("chat", "true", "true", "text,image", "unsloth/Qwen3-8B-GGUF"), (fields["type"], fields["tool_call"], fields["reasoning"], fields["modalities.input"], fields["hugging_face_id"]));
        Assert.DoesNotContain("CANARY", listing.Everything(), StringComparison.Ordinal);
        Assert.Empty(listing.UnknownFields);
    }

    [Fact]
    public async Task Pages_are_followed_by_their_number()
    {
        var server = new CannedServer().Answers(Items("""{"name":"a"}""", 1, 2)).Answers(Items("""{"name":"b"}""", 2, 2));

        Assert.Equal(2, (await server.CompleteAsync(Connections.Of("gpustack", Url))).Claims.Length);
        Assert.Equal(["http://box/v1/models?perPage=100", "http://box/v1/models?perPage=100&page=2"], server.Asked.Select(asked => asked.AbsoluteUri));
    }

    [Theory]
    [InlineData("gpustack/2025-07-18-48a03f.json", 5)]
    [InlineData("gpustack/2025-09-03-a83281.json", 1)]
    [InlineData("gpustack/2025-09-21-02a66f.json", 1)]
    [InlineData("gpustack/2025-11-03-7c511f.json", 1)]
    [InlineData("gpustack/2026-01-13-4233e7.json", 1)]
    public async Task Recorded_lists_hold_nothing_that_we_do_not_know(string file, int models)
    {
        var listing = await new CannedServer().Answers(Corpus.Recorded(file).Body).CompleteAsync(Connections.Of("gpustack", Url));

        Assert.Equal(models, listing.Claims.Length);
        Assert.Empty(listing.UnknownFields);
        Assert.All(listing.Claims, claim => Assert.NotNull(claim.Value("type")));
    }

    [Fact]
    public async Task A_recorded_refusal_is_one()
    {
        var (status, body) = Corpus.Recorded("gpustack/2026-02-10-7de414.json");

        Assert.Equal(ProviderFault.Unauthorised, (await new CannedServer().Answers((HttpStatusCode)status, Encoding.UTF8.GetString(body)).FaultAsync(Connections.Of("gpustack", Url))).Fault);
    }

    [Fact]
    public Task Damaged_answers() => DamagedAnswers.CheckAsync(
        [Items(Row, 1), """{"items":[{"name":"m","token":"sk-secret-0001","categories":["x",1],"ready_replicas":"y","meta":[]},{"name":"sk-secret-0001"}],"pagination":null}"""],
        (server, body) => server.At("/v1/models", body).ListAsync(Connections.Of("gpustack", Url)));

    private static string Items(string row, int page, int pages = 1) => "{\"items\":[" + row + $$$"""],"pagination":{"page":{{{page}}},"perPage":100,"total":1,"totalPage":{{{pages}}} }}""";
}
