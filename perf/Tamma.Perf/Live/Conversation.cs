using System.Diagnostics;
using System.Globalization;

namespace Tamma.Perf.Live;

/// <summary>A part of this program that is asked one thing after the other.</summary>
internal sealed class Conversation : IAsyncDisposable
{
    private const string Mark = "ANSWER ";

    private readonly Process _process;

    private Conversation(Process process) => _process = process;

    public static (Conversation Talk, Task<string> First) Start(params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [Programs.This, .. arguments]) { UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var talk = new Conversation(process);
        return (talk, talk.ReadAsync());
    }

    public async Task<string> AskAsync(string what)
    {
        await _process.StandardInput.WriteLineAsync(what);
        await _process.StandardInput.FlushAsync();
        return await ReadAsync();
    }

    public async Task<double[]> NumbersAsync(string what) => [.. (await AskAsync(what)).Split(' ').Select(word => double.Parse(word, CultureInfo.InvariantCulture))];

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private async Task<string> ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Mark, StringComparison.Ordinal))
            {
                return line[Mark.Length..];
            }
        }

        throw new InvalidOperationException("The part ended before it answered.");
    }
}
