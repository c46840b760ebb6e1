using System.Diagnostics;
using System.Formats.Tar;
using System.IO.Compression;
using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

/// <summary>The archive that <c>./build.sh publish</c> makes for this machine; <c>./build.sh test</c> names it in TAMMA_PUBLISHED.</summary>
public sealed class PublishedTests
{
    private const string ListeningOn = "listening on ";

    [Fact]
    public async Task The_native_program_says_its_version()
    {
        using var folder = await ArchiveAsync();

        var outcome = await TammaProcess.WaitAsync(folder.Start("--version"));

        Assert.Equal((0, folder.Version), (outcome.ExitCode, outcome.Out.Trim()));
    }

    [Fact]
    public async Task An_unpacked_archive_serves_with_no_sdk_on_the_machine()
    {
        using var folder = await ArchiveAsync();

        using var server = folder.Start("serve", "--port", "0", "--data", Path.Combine(folder.Path, "data"), "--set", "server.offline=true", "--set", "discovery.find_local=false", "--set", "discovery.find_environment=false");
        var line = "";
        while (line is not null && !line.StartsWith(ListeningOn, StringComparison.Ordinal))
        {
            line = await server.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
        }

        Assert.NotNull(line);
        var models = await TammaProcess.WaitAsync(folder.Start("models", "--json", "--url", line[ListeningOn.Length..]));
        await Signals.SendAsync("TERM", server);
        await server.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (models.ExitCode, models.Error));
        Assert.StartsWith("""{"data":[]""", models.Out, StringComparison.Ordinal);
        Assert.Equal(0, server.ExitCode);
    }

    [Fact]
    public async Task An_unpacked_archive_shows_the_demo()
    {
        using var folder = await ArchiveAsync();

        var outcome = await TammaProcess.WaitAsync(folder.Start("demo", "--port", "0", "--once"));

        Assert.True(outcome.ExitCode is 0, outcome.Error);
        Assert.Contains("connection:sim-opencode", outcome.Out, StringComparison.Ordinal);
    }

    private static Task<Unpacked> ArchiveAsync()
    {
        var archive = Environment.GetEnvironmentVariable("TAMMA_PUBLISHED");
        Assert.SkipWhen(string.IsNullOrEmpty(archive), "No archive: run ./build.sh publish and set TAMMA_PUBLISHED to what it prints.");
        return Unpacked.FromAsync(archive);
    }

    /// <summary>The archive's files, in a place where nothing else can be found.</summary>
    private sealed class Unpacked(DirectoryInfo folder, string name) : IDisposable
    {
        public string Path => folder.FullName;

        public string Version => name.Split('-')[1];

        public static async Task<Unpacked> FromAsync(string archive)
        {
            var folder = Directory.CreateTempSubdirectory("tamma-published-");
            await using var file = File.OpenRead(archive);
            await using var plain = new GZipStream(file, CompressionMode.Decompress);
            await TarFile.ExtractToDirectoryAsync(plain, folder.FullName, overwriteFiles: false, TestContext.Current.CancellationToken);
            return new(folder, System.IO.Path.GetFileName(archive).Replace(".tar.gz", "", StringComparison.Ordinal));
        }

        public Process Start(params string[] arguments)
        {
            var start = new ProcessStartInfo(System.IO.Path.Combine(Path, name, "tamma"), arguments)
            {
                UseShellExecute = false,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            };
            start.Environment.Clear();
            start.Environment["PATH"] = Path;
            start.Environment["HOME"] = Path;
            start.Environment["TMPDIR"] = Path;
            return Process.Start(start)!;
        }

        public void Dispose() => folder.Delete(recursive: true);
    }
}
