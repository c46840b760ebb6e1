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

            var sheet = new Sheet("Provider", ">Mine", ">Reference", ">Missing", "Connections", "Name");
            foreach (var provider in list.Data)
            {
                sheet.Add(
                    provider.Id,
                    Figures.Count(provider.Mine),
                    Figures.Count(provider.Reference),
                    Figures.Count(provider.Missing),
                    string.Join(", ", provider.Connections),
                    provider.Name ?? "");
            }

            session.Output.Print(sheet);
            return ExitCodes.Succeeded;
        });
        return verb;
    }
}
