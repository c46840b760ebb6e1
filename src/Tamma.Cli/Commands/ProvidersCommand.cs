using System.CommandLine;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>Lists providers.</summary>
internal static class ProvidersCommand
{
    public static Command Create()
    {
        var verb = new Verb("providers", "List providers and how many of their models are known.", "tamma providers --json");
        verb.Runs(async (session, cancellationToken) =>
        {
            var list = await session.Client.ListProvidersAsync(cancellationToken);
            if (session.Output.Json)
            {
                session.Output.Document(list, TammaJson.Default.ProviderList);
                return ExitCodes.Succeeded;
            }

            var connections = (await session.Client.ListConnectionsAsync(cancellationToken)).Data.ToLookup(connection => connection.Provider, StringComparer.Ordinal);
            var sheet = new Sheet("Provider", ">Mine", ">Reference", ">Missing", "Connections", "Health", "Name");
            foreach (var provider in list.Data)
            {
                sheet.Add(
                    provider.Id,
                    Figures.Count(provider.Mine),
                    Figures.Count(provider.Reference),
                    Figures.Count(provider.Missing),
                    string.Join(", ", provider.Connections),
                    string.Join(", ", connections[provider.Id].OrderBy(connection => connection.Id, StringComparer.Ordinal).Select(Health)),
                    provider.Name ?? "");
            }

            session.Output.Print(sheet);
            return ExitCodes.Succeeded;
        });
        return verb;
    }

    /// <summary><c>unhealthy since 09:12</c>; with the connection's name where it is not the provider's.</summary>
    private static string Health(ConnectionResponse connection)
    {
        var name = connection.Id == connection.Provider ? "" : connection.Id + ": ";
        return connection.Health is { Since: { } since } health && health.State is not "unknown"
            ? $"{name}{health.State} since {Figures.Time(since)}"
            : name + (connection.Health?.State ?? "unknown");
    }
}
