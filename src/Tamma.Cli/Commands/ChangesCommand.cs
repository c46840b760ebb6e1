using System.CommandLine;
using Tamma.Cli.Connecting;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>Prints what changed, and goes on printing.</summary>
internal static class ChangesCommand
{
    public static Command Create()
    {
        var words = FreeWords.Create("filter", "Which events, in the filter language; docs/filters.md has it. Quote it for the shell.");
        var since = new Option<string?>("--since") { Description = "monday, 2d, 12h, 2026-11-20, a time, a cursor or a position. Default: 1d; with --follow, now.", HelpName = "when" };
        var types = new Option<string?>("--types") { Description = "Only these, between commas: model_added,model_updated.", HelpName = "types" };
        var provider = new Option<string?>("--provider") { Description = "Only of this provider.", HelpName = "id" };
        var cause = new Option<string?>("--cause") { Description = "Only of these causes: provider, source_added, policy, software, operator.", HelpName = "causes" };
        var all = new Option<bool>("--all") { Description = "Every event, also those that a summary tells of." };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on until Ctrl-C, also after a lost connection. Into a pipe, one event in JSON on a line." };
        var verb = new Verb(
            "changes",
            "Print what changed, oldest first. With --json, one event on a line.",
            "tamma changes --since monday --types model_added,model_removed",
            "tamma changes --since 2d --all",
            "tamma changes --since 1w 'type = model_updated and changed(cost.input) and provider in (openai, anthropic)'",
            "tamma changes --follow",
            "tamma changes --follow 'provider in (openai, anthropic) and severity != info' | jq .data") { words, since, types, cause, all, provider, follow };
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
                Filter = session.Parsed.GetValue(words) is { Length: > 0 } filter ? string.Join(' ', filter) : null,
                Limit = 1_000,
            };
            try
            {
                await PrintAsync(session, query, goesOn, cancellationToken);
            }
            catch (OperationCanceledException) when (goesOn && cancellationToken.IsCancellationRequested)
            {
                // Ctrl-C is how following ends.
            }
            catch (TammaException wrong) when (FilterMistake.IsOne(wrong))
            {
                throw FilterMistake.Shown(session, wrong, query.Filter);
            }

            return ExitCodes.Succeeded;
        });
        return verb;
    }

    private static async Task PrintAsync(Session session, ChangeQuery query, bool goesOn, CancellationToken cancellationToken)
    {
        // The stream takes a filter and nothing else; with the other options the feed is asked again and again.
        var streams = goesOn && query is { Types: null, Cause: null, All: null, Provider: null };
        var events = streams
            ? ChangeFeed.FollowAsync(session.Client, query, session.Time, cancellationToken)
            : ChangeFeed.ReadAsync(session.Client, query, session.Time, goesOn, cancellationToken);
        await foreach (var happening in events)
        {
            if (happening is null)
            {
                session.Output.Flush();
            }
            else
            {
                ChangeFeed.Print(session.Output, happening, session.Output.Json || (goesOn && !session.Output.IsTerminal));
            }
        }
    }
}
