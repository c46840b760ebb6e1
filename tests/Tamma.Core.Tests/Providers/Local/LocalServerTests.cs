using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Providers;
using Tamma.Providers.Local;
using Xunit;

namespace Tamma.Core.Tests.Providers.Local;

public sealed class LocalServerTests
{
    public static TheoryData<LocalServerKind> Kinds { get; } = [.. Enum.GetValues<LocalServerKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_server_is_known_by_its_answers_at_whatever_port(LocalServerKind kind)
    {
        foreach (var place in LocalServer.UsualPlaces.Append(new("http://box:3000/")))
        {
            Assert.Equal(kind, await RecogniseAsync(LocalAnswers.Of(kind), place.AbsoluteUri));
        }
    }

    [Fact]
    public async Task A_llama_cpp_that_is_empty_or_loading_is_known_by_its_props() =>
        Assert.Equal(LocalServerKind.LlamaCpp, await RecogniseAsync(new CannedServer().At("/v1/models", """{"data":[]}""").At("/props", """{"build_info":"b6000"}""")));

    [Fact]
    public async Task A_vLLM_behind_a_key_is_known_by_its_version() =>
        Assert.Equal(LocalServerKind.Vllm, await RecogniseAsync(new CannedServer().At("/v1/models", """{"error":"Unauthorized"}""", HttpStatusCode.Unauthorized).At("/version", """{"version":"0.28.0"}""")));

    [Theory]
    [InlineData("""{"object":"list","data":[{"id":"m","owned_by":"library"}]}""")]
    [InlineData("""{"object":"list","data":[{"id":"m","owned_by":"vllm"},{"id":"n","owned_by":"x"}]}""")]
    [InlineData("""{"data":[{"id":"m","owned_by":7}]}""")]
    [InlineData("""{"data":[]}""")]
    [InlineData("""[]""")]
    [InlineData("""{"data":[""")]
    [InlineData("<html>vllm llamacpp Ollama is running</html>")]
    public async Task What_is_like_none_of_them_is_not_known(string body) =>
        Assert.Null(await RecogniseAsync(new CannedServer().At("/v1/models", body).At("/props", body).At("/version", body).At("/", body)));

    [Fact]
    public async Task A_version_alone_is_no_sign() =>
        Assert.Null(await RecogniseAsync(new CannedServer().At("/version", """{"version":"1"}""").At("/api/version", """{"version":"1"}""").At("/v1/models", "{}")));

    [Fact]
    public async Task An_Ollama_is_one_by_both_its_words() =>
        Assert.Null(await RecogniseAsync(new CannedServer().At("/", "Ollama is running")));

    [Fact]
    public async Task Nothing_is_followed_tried_again_or_asked_with_a_key()
    {
        var server = new CannedServer().At("/v1/models", _ => Task.FromResult(new HttpResponseMessage(HttpStatusCode.Redirect) { Headers = { Location = new("http://box:3000/props") } }))
            .At("/props", "busy", HttpStatusCode.ServiceUnavailable);

        Assert.Null(await RecogniseAsync(server));
        Assert.Equal(server.Asked.Count, server.Asked.Append(new("http://box:3000/v1/models")).Distinct().Count() + 1); // v1/models is a sign of two kinds
        Assert.DoesNotContain(server.Headers, headers => headers.ContainsKey("Authorization"));
        Assert.DoesNotContain(server.Asked, url => url.Query.Length > 0);
    }

    [Theory]
    [InlineData(11434, "/")]
    [InlineData(1234, "/api/v1/models")]
    [InlineData(8000, "/v1/models")]
    [InlineData(8080, "/v1/models")]
    [InlineData(4096, "/global/health")]
    public async Task What_is_likely_at_a_port_is_asked_first_there(int port, string path)
    {
        var server = new CannedServer().At("/none", "");

        Assert.Null(await RecogniseAsync(server, $"http://127.0.0.1:{port}"));
        Assert.Equal(path, server.Asked[0].AbsolutePath);
    }

    [Fact]
    public async Task An_answer_that_is_too_long_is_no_sign()
    {
        var long64 = $$"""{"build_info":"{{new string('x', 70_000)}}"}""";

        Assert.Null(await RecogniseAsync(new CannedServer().At("/props", long64)));
    }

    [Fact]
    public async Task Where_nothing_listens_one_question_is_enough()
    {
        var server = new CannedServer().Fails(new HttpRequestException("refused"));

        Assert.Null(await RecogniseAsync(server));
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task A_mute_server_is_left_after_two_seconds()
    {
        var server = new CannedServer(new() { RequestTimeout = TimeSpan.FromSeconds(2) }).Hangs();
        var before = server.Time.GetUtcNow();

        Assert.Null(await RecogniseAsync(server));
        Assert.Single(server.Asked);
        Assert.Equal(TimeSpan.FromSeconds(2), server.Time.GetUtcNow() - before);
    }

    [Fact]
    public async Task Other_machines_are_not_asked_when_offline()
    {
        var server = LocalAnswers.Of(LocalServerKind.Ollama, new CannedServer(new() { Offline = true }));

        Assert.Null(await RecogniseAsync(server));
        Assert.Empty(server.Asked);
        Assert.Equal(LocalServerKind.Ollama, await RecogniseAsync(server, "http://127.0.0.1:11434"));
    }

    [Fact]
    public void Every_kind_is_read_by_a_type() =>
        Assert.All(Enum.GetValues<LocalServerKind>(), kind => Assert.NotNull(ProviderTypes.Find(kind.TypeName())));

    [Theory]
    [InlineData("ollama", LocalServerKind.LlamaCpp, "Ollama: it answers as llama.cpp")]
    [InlineData("ollama", LocalServerKind.Vllm, "Ollama: it answers as vLLM")]
    [InlineData("lmstudio", LocalServerKind.Ollama, "LM Studio: it answers as Ollama")]
    [InlineData("lmstudio", LocalServerKind.Vllm, "LM Studio: it answers as vLLM")]
    [InlineData("vllm", LocalServerKind.Ollama, "vLLM: it answers as Ollama")]
    [InlineData("vllm", LocalServerKind.LmStudio, "vLLM: it answers as LM Studio")]
    [InlineData("llamacpp", LocalServerKind.Ollama, "llama.cpp: it answers as Ollama")]
    [InlineData("llamacpp", LocalServerKind.OpenCodeServer, "llama.cpp: it answers as OpenCode")]
    public async Task A_listing_refuses_a_server_that_is_another_and_says_which(string type, LocalServerKind there, string message)
    {
        var fault = await LocalAnswers.Of(there).FaultAsync(Connections.Of(type, "http://box:3000/v1"));

        Assert.Equal((ProviderFault.NotFound, $"what listens at http://box:3000 is no {message}"), (fault.Fault, fault.Message));
    }

    [Theory]
    [InlineData("ollama")]
    [InlineData("lmstudio")]
    [InlineData("vllm")]
    [InlineData("llamacpp")]
    public async Task A_listing_refuses_a_server_that_is_none_of_them(string type)
    {
        var server = new CannedServer().At("/v1/models", """{"object":"list","data":[{"id":"m","owned_by":"somebody"}]}""");

        Assert.Equal(ProviderFault.NotFound, (await server.FaultAsync(Connections.Of(type, "http://box:3000/v1"))).Fault);
    }

    private static Task<LocalServerKind?> RecogniseAsync(CannedServer server, string url = "http://box:3000") =>
        server.RunAsync(server.Services.GetRequiredService<LocalServer>().RecogniseAsync(new(url), TestContext.Current.CancellationToken));
}
