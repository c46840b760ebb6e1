using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Xunit;

namespace Tamma.Core.Tests;

/// <summary>Real data beside the repository: where <c>TAMMA_CORPUS</c> points, else <c>../shared/data</c>. It is never committed.</summary>
internal static class Corpus
{
    private static readonly string? s_root = Find();

    /// <summary>The file's path; skips the test by the file's name where it is absent.</summary>
    public static string Require(string name)
    {
        var path = Path.Combine(s_root ?? "", name);
        Assert.SkipUnless(s_root is not null && Path.Exists(path), $"The corpus has no {name} here.");
        return path;
    }

    public static byte[] Read(string name)
    {
        var bytes = File.ReadAllBytes(Require(name));
        if (!name.EndsWith(".gz", StringComparison.Ordinal))
        {
            return bytes;
        }

        using var zipped = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        zipped.CopyTo(plain);
        return plain.ToArray();
    }

    /// <summary>Names of the files in a folder; none where it is absent.</summary>
    public static IEnumerable<string> List(string folder) =>
        s_root is not null && Directory.Exists(Path.Combine(s_root, folder))
            ? Directory.EnumerateFiles(Path.Combine(s_root, folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)
            : [];

    /// <summary>Names of the folders in a folder; none where it is absent.</summary>
    public static IEnumerable<string> Folders(string folder) =>
        s_root is not null && Directory.Exists(Path.Combine(s_root, folder))
            ? Directory.EnumerateDirectories(Path.Combine(s_root, folder)).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)
            : [];

    /// <summary>A recorded answer: its status and body.</summary>
    public static (int Status, byte[] Body) Recorded(string file)
    {
        using var recording = JsonDocument.Parse(Read(Path.Combine("provider-responses", file)));
        var body = recording.RootElement.GetProperty("body");
        return (recording.RootElement.GetProperty("status").GetInt32(), JsonSerializer.SerializeToUtf8Bytes(body));
    }

    private static string? Find([CallerFilePath] string here = "")
    {
        if (Environment.GetEnvironmentVariable("TAMMA_CORPUS") is { Length: > 0 } stated)
        {
            return stated;
        }

        for (var folder = new DirectoryInfo(Path.GetDirectoryName(here)!); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Tamma.slnx")) && folder.Parent is { } parent)
            {
                return Path.Combine(parent.FullName, "shared", "data") is var data && Directory.Exists(data) ? data : null;
            }
        }

        return null;
    }
}
