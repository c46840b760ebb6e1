using System.Diagnostics;
using System.Text.Json;
using Tamma.EndToEnd.Tests.Processes;
using Xunit;

namespace Tamma.EndToEnd.Tests.Judges;

/// <summary>Has an official SDK talk to the Simulator. Nobody here wrote it, so it does not share a misreading with either side.</summary>
internal static class Judge
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>What the script printed; skips the test when the package is not installed.</summary>
    public static async Task<JsonElement> AskAsync(string package, string script, params string[] arguments)
    {
        var folder = Path.Combine(Root(), "artifacts", "npm");
        Assert.SkipUnless(Directory.Exists(Path.Combine(folder, "node_modules", package)), $"{package} is not in artifacts/npm; ./build.sh test installs it.");

        // From standard input a module finds its packages where the process runs, and not where the script lies.
        var start = new ProcessStartInfo("node", ["--input-type=module", "-", .. arguments])
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var home = Directory.CreateTempSubdirectory("tamma-judge-");
        start.Environment.Clear();
        foreach (var (name, value) in Binaries.CleanEnvironment(home))
        {
            start.Environment[name] = value;
        }

        try
        {
            return await RunAsync(start, await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Judges", script)));
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private static async Task<JsonElement> RunAsync(ProcessStartInfo start, string script)
    {
        using var node = Process.Start(start)!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(s_patience);
        try
        {
            var (output, error) = (node.StandardOutput.ReadToEndAsync(patience.Token), node.StandardError.ReadToEndAsync(patience.Token));
            await node.StandardInput.WriteAsync(script);
            node.StandardInput.Close();
            await node.WaitForExitAsync(patience.Token);
            Assert.True(node.ExitCode == 0, $"The SDK complains: {await error}{await output}");
            return JsonElement.Parse(await output);
        }
        finally
        {
            if (!node.HasExited)
            {
                node.Kill(entireProcessTree: true);
            }
        }
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
