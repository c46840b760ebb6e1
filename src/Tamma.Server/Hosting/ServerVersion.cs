using System.Reflection;

namespace Tamma.Server.Hosting;

/// <summary>This build.</summary>
internal static class ServerVersion
{
    public static string Text { get; } = (typeof(ServerVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0").Split('+')[0];

    /// <summary>Differs for each build, so that a list's validator does not outlive a change of what is written.</summary>
    public static string Build { get; } = typeof(ServerVersion).Assembly.ManifestModule.ModuleVersionId.ToString("N");
}
