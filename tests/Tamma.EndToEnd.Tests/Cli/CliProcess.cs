using System.Diagnostics;
using Tamma.EndToEnd.Tests.Processes;

namespace Tamma.EndToEnd.Tests.Cli;

/// <summary>The command line as a process, into a pipe or onto a terminal.</summary>
internal static class CliProcess
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(120);

    public static bool HasTerminal => File.Exists("/usr/bin/script");

    public static Task<Answer> RunAsync(DirectoryInfo home, IReadOnlyDictionary<string, string> variables, CancellationToken cancellationToken, params string[] arguments) =>
        RunAsync(new(Binaries.Dotnet, [Binaries.PathOf("Tamma.Cli"), .. arguments]), home, variables, cancellationToken);

    /// <summary>With a terminal of its own, as <c>script</c> makes one.</summary>
    public static Task<Answer> RunOnTerminalAsync(DirectoryInfo home, IReadOnlyDictionary<string, string> variables, CancellationToken cancellationToken, params string[] arguments) =>
        RunAsync(
            new("/usr/bin/script", ["-qec", string.Join(' ', new[] { Binaries.Dotnet, Binaries.PathOf("Tamma.Cli") }.Concat(arguments).Select(part => $"'{part}'")), "/dev/null"]),
            home,
            variables,
            cancellationToken);

    private static async Task<Answer> RunAsync(ProcessStartInfo start, DirectoryInfo home, IReadOnlyDictionary<string, string> variables, CancellationToken cancellationToken)
    {
        start.UseShellExecute = false;
        start.RedirectStandardInput = true;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        start.Environment.Clear();
        foreach (var (name, value) in Binaries.CleanEnvironment(home))
        {
            start.Environment[name] = value;
        }

        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(s_patience);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        await process.WaitForExitAsync(patience.Token);
        return new(process.ExitCode, await output, await error);
    }

    internal sealed record Answer(int Exit, string Output, string Error)
    {
        public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
