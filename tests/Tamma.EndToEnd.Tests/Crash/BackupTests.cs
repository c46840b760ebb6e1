using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Tamma.Client;
using Tamma.EndToEnd.Tests.Processes;
using Tamma.EndToEnd.Tests.Simulator;
using Xunit;

namespace Tamma.EndToEnd.Tests.Crash;

/// <summary>A backup that is taken while discovery writes is one state of the catalogue, whole; what is restored from it says the same.</summary>
public sealed class BackupTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const string World = "backup";
    private const int Models = 300;

    private static readonly Dictionary<string, string> s_alone = new(StringComparer.Ordinal);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_backup_of_a_busy_server_is_restored_to_the_very_same_catalogue()
    {
        var home = Directory.CreateTempSubdirectory("tamma-backup-");
        var other = Directory.CreateTempSubdirectory("tamma-restored-");
        var backup = Path.Combine(home.FullName, "backup.db");
        await simulator.Process.CreateWorldAsync($$$"""{"name":"{{{World}}}","protocol":"openai","flavour":"gateway","page_size":100,"generate":{"models":{{{Models}}},"seed":7}}""");
        await using (var server = await ServerProcess.StartAsync(home, Settings(), Cancelled))
        {
            await ReachedAsync(server, Models);
            using var busy = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
            var changing = ChangeAsync(busy.Token);
            await ReachedAsync(server, Models + 20);
            await using (var file = File.Create(backup))
            {
                await new TammaClient(server.Http, server.Url, KeyOf(home)).DownloadBackupAsync(file, Cancelled);
            }

            var (refused, said) = await RestoreAsync(home, backup);
            Assert.Equal(1, refused);
            Assert.Contains("Another Tamma server works on the data folder", said, StringComparison.Ordinal);
            await server.KillAsync();
            await busy.CancelAsync();
            await changing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Assert.Empty(Agreement.Check(backup));
        var (code, words) = await RestoreAsync(other, backup);
        Assert.Equal((0, ""), (code, code == 0 ? "" : words));

        JsonElement restored;
        await using (var server = await ServerProcess.StartAsync(other, s_alone, Cancelled))
        {
            restored = await server.GetAsync("api/v1/models?scope=all&limit=1000", Cancelled);
            Assert.Equal(0, await server.StopAsync(Cancelled));
        }

        await using (var server = await ServerProcess.StartAsync(home, s_alone, Cancelled))
        {
            var position = restored.GetProperty("position").GetInt64();
            var then = await server.GetAsync(string.Create(CultureInfo.InvariantCulture, $"api/v1/models?scope=all&limit=1000&as_of={position}"), Cancelled);

            Assert.True(restored.GetProperty("data").GetArrayLength() >= Models + 20);
            Assert.Equal(then.GetProperty("data").GetRawText(), restored.GetProperty("data").GetRawText());
            Assert.Equal(0, await server.StopAsync(Cancelled));
        }

        // In the very place where it came from, too: what was there is set aside.
        Assert.Equal(0, (await RestoreAsync(home, backup)).Code);
        Assert.Single(Directory.EnumerateFiles(Path.Combine(home.FullName, "data"), "tamma.db.*.bak"));
        await using (var server = await ServerProcess.StartAsync(home, s_alone, Cancelled))
        {
            Assert.Equal(restored.GetProperty("data").GetRawText(), (await server.GetAsync("api/v1/models?scope=all&limit=1000", Cancelled)).GetProperty("data").GetRawText());
        }

        home.Delete(recursive: true);
        other.Delete(recursive: true);
    }

    private Dictionary<string, string> Settings() => new(StringComparer.Ordinal)
    {
        ["TAMMA__PROVIDERS__BUSY__TYPE"] = "openai_compatible",
        ["TAMMA__PROVIDERS__BUSY__URL"] = new Uri(simulator.Process.WorldUrl(World), "v1").ToString(),
        ["TAMMA__PROVIDERS__BUSY__INTERVAL"] = "1s",
    };

    /// <summary>Models come as fast as the world takes them, so that each run has something to write.</summary>
    private async Task ChangeAsync(CancellationToken cancellationToken)
    {
        for (var number = 0; number < 600; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await simulator.Process.AddModelAsync(World, string.Create(CultureInfo.InvariantCulture, $$$"""{"id":"late-{{{number}}}","owned_by":"them","limit":{"context":{{{8_000 + number}}}}}"""));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }
    }

    private static async Task ReachedAsync(ServerProcess server, int count)
    {
        while ((await server.GetAsync("api/v1/status", Cancelled)).GetProperty("models").GetProperty("mine").GetInt32() < count)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, Cancelled);
        }
    }

    private static string KeyOf(DirectoryInfo home)
    {
        var file = Directory.EnumerateFiles(home.FullName, "credentials.json", SearchOption.AllDirectories).Single();
        using var document = JsonDocument.Parse(File.ReadAllText(file));
        return document.RootElement.EnumerateObject().Last().Value.GetProperty("key").GetString()!;
    }

    private static async Task<(int Code, string Said)> RestoreAsync(DirectoryInfo home, string backup)
    {
        var start = new ProcessStartInfo(Binaries.Dotnet, [Binaries.PathOf("Tamma.Server"), $"--data={Path.Combine(home.FullName, "data")}", $"--restore={backup}"])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in Binaries.CleanEnvironment(home))
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEndAsync(Cancelled);
        var wrong = await process.StandardError.ReadToEndAsync(Cancelled);
        await process.WaitForExitAsync(Cancelled);
        return (process.ExitCode, await said + wrong);
    }
}
