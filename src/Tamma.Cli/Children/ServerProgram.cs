using System.Diagnostics;
using Tamma.Cli.Connecting;

namespace Tamma.Cli.Children;

/// <summary>A program of ours that this one starts, and where it was found.</summary>
/// <param name="FileName">What the system starts.</param>
/// <param name="Prefix">Arguments before the caller's.</param>
internal sealed record ServerProgram(string FileName, IReadOnlyList<string> Prefix)
{
    /// <summary>This program as its user types it.</summary>
    public static string OwnName => IsHosted ? "./tamma" : "tamma";

    /// <summary>This program itself.</summary>
    public static ServerProgram Own => IsHosted ? From(Path.Combine(AppContext.BaseDirectory, "Tamma.Cli.dll")) : From(Environment.ProcessPath ?? "tamma");

    private static bool IsHosted => Path.GetFileNameWithoutExtension(Environment.ProcessPath) is "dotnet";

    /// <summary>Looks where the variable says, beside this program, then in the repository that it was built in.</summary>
    /// <exception cref="RefusedException">It is at none of these places.</exception>
    public static ServerProgram Find(string name, string variable)
    {
        if (Session.Variable(variable) is { } path)
        {
            return File.Exists(path) ? From(path) : throw new RefusedException($"{variable} names {path}, and there is no such file.");
        }

        var beside = Path.Combine(AppContext.BaseDirectory, "lib", OperatingSystem.IsWindows() ? name + ".exe" : name);
        return Candidates(name).Prepend(beside).FirstOrDefault(File.Exists) is { } found
            ? From(found)
            : throw new RefusedException($"{name} is neither at {beside} nor built in a repository around it. Set {variable} to its path.");
    }

    public ProcessStartInfo ToStart(IEnumerable<string> arguments) => new(FileName, [.. Prefix, .. arguments]) { UseShellExecute = false };

    private static ServerProgram From(string path) =>
        path.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? new(Dotnet(), ["exec", path]) : new(path, []);

    private static IEnumerable<string> Candidates(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Tamma.slnx")))
            {
                var built = Path.Combine(folder.FullName, "artifacts", "bin", name);
                return [Path.Combine(built, "release", name + ".dll"), Path.Combine(built, "debug", name + ".dll")];
            }
        }

        return [];
    }

    private static string Dotnet() =>
        IsHosted ? Environment.ProcessPath! : "dotnet";
}
