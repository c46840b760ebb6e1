using System.Net;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Events;
using Tamma.Server.Hosting;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Hosting;

public sealed class StartTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tamma-start-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Until_the_catalogue_is_served_the_answer_is_to_come_back()
    {
        var settings = Settings(port: 0);
        await using var app = TammaHost.Build(settings);
        await app.StartAsync(Cancelled);
        using var http = new HttpClient { BaseAddress = new(app.Urls.First()) };

        using var early = await http.GetAsync(new Uri("/api/v1/models", UriKind.Relative), Cancelled);
        using var notReady = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancelled);
        using var live = await http.GetAsync(new Uri("/health/live", UriKind.Relative), Cancelled);
        app.Services.GetRequiredService<Readiness>().Open();
        using var late = await http.GetAsync(new Uri("/api/v1/models", UriKind.Relative), Cancelled);
        using var ready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), Cancelled);

        Assert.Equal((503, "starting"), (await RunningServer.ProblemAsync(early)) is var (status, name, _) ? (status, name) : default);
        Assert.Equal(TimeSpan.FromSeconds(1), early.Headers.RetryAfter!.Delta);
        Assert.Equal(
            [HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK],
            new[] { notReady.StatusCode, live.StatusCode, late.StatusCode, ready.StatusCode });
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        await using var first = await RunningServer.StartAsync();
        var settings = Settings(new Uri(first.Url).Port);
        await using var second = TammaHost.Build(settings);

        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => Start.OpenAsync(second, settings, Cancelled));

        Assert.Contains($"Port {settings.Port} on 127.0.0.1 is in use", refusal.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(settings.CredentialFile));
    }

    [Fact]
    public void A_second_server_on_the_same_folder_is_refused()
    {
        using var first = FolderLock.Take(_folder.FullName);

        Assert.Contains("Another Tamma server", Assert.Throws<StartRefusedException>(() => FolderLock.Take(_folder.FullName)).Message, StringComparison.Ordinal);
        first.Dispose();
        FolderLock.Take(_folder.FullName).Dispose();
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_with_its_sentence()
    {
        var settings = Settings(port: 0);
        await using (var first = TammaHost.Build(settings))
        {
            await Start.OpenAsync(first, settings, Cancelled);
            await first.StopAsync(Cancelled);
        }

        await using (var connection = new SqliteConnection($"Data Source={settings.Database};Pooling=False"))
        {
            await connection.OpenAsync(Cancelled);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA user_version = 9999";
            await command.ExecuteNonQueryAsync(Cancelled);
        }

        await using var second = TammaHost.Build(settings);
        var refusal = await Assert.ThrowsAsync<StorageException>(() => Start.OpenAsync(second, settings, Cancelled));
        Assert.Contains("newer", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restart_serves_what_was_found()
    {
        var stubs = new Stubs();
        stubs.Acme.Say(stubs.Acme.Claim("acme/one", ("cost.input", 1)));
        string before;
        await using (var first = await RunningServer.StartAsync(stubs, _folder.FullName))
        {
            before = (await first.JsonAsync("/api/v1/models/acme/one")).GetRawText();
        }

        await using var second = await RunningServer.StartAsync(stubs, _folder.FullName);
        Assert.Equal(before, (await second.JsonAsync("/api/v1/models/acme/one")).GetRawText());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private ServerSettings Settings(int port) => new()
    {
        Port = port,
        DataFolder = Path.Combine(_folder.FullName, "data"),
        CredentialFile = Path.Combine(_folder.FullName, "config", "credentials.json"),
    };
}
