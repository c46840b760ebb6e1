using System.Diagnostics;

namespace Tamma.Server.Benching;

/// <summary>Where the load worker is.</summary>
internal static class LoadProgram
{
    private const string Name = "Tamma.Load";

    /// <summary>Looks where <c>TAMMA_LOAD</c> says, beside this program, then in the repository that it was built in.</summary>
    /// <returns>Null when it is at none of these places.</returns>
    public static ProcessStartInfo? Find(string? named) => (named is not null ? [named] : Candidates()).FirstOrDefault(File.Exists) switch
    {
        null => null,
        var path when path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) => new("dotnet", ["exec", path]),
        var path => new(path),
    };

    private static IEnumerable<string> Candidates()
    {
        var here = AppContext.BaseDirectory;
        yield return Path.Combine(here, OperatingSystem.IsWindows() ? Name + ".exe" : Name);
        for (var folder = new DirectoryInfo(here); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Tamma.slnx")))
            {
                yield return Path.Combine(folder.FullName, "artifacts", "bin", Name, "release", Name + ".dll");
                yield return Path.Combine(folder.FullName, "artifacts", "bin", Name, "debug", Name + ".dll");
            }
        }
    }
}
