using Microsoft.Extensions.DependencyInjection;
using Tamma.Providers;
using Tamma.Providers.Http;
using Xunit;

namespace Tamma.Core.Tests.Providers.Http;

/// <summary>Through a real small proxy, with certificates of an authority of our own.</summary>
public sealed class ProxyTests
{
    private const string Host = "models.tamma.test";
    private const string Plain = $"http://{Host}/v1";
    private const string Secure = $"https://{Host}/v1";

    [Fact]
    public async Task A_plain_request_goes_through_the_proxy()
    {
        using var proxy = new SmallProxy();

        Assert.Single((await ListAsync(Plain, Through(proxy))).Claims);

        Assert.Equal([$"GET {Plain}/models HTTP/1.1"], proxy.Asked);
    }

    [Fact]
    public async Task A_secure_request_goes_through_a_tunnel_and_the_certificate_is_checked_against_the_added_authority()
    {
        using var server = new TlsServer(Host);
        using var proxy = new SmallProxy(server.Port);

        Assert.Single((await ListAsync(Secure, Through(proxy) with { CaFile = server.Authority })).Claims);

        Assert.Equal([$"CONNECT {Host}:443 HTTP/1.1"], proxy.Asked);
    }

    [Fact]
    public async Task An_authority_that_nobody_added_is_not_believed()
    {
        using var server = new TlsServer(Host);
        using var proxy = new SmallProxy(server.Port);

        Assert.Equal(
            (ProviderFault.Unreachable, $"no secure connection to https://{Host}: its certificate is not trusted; if its authority is your own, put it into http.ca_file"),
            await FaultAsync(Secure, Through(proxy)));
    }

    [Fact]
    public async Task A_certificate_for_another_name_is_refused_whoever_signed_it()
    {
        using var server = new TlsServer("other.tamma.test");
        using var proxy = new SmallProxy(server.Port);

        Assert.Equal(
            (ProviderFault.Unreachable, $"no secure connection to https://{Host}: its certificate is for another name"),
            await FaultAsync(Secure, Through(proxy) with { CaFile = server.Authority }));
    }

    [Fact]
    public async Task Without_a_proxy_the_added_authority_counts_too()
    {
        using var server = new TlsServer("localhost");
        var url = $"https://localhost:{server.Port}/v1";

        Assert.Single((await ListAsync(url, new() { Attempts = 1, CaFile = server.Authority })).Claims);
        Assert.Equal(ProviderFault.Unreachable, (await FaultAsync(url, new() { Attempts = 1 })).Fault);
    }

    [Fact]
    public async Task The_proxy_gets_its_user_and_password_and_nobody_reads_them()
    {
        using var proxy = new SmallProxy { Wants = "Basic " + Convert.ToBase64String("ada:hunter2/secret"u8) };
        var address = $"ada:hunter2%2Fsecret@127.0.0.1:{proxy.Port}";

        Assert.Single((await ListAsync(Plain, Through(address))).Claims);

        var (_, message) = await FaultAsync(Plain, Through($"ada:wrong-secret@127.0.0.1:{proxy.Port}"));
        Assert.Equal("the proxy wants a user and a password (407)", message);
        var (_, tunnel) = await FaultAsync(Secure, Through($"ada:wrong-secret@127.0.0.1:{proxy.Port}"));
        Assert.Equal($"the proxy http://127.0.0.1:{proxy.Port} wants a user and a password (407)", tunnel);
    }

    [Fact]
    public async Task A_proxy_that_is_not_there_is_named_without_its_password() =>
        Assert.Equal((ProviderFault.Unreachable, "the proxy http://127.0.0.1:9 cannot be reached"), await FaultAsync(Plain, Through("ada:hunter2@127.0.0.1:9")));

    [Theory]
    [InlineData("http://169.254.169.254/v1")]
    [InlineData("http://[fd00:ec2::254]/v1")]
    [InlineData("http://metadata.google.internal/v1")]
    [InlineData("https://METADATA.google.internal./v1")]
    [InlineData("http://instance-data/v1")]
    public async Task Metadata_services_are_refused_before_the_proxy_is_asked(string url)
    {
        using var proxy = new SmallProxy();

        Assert.Equal(ProviderFault.ForbiddenAddress, (await FaultAsync(url, Through(proxy))).Fault);

        Assert.Empty(proxy.Asked);
    }

