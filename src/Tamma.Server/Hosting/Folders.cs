namespace Tamma.Server.Hosting;

/// <summary>Where things lie on this machine, by the XDG rules.</summary>
internal static class Folders
{
    public static string Config(Func<string, string?> environment) => Below(environment, "XDG_CONFIG_HOME", ".config");

    public static string Data(Func<string, string?> environment) => Below(environment, "XDG_DATA_HOME", Path.Combine(".local", "share"));

    private static string Below(Func<string, string?> environment, string variable, string otherwise)
    {
        var root = environment(variable) is { Length: > 0 } set && Path.IsPathRooted(set)
            ? set
            : Path.Combine(environment("HOME") is { Length: > 0 } home ? home : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), otherwise);
        return Path.Combine(root, "tamma");
    }
}
