using System.Net;
using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Tamma.Providers;
using Tamma.Providers.Embeddings;
using Tamma.Security;
using Xunit;

namespace Tamma.Core.Tests.Providers.Embeddings;

public sealed class CompatibleEmbeddingsTests
{
    private const string Key = "TAMMA_TEST_EMBEDDING_KEY";
    private const string Secret = "sk-embed-secret-0123456789";
    private const string Good = """{"data":[{"index":0,"embedding":[1,0]},{"index":1,"embedding":[0,1]}]}""";

    private readonly FakeTimeProvider _clock = new();

    static CompatibleEmbeddingsTests() => Environment.SetEnvironmentVariable(Key, Secret);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("https://api.example.com/v1", "https://api.example.com/v1/embeddings")]
    [InlineData("https://g.example.com/v1beta/openai/", "https://g.example.com/v1beta/openai/embeddings")]
    [InlineData("http://localhost:11434/v1?tenant=a", "http://localhost:11434/v1/embeddings?tenant=a")]
    public async Task Texts_go_in_one_request_below_the_base_with_the_key(string url, string expected)
    {
        var wire = new Wire(_ => Answer(Good));
        using var generator = Generator(wire, url, dimensions: 2);

        var answer = await generator.GenerateAsync(["one", "two"], cancellationToken: Token);

        Assert.Equal([0, 1], answer[1].Vector.ToArray());
        var (at, authorization, body) = Assert.Single(wire.Asked);
        Assert.Equal((expected, $"Bearer {Secret}"), (at, authorization));
        Assert.Equal("""{"model":"small","input":["one","two"],"dimensions":2}""", body);
    }

    [Fact]
    public async Task Without_dimensions_and_a_credential_neither_is_sent()
    {
        var wire = new Wire(_ => Answer(Good));
        using var generator = Generator(wire, "http://localhost:1/v1", credential: null);

        await generator.GenerateAsync(["one", "two"], cancellationToken: Token);

        Assert.Equal((null, """{"model":"small","input":["one","two"]}"""), (wire.Asked[0].Authorization, wire.Asked[0].Body));
    }

    [Theory]
    [InlineData(401, """{"error":{"message":"Incorrect API key provided: sk-embed-secret-0123456789"}}""", "key rejected (401), from TAMMA_TEST_EMBEDDING_KEY")]
    [InlineData(404, """{"error":{"message":"no such model"}}""", "It was asked for the model small.")]
    [InlineData(429, "", "too many requests (429)")]
    [InlineData(500, "sk-embed-secret-0123456789", "answered 500")]
    [InlineData(302, "", "it redirects to https://elsewhere.example")]
    [InlineData(200, """{"data":[]}""", "has 0 embeddings for 2 texts")]
    [InlineData(200, """{"data":[{"index":1,"embedding":[1]},{"index":0,"embedding":[1]}]}""", "in another order")]
    public async Task A_refusal_is_asked_once_and_told_without_the_key(int status, string body, string message)
    {
        var wire = new Wire(_ => Answer(body, (HttpStatusCode)status));
        using var generator = Generator(wire, "https://api.example.com/v1");

        var fault = await Assert.ThrowsAsync<HttpRequestException>(() => generator.GenerateAsync(["one", "two"], cancellationToken: Token));

        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, fault.ToString(), StringComparison.Ordinal);
        Assert.Single(wire.Asked);
    }

    [Theory]
    [InlineData("http://169.254.169.254/v1", false)]
    [InlineData("http://metadata.google.internal/v1", false)]
    [InlineData("https://api.example.com/v1", true)]
    public async Task What_may_not_be_asked_is_not_asked(string url, bool offline)
    {
        var wire = new Wire(_ => Answer(Good));
        using var generator = Generator(wire, url, offline: offline);

        await Assert.ThrowsAsync<HttpRequestException>(() => generator.GenerateAsync(["one", "two"], cancellationToken: Token));

        Assert.Empty(wire.Asked);
    }

    [Fact]
    public async Task A_missing_key_is_told_and_nobody_is_asked()
    {
        var wire = new Wire(_ => Answer(Good));
        using var generator = Generator(wire, "https://api.example.com/v1", CredentialReference.Environment("TAMMA_TEST_NOT_SET"));

        var fault = await Assert.ThrowsAsync<HttpRequestException>(() => generator.GenerateAsync(["one"], cancellationToken: Token));

        Assert.Equal("there is no key in TAMMA_TEST_NOT_SET", fault.Message);
        Assert.Empty(wire.Asked);
    }

    [Fact]
    public async Task A_request_ends_after_its_time()
    {
        var wire = new Wire(_ => new TaskCompletionSource<HttpResponseMessage>().Task);
        using var generator = Generator(wire, "https://api.example.com/v1");
        var waiting = generator.GenerateAsync(["one"], cancellationToken: Token);
        _clock.Advance(TimeSpan.FromSeconds(31));

        var fault = await Assert.ThrowsAsync<HttpRequestException>(() => waiting);

        Assert.Equal("no whole answer from https://api.example.com in time; search.embeddings.timeout allows more", fault.Message);
    }

    private IEmbeddingGenerator<string, Embedding<float>> Generator(Wire wire, string url, int? dimensions = null, bool offline = false) =>
        Generator(wire, url, CredentialReference.Environment(Key), dimensions, offline);

    private IEmbeddingGenerator<string, Embedding<float>> Generator(Wire wire, string url, CredentialReference? credential, int? dimensions = null, bool offline = false)
    {
        var limits = new HttpLimits { Offline = offline };
        return new ServiceCollection()
            .AddSingleton<TimeProvider>(_clock)
            .AddProviders(limits)
            .AddEmbeddingServer(new() { Url = new(url), Model = "small", Credential = credential }, limits)
            .AddHttpClient(CompatibleEmbeddings.Client).ConfigurePrimaryHttpMessageHandler(() => wire).Services
            .BuildServiceProvider().GetRequiredService<EmbeddingServer>()("small", dimensions);
    }

    private static Task<HttpResponseMessage> Answer(string body, HttpStatusCode status = HttpStatusCode.OK)
    {
        var answer = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        answer.Headers.Location = status is HttpStatusCode.Redirect ? new("https://elsewhere.example/v1") : null;
        return Task.FromResult(answer);
    }

    /// <summary>Stands in the place of the sockets.</summary>
    private sealed class Wire(Func<HttpRequestMessage, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        public List<(string Url, string? Authorization, string Body)> Asked { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add((request.RequestUri!.ToString(), request.Headers.Authorization?.ToString(), await request.Content!.ReadAsStringAsync(cancellationToken)));
            return await answer(request).WaitAsync(cancellationToken);
        }
    }
}
