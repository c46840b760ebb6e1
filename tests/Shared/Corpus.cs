namespace Tamma.Tests.Shared;

/// <summary>Real data that lies outside the repository: where <c>TAMMA_CORPUS</c> points, else in <c>shared/data</c> beside the checkout.</summary>
internal static class Corpus
{
    /// <returns>The path of a file or folder of the corpus, or null when it is not here.</returns>
    public static string? Find(string name)
    {
        var path = Path.Combine(Folder(), name);
        return Path.Exists(path) ? path : null;
    }

    private static string Folder()
    {
        if (Environment.GetEnvironmentVariable("TAMMA_CORPUS") is { Length: > 0 } set)
        {
            return set;
        }

        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Tamma.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Not run from inside the repository.");
        }

        return Path.Combine(Path.GetDirectoryName(folder)!, "shared", "data");
    }
}