    [Theory]
    [InlineData("https://api.example.com/", "http://a:1/")]
    [InlineData("http://api.example.com/", "http://b:2/")]
    [InlineData("http://localhost:11434/", null)]
    [InlineData("http://127.0.0.1:11434/", null)]
    [InlineData("http://[::1]:11434/", null)]
    [InlineData("https://corp.example/", null)]
    [InlineData("https://deep.corp.example/", null)]
    [InlineData("https://notcorp.example/", "http://a:1/")]
    [InlineData("https://x.dotted.example/", null)]
    [InlineData("https://star.example/", null)]
    [InlineData("https://port.example:8443/", null)]
    [InlineData("https://port.example/", "http://a:1/")]
    [InlineData("http://10.1.2.3/", null)]
    [InlineData("http://11.1.2.3/", "http://b:2/")]
    [InlineData("http://192.168.7.7/", null)]
    public void Exceptions_and_this_machine_are_asked_directly(string url, string? proxy)
    {
        var rules = ProxyRules.From(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["HTTPS_PROXY"] = "http://wrong:9",
            ["https_proxy"] = "a:1",
            ["HTTP_PROXY"] = "http://b:2",
            ["NO_PROXY"] = "corp.example, .dotted.example,*.star.example,port.example:8443,10.0.0.0/8,192.168.7.7",
        });

        Assert.Equal(proxy, rules.GetProxy(new(url))?.ToString());
    }

    [Fact]
    public void The_configuration_is_stronger_than_the_variables_and_all_is_the_last()
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["ALL_PROXY"] = "http://all:3", ["HTTP_PROXY"] = "http://b:2", ["NO_PROXY"] = "*" };

        Assert.Null(ProxyRules.From(variables).GetProxy(new("https://x/")));
        Assert.Equal("http://all:3/", ProxyRules.From(variables, except: "y").GetProxy(new("https://x/"))!.ToString());
        Assert.Equal("http://b:2/", ProxyRules.From(variables, except: "y").GetProxy(new("http://x/"))!.ToString());
        Assert.Equal("http://own:4/", ProxyRules.From(variables, new("http://own:4"), "y").GetProxy(new("http://x/"))!.ToString());
        Assert.True(ProxyRules.From(new Dictionary<string, string>(StringComparer.Ordinal) { ["HTTP_PROXY"] = "ftp://x" }).IsNone);
    }

    [Fact]
    public void A_bundle_that_is_none_is_told()
    {
        var file = Path.GetTempFileName();
        Assert.Equal($"there is no certificate in '{file}'; it wants a bundle in PEM", Authorities.Read(file).Wrong);
        File.Delete(file);
        Assert.Equal($"the file '{file}' cannot be read", Authorities.Read(file).Wrong);
    }

    private static HttpLimits Through(SmallProxy proxy) => Through($"127.0.0.1:{proxy.Port}");

    private static HttpLimits Through(string proxy) => new()
    {
        Attempts = 1,
        Proxy = ProxyRules.From(new Dictionary<string, string>(StringComparer.Ordinal), ProxyRules.Parse(proxy)),
    };

    private static async Task<Listing.Complete> ListAsync(string url, HttpLimits limits)
    {
        await using var services = new ServiceCollection().AddProviders(limits).AddSingleton(new MyProviders([])).BuildServiceProvider();
        return Assert.IsType<Listing.Complete>(await services.GetServices<ProviderType>().Single(type => type.Name == "openai_compatible")
            .Create(Connections.OpenAi() with { Url = new(url) }, services)
            .ListAsync(null, null, TestContext.Current.CancellationToken));
    }

    private static async Task<(ProviderFault Fault, string Message)> FaultAsync(string url, HttpLimits limits)
    {
        var fault = await Assert.ThrowsAsync<ProviderException>(() => ListAsync(url, limits));
        Assert.DoesNotContain("hunter2", fault.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-secret", fault.ToString(), StringComparison.Ordinal);
        return (fault.Fault, fault.Message);
    }
}
