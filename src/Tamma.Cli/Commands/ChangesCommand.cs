using System.CommandLine;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>Prints what changed, and goes on printing.</summary>
internal static class ChangesCommand
{
    public static Command Create()
    {
        var since = new Option<string?>("--since") { Description = "monday, 2d, 12h, 2026-11-20, a time, a cursor or a position. Default: 1d; with --follow, now.", HelpName = "when" };
        var types = new Option<string?>("--types") { Description = "Only these, between commas: model_added,model_updated.", HelpName = "types" };
        var provider = new Option<string?>("--provider") { Description = "Only of this provider.", HelpName = "id" };
        var cause = new Option<string?>("--cause") { Description = "Only of these causes: provider, source_added, policy, software, operator.", HelpName = "causes" };
        var all = new Option<bool>("--all") { Description = "Every event, also those that a summary tells of." };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on until Ctrl-C." };
        var verb = new Verb(
            "changes",
            "Print what changed, oldest first. With --json, one event on a line.",
            "tamma changes --since monday --types model_added,model_removed",
            "tamma changes --since 2d --all",
            "tamma changes --follow") { since, types, cause, all, provider, follow };
        verb.Runs(async (session, cancellationToken) =>
        {
            var goesOn = session.Parsed.GetValue(follow);
            var start = Since.Read(session.Parsed.GetValue(since) ?? (goesOn ? "0m" : "1d"), session.Time);
            var query = new ChangeQuery
            {
                After = start.After,
                Since = start.Time,
                Types = session.Parsed.GetValue(types),
                Cause = session.Parsed.GetValue(cause),
                All = session.Parsed.GetValue(all) ? true : null,
                Provider = session.Parsed.GetValue(provider),
                Limit = 1_000,
            };
            try
            {
                await foreach (var happening in ChangeFeed.ReadAsync(session.Client, query, session.Time, goesOn, cancellationToken))
                {
                    if (happening is null)
                    {
                        session.Output.Flush();
                    }
                    else
                    {
                        ChangeFeed.Print(session.Output, happening);
                    }
                }
            }
            catch (OperationCanceledException) when (goesOn && cancellationToken.IsCancellationRequested)
            {
                // Ctrl-C is how following ends.
            }

            return ExitCodes.Succeeded;
        });
        return verb;
    }
}
