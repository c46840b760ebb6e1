using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tamma.Providers;
using Tamma.Security;
using Xunit;

namespace Tamma.Core.Tests.Providers;

/// <summary>A test of a connection says exactly what is wrong.</summary>
public sealed class ConnectionCheckTests : IAsyncDisposable
{
    private const string List = """{"object":"list","data":[{"id":"a","object":"model"},{"id":"b","object":"model"}]}""";

    private readonly ConnectionCheck _check = new(new(), new([]), ProviderTypes.All, TimeProvider.System);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_works_is_counted_and_asked_once()
    {
        await using var server = new AnsweringServer().On("/v1/models", List);

        var result = await RunAsync(new(server.Url, "/v1"));

        Assert.Equal((true, 2, "workshop: works; 2 models."), (result.Ok, result.Models, result.Sentence));
        Assert.Equal(1, server.Asked);
        Assert.DoesNotContain(result.Steps, step => step.Outcome is CheckOutcome.Failed);
    }

    [Theory]
    [InlineData(401, """{"error":{"code":"invalid_api_key"}}""", "authorised", "workshop: it wants a key (401) and none is set; give it one: credential env:NAME.")]
    [InlineData(403, "{}", "authorised", "workshop: it refuses us (403) and no key is set; give the key the right to list models, or use another.")]
    [InlineData(407, "{}", "proxy", "workshop: a proxy on the way wants a sign-in (407); put its user and password into http.proxy, or name this server in http.no_proxy.")]
    [InlineData(500, "{}", "http", "workshop: answered 500; the server has a fault of its own; try again later.")]
    [InlineData(200, """{"hello":"world"}""", "list", null)]
    [InlineData(200, "<html>", "list", null)]
    public async Task An_answer_that_is_no_list_is_told_apart(int status, string body, string failed, string? sentence)
    {
        await using var server = new AnsweringServer().On("/v1/models", body, status);

        var result = await RunAsync(new(server.Url, "/v1"));

        Assert.False(result.Ok);
        Assert.Equal(failed, Assert.Single(result.Steps, step => step.Outcome is CheckOutcome.Failed).Name);
        Assert.Equal(sentence ?? result.Sentence, result.Sentence);
    }

    [Theory]
    [InlineData("", "/v1")]
    [InlineData("/v1", "/")]
    [InlineData("/somewhere", "/v1")]
    public async Task A_wrong_base_path_is_answered_with_the_right_one(string given, string right)
    {
        await using var server = new AnsweringServer().On($"{right.TrimEnd('/')}/models", List);

        var result = await RunAsync(new(server.Url, given));

        Assert.Equal(new Uri(server.Url, right), result.Suggested);
        Assert.Contains("which answers", result.Sentence, StringComparison.Ordinal);
        Assert.Equal("path", Assert.Single(result.Steps, step => step.Outcome is CheckOutcome.Failed).Name);
    }

    [Fact]
    public async Task A_page_for_people_is_answered_with_the_path_of_the_list()
    {
        await using var server = new AnsweringServer().On("/models", "<!doctype html>").On("/v1/models", List);

        Assert.Equal(new Uri(server.Url, "/v1"), (await RunAsync(server.Url)).Suggested);
    }

    [Fact]
    public async Task Where_nothing_listens_the_step_that_fails_is_the_connection()
    {
        var server = new AnsweringServer();
        await server.DisposeAsync();

        var result = await RunAsync(server.Url);

        Assert.Equal($"workshop: nothing listens at {server.Url.ToString().TrimEnd('/')}; start that server, or put the port right.", result.Sentence);
        Assert.Equal("connect", Assert.Single(result.Steps, step => step.Outcome is CheckOutcome.Failed).Name);
    }

    [Theory]
    [InlineData("http://169.254.169.254/v1", "address")]
    [InlineData("http://there-is-no-such-host.invalid/v1", "name")]
    public async Task A_place_that_cannot_or_may_not_be_asked_is_not(string url, string failed) =>
        Assert.Equal(failed, Assert.Single((await RunAsync(new(url))).Steps, step => step.Outcome is CheckOutcome.Failed).Name);

    [Fact]
    public async Task A_key_that_is_not_there_is_told_before_anything_is_asked()
    {
        await using var server = new AnsweringServer();

        var result = await RunAsync(server.Url, CredentialReference.Environment("TAMMA_NO_SUCH_VARIABLE"));

        Assert.StartsWith("workshop: there is no key in TAMMA_NO_SUCH_VARIABLE; ", result.Sentence, StringComparison.Ordinal);
        Assert.Equal(0, server.Asked);
    }

    [Theory]
    [InlineData("127.0.0.1", 1, "whom this machine does not trust")]
    [InlineData("127.0.0.1", -1, "and not now")]
    [InlineData("other.example", 1, "the certificate is for other.example and not for 127.0.0.1")]
    public async Task What_is_wrong_with_a_certificate_is_told_apart(string name, int years, string said)
    {
        using var certificate = Certificate(name, years);
        await using var server = new AnsweringServer(certificate).On("/v1/models", List);

        var result = await RunAsync(new(server.Url, "/v1"));

        Assert.Contains(said, result.Sentence, StringComparison.Ordinal);
        Assert.Equal("tls", Assert.Single(result.Steps, step => step.Outcome is CheckOutcome.Failed).Name);
    }

    [Fact]
    public async Task A_plain_server_that_is_asked_for_TLS_is_known_for_it()
    {
        await using var server = new AnsweringServer();

        var result = await RunAsync(new UriBuilder(server.Url) { Scheme = "https" }.Uri);

        Assert.EndsWith("is it http:// there?", result.Sentence, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _check.DisposeAsync();

    private Task<ConnectionCheckResult> RunAsync(Uri url, CredentialReference? credential = null) => _check.RunAsync(
        new() { Id = "workshop", Type = "openai_compatible", Provider = "workshop", Url = url, Interval = TimeSpan.FromHours(1), Credential = credential }, Cancelled);

    private static X509Certificate2 Certificate(string name, int years)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        if (IPAddress.TryParse(name, out var address))
        {
            names.AddIpAddress(address);
        }
        else
        {
            names.AddDnsName(name);
        }

        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddYears(-2), now.AddYears(years));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), password: null);
    }
}
