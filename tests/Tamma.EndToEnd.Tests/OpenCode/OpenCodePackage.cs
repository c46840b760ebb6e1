using System.Diagnostics;

namespace Tamma.EndToEnd.Tests.OpenCode;

/// <summary>Installs the real OpenCode from npm into <c>artifacts/npm</c>, once, at the version that these tests were written against.</summary>
internal static class OpenCodePackage
{
    private const string Version = "1.18.33";

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);
    private static readonly Lazy<Task<Installed>> s_installed = new(InstallAsync);

    public static Task<Installed> GetAsync() => s_installed.Value;

    private static async Task<Installed> InstallAsync()
    {
        var folder = Path.Combine(Root(), "artifacts", "npm");
        var command = Path.Combine(folder, "node_modules", ".bin", "opencode");
        var manifest = Path.Combine(folder, "node_modules", "opencode-ai", "package.json");
        if (File.Exists(command) && (await File.ReadAllTextAsync(manifest)).Contains($"\"version\": \"{Version}\"", StringComparison.Ordinal))
        {
            return new(command, null);
        }

        Directory.CreateDirectory(folder);
        var start = new ProcessStartInfo("npm", ["install", "--prefix", folder, "--no-audit", "--no-fund", "--loglevel=error", $"opencode-ai@{Version}"])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        try
        {
            using var npm = Process.Start(start)!;
            using var patience = new CancellationTokenSource(s_patience);
            var (output, error) = (npm.StandardOutput.ReadToEndAsync(patience.Token), npm.StandardError.ReadToEndAsync(patience.Token));
            await npm.WaitForExitAsync(patience.Token);
            await output;
            return npm.ExitCode == 0 && File.Exists(command)
                ? new(command, null)
                : IsRegistryAway(await error) ? new(null, $"npm cannot reach a registry: {await error}")
                : throw new InvalidOperationException($"npm could not install opencode-ai@{Version}: {await error}");
        }
        catch (System.ComponentModel.Win32Exception ex)
        {
            throw new InvalidOperationException("npm is not installed; ./build.sh test installs it.", ex);
        }
    }

    private static bool IsRegistryAway(string error) =>
        new[] { "ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED", "ECONNRESET", "ETIMEDOUT", "E404" }.Any(code => error.Contains(code, StringComparison.Ordinal));

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Tamma.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Not run from inside the repository.");
        }

        return folder;
    }

    /// <param name="Why">Why it is not here.</param>
    internal sealed record Installed(string? Command, string? Why);
}
