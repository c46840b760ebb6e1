using System.Net;
using System.Net.Http.Headers;
using Tamma.Server.Access;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Hosting;

public sealed class ProcessTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tamma-process-");

    [Fact]
    public async Task A_server_starts_serves_resets_its_keys_and_stops()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM on Windows.");
        var file = Path.Combine(_folder.FullName, "config", "tamma", "credentials.json");
        string old;
        await using (var server = ServerProcess.Start(_folder.FullName, "--port=0"))
        {
            var url = await server.ListeningAsync();
            old = Assert.Single(ClientCredentials.All(file)).Key;
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(url, old));

            await using var second = ServerProcess.Start(_folder.FullName, "--port=0");
            var (code, _, error) = await second.EndAsync();
            Assert.Equal(1, code);
            Assert.Contains("Another Tamma server works on the data folder", error, StringComparison.Ordinal);

            await using var reset = ServerProcess.Start(_folder.FullName, "--reset-keys");
            Assert.Equal(1, (await reset.EndAsync()).Code);

            await using var other = ServerProcess.Start(_folder.FullName, "--data", Path.Combine(_folder.FullName, "other"), "--port", new Uri(url).Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
            var refused = await other.EndAsync();
            Assert.Equal(1, refused.Code);
            Assert.Contains("is in use", refused.Error, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", refused.Error + refused.Output, StringComparison.Ordinal);

            var (exit, took) = await server.TerminateAsync();
            Assert.Equal(0, exit);
            Assert.InRange(took, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        }

        await using (var reset = ServerProcess.Start(_folder.FullName, "--reset-keys"))
        {
            var (code, output, _) = await reset.EndAsync();
            Assert.Equal(0, code);
            Assert.DoesNotContain("tamma_", output, StringComparison.Ordinal);
        }

        await using (var server = ServerProcess.Start(_folder.FullName, "--port=0"))
        {
            var url = await server.ListeningAsync();
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(url, old));
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(url, ClientCredentials.All(file).Single(entry => entry.Server == url).Key));
        }
    }

    [Fact]
    public async Task A_check_starts_nothing()
    {
        await using var good = ServerProcess.Start(_folder.FullName, "--check", "--providers.x.type=openai_compatible", "--providers.x.url=http://127.0.0.1:9/v1");
        var (code, output, _) = await good.EndAsync();
        Assert.Equal(0, code);
        Assert.Contains("x: openai_compatible at http://127.0.0.1:9/v1, no credential, every 2m", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder.FullName, "share")));

        await using var bad = ServerProcess.Start(_folder.FullName, "--server.port=x", "--server.hots=y");
        var refused = await bad.EndAsync();
        Assert.Equal((2, ""), (refused.Code, refused.Output));
        Assert.Contains("2 mistakes", refused.Error, StringComparison.Ordinal);
        Assert.Contains("--server.port (command line): 'x' is no whole number", refused.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean server.host?", refused.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(_folder.FullName, "share")));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static async Task<HttpStatusCode> StatusAsync(string url, string key)
    {
        using var http = new HttpClient { BaseAddress = new(url) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        using var response = await http.PostAsync(new Uri("/api/v1/discovery/start", UriKind.Relative), null, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
