using System.Text.Json;

namespace Tamma.Cli.Connecting;

/// <summary>The keys that a server on this machine wrote for its owner: <c>{"SERVER URL": {"key": "tamma_…"}}</c>.</summary>
internal static class CredentialFile
{
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public static string Path { get; } = System.IO.Path.Combine(
        Session.Variable("XDG_CONFIG_HOME") ?? System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".config"),
        "tamma",
        "credentials.json");

    /// <summary>The key for this server; null when there is none.</summary>
    /// <exception cref="RefusedException">Others can read or write the file, or it cannot be read.</exception>
    public static string? FindKey(Uri server)
    {
        if (!File.Exists(Path))
        {
            return null;
        }

        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(Path) is var mode && (mode & Others) is not UnixFileMode.None)
        {
            throw new RefusedException(
                $"{Path} can be read by others (mode {Convert.ToString((int)mode, 8)}), so its keys are not used. Make it yours alone: chmod 600 {Path}");
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(Path));
            return document.RootElement.EnumerateObject()
                .Where(entry => Uri.TryCreate(entry.Name, UriKind.Absolute, out var known) && IsSame(known, server))
                .Select(entry => entry.Value.GetProperty("key").GetString())
                .FirstOrDefault();
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException or IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"{Path} cannot be read as the credential file. Remove it and run: tamma keys reset");
        }
    }

    /// <summary>The names of this machine are one server.</summary>
    private static bool IsSame(Uri known, Uri server) =>
        known.Scheme == server.Scheme && known.Port == server.Port
        && (known.Host == server.Host || (known.IsLoopback && server.IsLoopback));
}
