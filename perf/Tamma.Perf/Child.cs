using System.Diagnostics;
using System.Text;

namespace Tamma.Perf;

/// <summary>A process of the measurement: a part of this program, the server, the simulator, wrk.</summary>
internal sealed class Child : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private Child(Process process) => _process = process;

    public int Id => _process.Id;

    public static Child Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var child = new Child(Process.Start(start)!);
        child._process.ErrorDataReceived += (_, line) => child.Add(line.Data);
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Waits for a line that begins so and gives the rest of it.</summary>
    public async Task<string> LineAsync(string beginning)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await _process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            Add(line);
            if (line.IndexOf(beginning, StringComparison.Ordinal) is >= 0 and var at)
            {
                _ = DrainAsync();
                return line[(at + beginning.Length)..].Trim();
            }
        }

        throw new InvalidOperationException($"The process ended before it said '{beginning}':\n{_output}");
    }

    /// <summary>Runs to the end and gives what was printed.</summary>
    public static async Task<string> RunAsync(string program, IEnumerable<string> arguments)
    {
        await using var child = Start(program, arguments);
        var output = await child._process.StandardOutput.ReadToEndAsync();
        await child._process.WaitForExitAsync();
        return child._process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} failed ({child._process.ExitCode}):\n{output}{child._output}");
    }

    /// <summary>A pipe that nobody reads would stop the process once it is full.</summary>
    private async Task DrainAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            Add(line);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Add(string? line)
    {
        lock (_output)
        {
            _output.AppendLine(line);
        }
    }
}
