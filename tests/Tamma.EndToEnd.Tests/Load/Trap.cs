using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Tamma.EndToEnd.Tests.Cli;

namespace Tamma.EndToEnd.Tests.Load;

/// <summary>A server in a process of its own that says what it was told, write for write, and counts how often it was asked.</summary>
internal sealed class Trap : IDisposable
{
    private readonly Process _process;

    private Trap(Process process, int port, string scheme, string address)
    {
        _process = process;
        Url = new($"{scheme}://{(address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address)}:{port}/v1");
    }

    public Uri Url { get; }

    /// <summary>The answers are given in turn, by the order in which they are asked for.</summary>
    public static Task<Trap> StartAsync(params TrapAnswer[] answers) => StartAsync("127.0.0.1", isSecret: false, slots: 10_000, answers);

    public static Task<Trap> StartAsync(string address, bool isSecret, TrapAnswer answer) => StartAsync(address, isSecret, slots: 10_000, answer);

    /// <summary>One that answers so many at once, and lets the others wait.</summary>
    public static Task<Trap> StartNarrowAsync(int slots, TrapAnswer answer) => StartAsync("127.0.0.1", isSecret: false, slots, answer);

    private static async Task<Trap> StartAsync(string address, bool isSecret, int slots, params TrapAnswer[] answers)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [TammaProcess.PathOf("Tamma.GroundTruth"), "--trap"]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var script = new JsonObject { ["answers"] = new JsonArray([.. answers.Select(answer => (JsonNode)answer.ToJson())]), ["address"] = address, ["tls"] = isSecret, ["slots"] = slots };
        await process.StandardInput.WriteLineAsync(script.ToJsonString());
        await process.StandardInput.FlushAsync();
        var port = (await process.StandardOutput.ReadLineAsync())!["listening on ".Length..];
        return new(process, int.Parse(port, CultureInfo.InvariantCulture), isSecret ? "https" : "http", address);
    }

    /// <summary>Ends it.</summary>
    /// <returns>How often an answer was asked for, how many connections there were, and the length of the longest request.</returns>
    public async Task<(int Requests, int Connections, int Longest)> EndAsync()
    {
        _process.StandardInput.Close();
        var words = (await _process.StandardOutput.ReadToEndAsync()).Split(' ', '\n');
        return (Number(1), Number(3), Number(5));

        int Number(int at) => int.Parse(words[at], CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
