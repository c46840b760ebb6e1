using System.CommandLine;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>Lists who makes claims, and how each fares.</summary>
internal static class SourcesCommand
{
    public static Command Create()
    {
        var verb = new Verb("sources", "List the sources: what each lists, when it last answered, what is wrong.", "tamma sources");
        verb.Runs(async (session, cancellationToken) =>
        {
            var list = await session.Client.ListSourcesAsync(cancellationToken);
            if (session.Output.Json)
            {
                session.Output.Document(list, TammaJson.Default.SourceList);
                return ExitCodes.Succeeded;
            }

            var sheet = new Sheet("Source", "State", ">Models", ">Claims", "Last good run", "Next run", "What is wrong");
            foreach (var source in list.Data)
            {
                sheet.Add(
                    source.Id,
                    source.State,
                    Figures.Count(source.Models),
                    Figures.Count(source.Claims),
                    Figures.Time(source.LastSuccess),
                    source.NextRun is null ? "" : Figures.Time(source.NextRun),
                    source.State is "ok" ? "" : source.Sentence ?? source.Fault ?? "");
            }

            session.Output.Print(sheet);
            return ExitCodes.Succeeded;
        });
        return verb;
    }
}
