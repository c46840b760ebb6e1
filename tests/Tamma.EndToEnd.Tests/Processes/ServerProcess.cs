using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Tamma.EndToEnd.Tests.Processes;

/// <summary>The real server as a process, on a free port, with a home of its own that outlives it when a test starts it again.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private HttpClient? _http;

    private ServerProcess(Process process) => _process = process;

    public IReadOnlyCollection<string> Lines => _lines;

    public Uri Url { get; private set; } = null!;

    public HttpClient Http => _http ??= new() { BaseAddress = Url, Timeout = s_patience };

    public bool HasExited => _process.HasExited;

    /// <summary>Starts it and does not wait for anything.</summary>
    public static ServerProcess Begin(DirectoryInfo home, IReadOnlyDictionary<string, string> settings)
    {
        var start = new ProcessStartInfo(Binaries.Dotnet, [Binaries.PathOf("Tamma.Server"), "--port=0", $"--data={Path.Combine(home.FullName, "data")}"])
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

        start.Environment["TAMMA__DISCOVERY__FIND_LOCAL"] = "false";
        start.Environment["TAMMA__SOURCES__MODELS_DEV__ENABLED"] = "false";
        start.Environment["TAMMA__SOURCES__BASELINE__ENABLED"] = "false";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        var server = new ServerProcess(Process.Start(start)!);
        server._process.OutputDataReceived += (_, line) => server.Read(line.Data);
        server._process.ErrorDataReceived += (_, line) => server.Read(line.Data);
        server._process.BeginOutputReadLine();
        server._process.BeginErrorReadLine();
        return server;
    }

    public static async Task<ServerProcess> StartAsync(DirectoryInfo home, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var server = Begin(home, settings);
        await server.ReadyAsync(cancellationToken);
        return server;
    }

    public async Task ReadyAsync(CancellationToken cancellationToken)
    {
        var ended = _process.WaitForExitAsync(cancellationToken);
        if (await Task.WhenAny(_listening.Task, ended).WaitAsync(s_patience, TimeProvider.System, cancellationToken) == ended)
        {
            throw new InvalidOperationException($"The server ended with {_process.ExitCode}: {string.Join('\n', _lines)}");
        }

        Url = await _listening.Task;
    }

    public Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) =>
        Http.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative), cancellationToken);

    /// <summary>As <c>kill -9</c> does it: nothing of it runs after this returns.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>As a service manager does it.</summary>
    public async Task<int> StopAsync(CancellationToken cancellationToken)
    {
        using var terminate = Process.Start(new ProcessStartInfo("kill", ["-TERM", $"{_process.Id}"]) { UseShellExecute = false })!;
        await _process.WaitForExitAsync(cancellationToken).WaitAsync(s_patience, TimeProvider.System, cancellationToken);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        _http?.Dispose();
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        _lines.Enqueue(line);
        if (line.StartsWith("listening on ", StringComparison.Ordinal))
        {
            _listening.TrySetResult(new(line["listening on ".Length..].TrimEnd('/') + "/"));
        }
    }
}
