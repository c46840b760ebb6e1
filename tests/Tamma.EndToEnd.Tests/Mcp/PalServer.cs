using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Providers;
using Xunit;

namespace Tamma.EndToEnd.Tests.Mcp;

/// <summary>Connections to servers that are started with the node of this machine.</summary>
internal static class PalServer
{
    private static string Folder([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;

    /// <summary>The script beside this file, which fails as the mode says.</summary>
    public static ConnectionOptions Script(string mode, params (string Name, string Value)[] settings)
    {
        RequireNode();
        return Of([("command", "node"), ("arguments", $"'{Path.Combine(Folder(), "pal.mjs")}' {mode}"), .. settings]);
    }

    public static ConnectionOptions Of(params (string Name, string Value)[] settings) => new()
    {
        Id = "zen-mcp",
        Type = "zen_mcp",
        Provider = "zen-mcp",
        Url = new("stdio:pal-mcp-server"),
        Interval = TimeSpan.FromHours(1),
        Limits = new() { RequestTimeout = TimeSpan.FromSeconds(20) },
        Settings = settings.Reverse().DistinctBy(pair => pair.Name, StringComparer.Ordinal).ToImmutableDictionary(pair => pair.Name, pair => pair.Value, StringComparer.Ordinal),
    };

    public static void RequireNode() => Assert.SkipUnless(
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "node"))),
        "There is no node here; ./build.sh test installs it.");

    public static async Task<Listing> ListAsync(ConnectionOptions connection, HttpLimits? limits = null, CancellationToken cancellationToken = default)
    {
        await using var services = new ServiceCollection().AddProviders(limits ?? new()).BuildServiceProvider();
        return await ProviderTypes.Find(connection.Type)!.Create(connection, services).ListAsync(null, null, cancellationToken);
    }

    public static async Task<Listing.Complete> CompleteAsync(ConnectionOptions connection) =>
        Assert.IsType<Listing.Complete>(await ListAsync(connection, cancellationToken: TestContext.Current.CancellationToken));

    public static Task<ProviderException> FaultAsync(ConnectionOptions connection, HttpLimits? limits = null) =>
        Assert.ThrowsAsync<ProviderException>(() => ListAsync(connection, limits, TestContext.Current.CancellationToken));

    public static string[] Ids(Listing.Complete listing) => [.. listing.Claims.Where(claim => !claim.Key.IsProvider).Select(claim => claim.Key.Id)];
}
