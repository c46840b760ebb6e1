using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Providers;
using Xunit;

namespace Tamma.Core.Tests.Providers.Http;

/// <summary>The real sockets, against a listener in this process.</summary>
public sealed class LoopbackTests : IDisposable
{
    private const string Good = """{"object":"list","data":[{"id":"m"}]}""";

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ServiceProvider _services = new ServiceCollection()
        .AddProviders(new() { BaseDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(5) })
        .AddSingleton(new MyProviders([]))
        .BuildServiceProvider();

    public void Dispose()
    {
        _listener.Dispose();
        _services.Dispose();
    }

    [Fact]
    public async Task Where_nothing_listens_is_told_at_once()
    {
        _listener.Start();
        var url = Url;
        _listener.Stop();
        var start = Stopwatch.GetTimestamp();

        var fault = await Assert.ThrowsAsync<ProviderException>(() => ListAsync(url));

        Assert.Equal((ProviderFault.Unreachable, $"nothing listens at {url.GetLeftPart(UriPartial.Authority)}"), (fault.Fault, fault.Message));
        Assert.True(Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(5));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    public async Task A_list_is_read_from_this_machine(string host)
    {
        var serving = ServeAsync(Head(Good.Length) + Good);

        var listing = await ListAsync(new UriBuilder(Url) { Host = host }.Uri);

        Assert.Single(Assert.IsType<Listing.Complete>(listing).Claims);
        await serving;
    }

    [Fact]
    public async Task A_body_that_is_cut_by_the_network_is_asked_for_again()
    {
        var serving = ServeAsync(Head(Good.Length) + Good[..20], "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10\r\n{\"object\"", Head(Good.Length) + Good);

        Assert.Single(Assert.IsType<Listing.Complete>(await ListAsync(Url)).Claims);
        await serving;
    }

    [Fact]
    public async Task A_compressed_body_is_unpacked_and_its_cut_is_seen()
    {
        using var zipped = new MemoryStream();
        await using (var zip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
        {
            await zip.WriteAsync(Encoding.UTF8.GetBytes(Good), TestContext.Current.CancellationToken);
        }

        var bytes = zipped.ToArray();
        var serving = ServeAsync(
            [.. Encoding.ASCII.GetBytes(Head(bytes.Length - 10, "Content-Encoding: gzip\r\n")), .. bytes[..^10]],
            [.. Encoding.ASCII.GetBytes(Head(bytes.Length, "Content-Encoding: gzip\r\n")), .. bytes]);

        Assert.Single(Assert.IsType<Listing.Complete>(await ListAsync(Url)).Claims);
        await serving;
    }

    [Fact]
    public async Task What_does_not_speak_http_is_no_listing()
    {
        var serving = ServeAsync("SSH-2.0-OpenSSH_9.9\r\n\r\n");

        Assert.Equal(ProviderFault.Malformed, (await Assert.ThrowsAsync<ProviderException>(() => ListAsync(Url))).Fault);
        await serving;
    }

    private Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1");

    private static string Head(int length, string more = "") => $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n{more}Connection: close\r\n\r\n";

    private Task<Listing> ListAsync(Uri url) =>
        _services.GetServices<ProviderType>().Single(type => type.Name == "openai_compatible")
            .Create(Connections.OpenAi() with { Url = url }, _services)
            .ListAsync(null, null, TestContext.Current.CancellationToken);

    private Task ServeAsync(params string[] answers) => ServeAsync([.. answers.Select(Encoding.ASCII.GetBytes)]);

    /// <summary>One connection for each answer; each is closed after it.</summary>
    private async Task ServeAsync(params byte[][] answers)
    {
        _listener.Start();
        foreach (var answer in answers)
        {
            using var client = await _listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            await using var stream = client.GetStream();
            _ = await stream.ReadAtLeastAsync(new byte[4096], 20, throwOnEndOfStream: false, TestContext.Current.CancellationToken);
            await stream.WriteAsync(answer, TestContext.Current.CancellationToken);
        }
    }
}
