using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tamma.Server.Access;

/// <summary>
/// The file in which the CLI on this machine finds its key: <c>{"http://127.0.0.1:5080":{"key":"…"}}</c>, readable by its owner
/// only. Entries of other servers stay.
/// </summary>
internal static class ClientCredentials
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    public static string DefaultPath(Func<string, string?> environment) =>
        Path.Combine(Hosting.Folders.Config(environment), "credentials.json");

    public static void Write(string path, string server, string key)
    {
        var entries = Read(path);
        entries[server] = new JsonObject { ["key"] = key };
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
        }

        // Beside it first, then in its place: a reader sees the old file or the new one, and never one that others may read.
        var next = $"{path}.{Environment.ProcessId}.new";
        File.Delete(next);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using (var file = new StreamWriter(next, options))
        {
            file.WriteLine(entries.ToJsonString(s_indented));
        }

        File.Move(next, path, overwrite: true);
    }

    /// <summary>Servers and keys that the file names.</summary>
    public static IReadOnlyList<(string Server, string Key)> All(string path) =>
    [
        .. from entry in Read(path)
           let key = (entry.Value as JsonObject)?["key"] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null
           where key is not null
           select (entry.Key, key),
    ];

    private static JsonObject Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonNode.Parse(File.ReadAllText(path)) as JsonObject ?? [] : [];
        }
        catch (JsonException)
        {
            // What nobody can read helps nobody; the key of this server must be found.
            return [];
        }
    }
}
