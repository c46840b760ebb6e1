using System.CommandLine;
using Tamma.Cli.Connecting;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>Lists providers; its verbs manage the connections to them.</summary>
internal static class ProvidersCommand
{
    public static Command Create()
    {
        var verb = new Verb("providers", "List providers, and manage the connections to them.", "tamma providers --json", "tamma providers test openai");
        var list = new Verb("list", "List providers and how many of their models are known.", "tamma providers list");
        list.Runs(ListAsync);
        verb.Add(list);
        verb.Add(ConnectionCommands.CreateAdd());
        verb.Add(ConnectionCommands.CreateTest());
        verb.Add(ConnectionCommands.CreateSwitch(
            "enable", "Switch a connection on; the server reads it at once.", "is switched on and being read.",
            (client, id, cancellationToken) => client.EnableConnectionAsync(id, cancellationToken)));
        verb.Add(ConnectionCommands.CreateSwitch(
            "disable", "Switch a connection off; what it said stands and is marked.", "is switched off.",
            (client, id, cancellationToken) => client.DisableConnectionAsync(id, cancellationToken)));
        verb.Add(ConnectionCommands.CreateRemove());
        verb.Runs(ListAsync);
        return verb;
    }

    private static async Task<int> ListAsync(Session session, CancellationToken cancellationToken)
    {
        var list = await session.Client.ListProvidersAsync(cancellationToken);
        if (session.Output.Json)
        {
            session.Output.Document(list, TammaJson.Default.ProviderList);
            return ExitCodes.Succeeded;
        }

        var connections = list.Data.Any(provider => provider.Connections.Count > 0) ? (await session.Client.ListConnectionsAsync(cancellationToken)).Data : [];
        var sheet = new Sheet("Provider", ">Mine", ">Reference", ">Missing", "Connections", "Health", "Name");
        foreach (var provider in list.Data)
        {
            sheet.Add(
                provider.Id,
                Figures.Count(provider.Mine),
                Figures.Count(provider.Reference),
                Figures.Count(provider.Missing),
                string.Join(", ", provider.Connections),
                string.Join(", ", connections.Where(connection => connection.Provider == provider.Id).OrderBy(connection => connection.Id, StringComparer.Ordinal).Select(Health)),
                provider.Name ?? "");
        }

        session.Output.Print(sheet);
        return ExitCodes.Succeeded;
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
