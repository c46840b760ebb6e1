using System.Diagnostics;
using Xunit;

namespace Tamma.EndToEnd.Tests.OpenCode;

/// <summary>A real <c>opencode serve</c> with a home of its own, the catalogue that is built into it, and no network.</summary>
internal sealed class OpenCodeServer : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(90);

    private readonly DirectoryInfo _home;
    private readonly Process _process;

    private OpenCodeServer(Process process, DirectoryInfo home, Uri url)
    {
        _process = process;
        _home = home;
        Url = url;
        Http = new() { BaseAddress = url, Timeout = s_patience };
    }

    public Uri Url { get; }

    public HttpClient Http { get; }

    /// <summary>What it answers to whoever asks, as bytes.</summary>
    public Task<byte[]> AnswerAsync(CancellationToken cancellationToken) => Http.GetByteArrayAsync(new Uri("provider", UriKind.Relative), cancellationToken);

    /// <param name="variables">Beside a home and a path it sees these alone.</param>
    public static async Task<OpenCodeServer> StartAsync(IReadOnlyDictionary<string, string> variables, CancellationToken cancellationToken)
    {
        var installed = await OpenCodePackage.GetAsync();
        Assert.SkipWhen(installed.Command is null, installed.Why ?? "");
        var home = Directory.CreateTempSubdirectory("tamma-opencode-");
        var start = new ProcessStartInfo(installed.Command, ["serve", "--hostname", "127.0.0.1", "--port", $"{FreePort()}"])
        {
            WorkingDirectory = home.CreateSubdirectory("work").FullName,
            RedirectStandardOutput = true,
            UseShellExecute = false,
            RedirectStandardError = true,
        };
        var path = Environment.GetEnvironmentVariable("PATH");
        start.Environment.Clear();
        start.Environment["PATH"] = path;
        foreach (var name in new[] { "HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "TMPDIR" })
        {
            start.Environment[name] = home.CreateSubdirectory(name).FullName;
        }

        foreach (var name in new[] { "OPENCODE_DISABLE_MODELS_FETCH", "OPENCODE_DISABLE_AUTOUPDATE", "OPENCODE_DISABLE_DEFAULT_PLUGINS", "OPENCODE_DISABLE_LSP_DOWNLOAD" })
        {
            start.Environment[name] = "1";
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        try
        {
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
            {
                if (line.Split("listening on ") is [_, var address])
                {
                    _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                    return new(process, home, new(address + "/"));
                }
            }

            throw new InvalidOperationException("opencode serve ended before it listened.");
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        try
        {
            _home.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A child of it may still write; the folder is a temporary one.
        }
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }
}
