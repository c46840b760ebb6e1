namespace Tamma.EndToEnd.Tests.Processes;

/// <summary>Where the programs lie that were built beside these tests, of the same configuration.</summary>
internal static class Binaries
{
    public static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    public static string PathOf(string project, string? assembly = null)
    {
        var own = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        return Path.Combine(own.Parent!.Parent!.FullName, project, own.Name, (assembly ?? project) + ".dll");
    }

    /// <summary>The variables that a program finds: what it needs to run, homes of its own, and nothing of who runs the tests.</summary>
    public static Dictionary<string, string?> CleanEnvironment(DirectoryInfo home)
    {
        Dictionary<string, string?> clean = new(StringComparer.Ordinal);
        foreach (var name in new[] { "PATH", "DOTNET_ROOT", "DOTNET_HOST_PATH", "TMPDIR", "LANG" })
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                clean[name] = value;
            }
        }

        clean["HOME"] = home.FullName;
        foreach (var name in new[] { "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME", "XDG_RUNTIME_DIR" })
        {
            clean[name] = home.CreateSubdirectory(name).FullName;
        }

        return clean;
    }
}
