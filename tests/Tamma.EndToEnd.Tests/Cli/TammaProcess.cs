using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

/// <summary>The CLI as its users start it, without anything of the environment that the tests run in.</summary>
public sealed partial class TammaProcess : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("tamma-cli-");
    public TammaProcess(StubServer? server = null)
    {
        Variables["XDG_CONFIG_HOME"] = _home.FullName;
        if (server is not null)
        {
            Variables["TAMMA_URL"] = server.Url;
        }
    }

    public string Home => _home.FullName;

    public IDictionary<string, string> Variables { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["TZ"] = "UTC", ["TERM"] = "xterm-256color" };

    /// <summary>Runs it with its output in a pipe.</summary>
    public Task<Outcome> RunAsync(params string[] arguments) => WaitAsync(Start("dotnet", [PathOf("Tamma.Cli"), .. arguments]));

    /// <summary>Runs it on a terminal that is 200 columns wide; what it prints comes without its colours.</summary>
    public async Task<Outcome> RunOnTerminalAsync(params string[] arguments)
    {
        var command = string.Join(' ', arguments.Prepend(PathOf("Tamma.Cli")).Select(argument => $"'{argument}'"));
        var outcome = await WaitAsync(Start("script", ["-qefc", $"stty cols 200; exec dotnet {command}", "/dev/null"]));
        return outcome with { Out = Escapes().Replace(outcome.Out, "").Replace("\r\n", "\n", StringComparison.Ordinal) };
    }

    public Process Start(params string[] arguments) => Start("dotnet", [PathOf("Tamma.Cli"), .. arguments]);

    public static async Task<Outcome> WaitAsync(Process process)
    {
        using (process)
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return new(process.ExitCode, await output, await error);
        }
    }

    /// <summary>Writes a program that stands in for the server.</summary>
    public string WriteScript(string text)
    {
        var path = Path.Combine(Home, "server.sh");
        File.WriteAllText(path, "#!/bin/sh\n" + text);
        SetMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    public void WriteCredentials(string json, UnixFileMode mode)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(Home, "tamma")).FullName, "credentials.json");
        File.WriteAllText(path, json);
        SetMode(path, mode);
    }

    public void Dispose() => _home.Delete(recursive: true);

    private static void SetMode(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }

    private Process Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var own in start.Environment.Keys.Where(name => name.StartsWith("TAMMA_", StringComparison.Ordinal) || name is "NO_COLOR").ToList())
        {
            start.Environment.Remove(own);
        }

        foreach (var (name, value) in Variables)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Built into a folder beside this one, of the same configuration.</summary>
    public static string PathOf(string program)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(own.Parent!.Parent!.FullName, program, own.Name, program + ".dll");
    }

    [GeneratedRegex(@"\x1b(\[[0-9;?]*[A-Za-z]|\][^\x07]*\x07|[=>])", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Escapes();
}

public sealed record Outcome(int ExitCode, string Out, string Error)
{
    /// <summary>With what steers the terminal.</summary>
    public string Raw { get; init; } = Out;
}
