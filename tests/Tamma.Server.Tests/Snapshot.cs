using System.Runtime.CompilerServices;
using Xunit;

namespace Tamma.Server.Tests;

/// <summary>Compares text with a file of the repository. A person reads the difference and commits it: SNAPSHOTS=accept.</summary>
internal static class Snapshot
{
    private static readonly bool s_accept = Environment.GetEnvironmentVariable("SNAPSHOTS") is "accept";

    /// <param name="path">From the repository's root.</param>
    public static async Task MatchAsync(string path, string actual)
    {
        var file = Path.Combine(Root(), path);
        if (s_accept)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, actual, TestContext.Current.CancellationToken);
            return;
        }

        var expected = File.Exists(file) ? await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) : "";
        Assert.Equal(expected, actual, ignoreLineEndingDifferences: true);
    }

    public static string Root([CallerFilePath] string here = "")
    {
        var folder = Path.GetDirectoryName(here)!;
        while (!File.Exists(Path.Combine(folder, "Tamma.slnx")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }
}
