using System.IO.Compression;

namespace Tamma.Perf;

/// <summary>Where the built programs are.</summary>
internal static class Programs
{
    public static string This => typeof(Programs).Assembly.Location;

    public static string Root { get; } = FindRoot();

    /// <summary>Release, because that is what is measured.</summary>
    public static string Of(string project) => Path.Combine(Root, "artifacts", "bin", project, "release", project + ".dll");

    public static async Task UnpackAsync(string packed, string target)
    {
        await using var from = new GZipStream(File.OpenRead(packed), CompressionMode.Decompress);
        await using var to = File.Create(target);
        await from.CopyToAsync(to);
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Tamma.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Not run from inside the repository.");
        }

        return folder;
    }
}
