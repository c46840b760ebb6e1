using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Xunit;

namespace Tamma.EndToEnd.Tests.Processes;

/// <summary>A receiver of webhooks in a process of its own, written with the official libraries, which outlives the server that is killed.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<ReceivedMessage> _messages = new();
    private readonly TaskCompletionSource<int> _port = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private WebhookReceiver(Process process) => _process = process;

    public Uri Url { get; private set; } = null!;

    /// <summary>Whatever came, in its order, taken or not.</summary>
    public IReadOnlyList<ReceivedMessage> Messages => [.. _messages];

    /// <summary>Starts it; skips the test where the packages are not installed.</summary>
    public static async Task<WebhookReceiver> StartAsync(string secretFile, int seed, CancellationToken cancellationToken)
    {
        var folder = Path.Combine(Root(), "artifacts", "npm");
        foreach (var package in new[] { "standardwebhooks", "cloudevents" })
        {
            Assert.SkipUnless(Directory.Exists(Path.Combine(folder, "node_modules", package)), $"{package} is not in artifacts/npm; ./build.sh test installs it.");
        }

        var start = new ProcessStartInfo("node", ["--input-type=module", "-", secretFile, seed.ToString(CultureInfo.InvariantCulture)])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        var receiver = new WebhookReceiver(Process.Start(start)!);
        receiver._process.OutputDataReceived += (_, line) => receiver.Read(line.Data);
        receiver._process.BeginOutputReadLine();
        await receiver._process.StandardInput.WriteAsync(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Judges", "receiver.mjs"), cancellationToken));
        receiver._process.StandardInput.Close();
        receiver.Url = new($"http://127.0.0.1:{await receiver._port.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, cancellationToken)}/hook");
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Read(string? line)
    {
        if (line is null)
        {
            return;
        }

        var said = JsonElement.Parse(line);
        if (said.TryGetProperty("port", out var port))
        {
            _port.TrySetResult(port.GetInt32());
            return;
        }

        _messages.Enqueue(new(
            said.GetProperty("id").GetString()!,
            said.GetProperty("valid").GetBoolean() ? null : said.GetProperty("error").GetString(),
            said.GetProperty("taken").GetBoolean(),
            [.. said.GetProperty("events").EnumerateArray().Select(told => (told.GetProperty("id").GetString()!, long.Parse(told.GetProperty("position").GetString()!, CultureInfo.InvariantCulture)))]));
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Tamma.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Not run from inside the repository.");
        }

        return folder;
    }
}

/// <param name="Wrong">Why the official library did not believe it; null when it did.</param>
/// <param name="Taken">Whether the receiver said that it has it.</param>
internal sealed record ReceivedMessage(string Id, string? Wrong, bool Taken, IReadOnlyList<(string Id, long Position)> Events);
