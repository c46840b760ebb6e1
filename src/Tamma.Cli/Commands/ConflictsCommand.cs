using System.CommandLine;
using Tamma.Cli.Connecting;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>Lists what sources disagree on, over the whole catalogue.</summary>
internal static class ConflictsCommand
{
    private const int LargestPage = 1_000;
    private const int FitsOnAScreen = 50;

    public static Command Create()
    {
        var provider = new Argument<string?>("provider") { Description = "Of this provider.", Arity = ArgumentArity.ZeroOrOne };
        var field = new Option<string?>("--field") { Description = "Of this dotted field, for example cost.input.", HelpName = "field" };
        var group = new Option<string?>("--group") { Description = "Of these fields: identity, capability, limit, price, lifecycle, metadata or state.", HelpName = "group" };
        var verdict = new Option<string?>("--verdict") { Description = "conflict (default), different_meaning or any.", HelpName = "verdict" };
        var source = new Option<string?>("--source") { Description = "In which this source takes part, for example litellm.", HelpName = "source" };
        var difference = new Option<decimal?>("--min-difference") { Description = "Numbers that differ by this share of the larger at least: 0.5.", HelpName = "share" };
        var scope = new Option<string?>("--scope") { Description = "mine: of what a connection offers (default). all: of reference rows too.", HelpName = "mine|all" };
        var all = new Option<bool>("--all", "-a") { Description = "The same as --scope all." };
        var limit = new Option<int?>("--limit") { Description = "Rows at most. Default: 50 on a terminal, all into a pipe.", HelpName = "n" };
        var verb = new Verb(
            "conflicts",
            "List what sources disagree on, with why the believed value won.",
            "tamma conflicts --group price --min-difference 0.5",
            "tamma conflicts openrouter --all --verdict different_meaning") { provider, field, group, verdict, source, difference, scope, all, limit };
        verb.Runs((session, cancellationToken) =>
        {
            var parsed = session.Parsed;
            var query = new ConflictQuery
            {
                Scope = parsed.GetValue(all) ? "all" : parsed.GetValue(scope),
                Provider = parsed.GetValue(provider),
                Field = parsed.GetValue(field),
                Group = parsed.GetValue(group),
                Verdict = parsed.GetValue(verdict),
                Source = parsed.GetValue(source),
                MinDifference = parsed.GetValue(difference),
            };
            return RunAsync(session, query, parsed.GetValue(limit), cancellationToken);
        });
        return verb;
    }

    private static async Task<int> RunAsync(Session session, ConflictQuery query, int? limit, CancellationToken cancellationToken)
    {
        if (limit <= 0)
        {
            throw new RefusedException("--limit is 1 or more.");
        }

        var list = await ReadAsync(session.Client, query, limit ?? (session.Output is { IsTerminal: true, Json: false } ? FitsOnAScreen : int.MaxValue), cancellationToken);
        if (session.Output.Json)
        {
            session.Output.Document(list, TammaJson.Default.ConflictListResponse);
            return ExitCodes.Succeeded;
        }

        if (list.Data.Count is 0)
        {
            session.Output.Note($"Nothing found that sources disagree on{(query.Scope is "all" ? "." : " among the models that you can call; --all looks at reference rows too.")}");
            return ExitCodes.Succeeded;
        }

        session.Output.Print(ConflictSheet.Of(list.Data, withKeys: true));
        if (session.Output.IsTerminal && list.Counts is { } counts)
        {
            session.Output.Line($"{Figures.Count(counts.Fields)} disputed fields of {Figures.Models(counts.Models)}{(query is { Verdict: null, Source: null, MinDifference: null } ? "" : " in all")}{(list.NextCursor is null ? "." : ", and more: --limit, or into a pipe.")}");
        }

        return ExitCodes.Succeeded;
    }

    /// <summary>Reads pages until there are enough rows, as one page. A page may be short and yet have a next one.</summary>
    private static async Task<ConflictListResponse> ReadAsync(TammaClient client, ConflictQuery query, int limit, CancellationToken cancellationToken)
    {
        var page = await client.ListConflictsAsync(query with { Limit = Math.Min(limit, LargestPage) }, cancellationToken);
        var rows = page.Data.ToList();
        while (page.NextCursor is { } cursor && rows.Count < limit)
        {
            page = await client.ListConflictsAsync(query with { Limit = Math.Min(limit - rows.Count, LargestPage), Cursor = cursor }, cancellationToken);
            rows.AddRange(page.Data);
        }

        return page with { Data = rows };
    }
}
