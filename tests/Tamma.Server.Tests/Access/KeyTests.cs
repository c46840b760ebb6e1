using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Access;

public sealed class KeyTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_first_start_makes_a_key_that_only_its_owner_can_read()
    {
        await using var server = await RunningServer.StartAsync();

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(server.Settings.CredentialFile));
        }

        var stored = Assert.Single(await server.App.Services.GetRequiredService<IKeyStore>().ReadAsync(Cancelled));
        Assert.DoesNotContain(server.Log.Lines, line => line.Contains(server.Key, StringComparison.Ordinal));
        var secret = server.Key.Split('_', 3)[2];
        Assert.DoesNotContain(Directory.EnumerateFiles(server.Settings.DataFolder, "tamma.db*"), file => ReadShared(file).AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(secret)) >= 0);
        Assert.Equal("admin", stored.Name);
    }

    [Fact]
    public async Task A_second_start_keeps_the_key()
    {
        var folder = Directory.CreateTempSubdirectory("tamma-keys-").FullName;
        string key;
        await using (var first = await RunningServer.StartAsync(folder: folder))
        {
            key = first.Key;
        }

        await using (var second = await RunningServer.StartAsync(folder: folder))
        {
            using var response = await second.SendAsync(HttpMethod.Post, "/api/v1/discovery/start", key);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_reset_takes_the_old_key_back()
    {
        var folder = Directory.CreateTempSubdirectory("tamma-keys-").FullName;
        string old;
        await using (var first = await RunningServer.StartAsync(folder: folder))
        {
            old = first.Key;
            await FirstKey.ResetAsync(first.App.Services.GetRequiredService<IKeyStore>(), first.Settings.CredentialFile, "http://127.0.0.1:9", TimeProvider.System, Cancelled);
        }

        await using (var second = await RunningServer.StartAsync(folder: folder))
        {
            Assert.NotEqual(old, second.Key);
            using var refused = await second.SendAsync(HttpMethod.Get, "/api/v1/status", old);
            using var welcome = await second.SendAsync(HttpMethod.Post, "/api/v1/discovery/start", second.Key);
            Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.OK), (refused.StatusCode, welcome.StatusCode));
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Keys_of_other_servers_stay_in_the_file()
    {
        var folder = Directory.CreateTempSubdirectory("tamma-keys-");
        var file = Path.Combine(folder.FullName, "tamma", "credentials.json");

        ClientCredentials.Write(file, "http://127.0.0.1:1", "one");
        ClientCredentials.Write(file, "http://127.0.0.1:2", "two");
        ClientCredentials.Write(file, "http://127.0.0.1:1", "three");

        var entries = JsonDocument.Parse(File.ReadAllText(file)).RootElement.EnumerateObject().ToDictionary(entry => entry.Name, entry => entry.Value.GetProperty("key").GetString());
        Assert.Equal(new() { ["http://127.0.0.1:1"] = "three", ["http://127.0.0.1:2"] = "two" }, entries);
        Assert.Single(Directory.EnumerateFiles(Path.GetDirectoryName(file)!));
        folder.Delete(recursive: true);
    }

    private static byte[] ReadShared(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
