using System.CommandLine;
using Tamma.Cli.Connecting;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>Lists models.</summary>
internal static class ModelsCommand
{
    private const int LargestPage = 1_000;
    private const int FitsOnAScreen = 50;
    private const int FirstFound = 20;

    public static Command Create()
    {
        var filters = new ModelFilters();
        var limit = new Option<int?>("--limit") { Description = "Rows at most. Default: 50 on a terminal, all into a pipe.", HelpName = "n" };
        var verb = new Verb(
            "models",
            "List models: a table on a terminal, provider/model lines into a pipe.",
            "tamma models openai --tools --min-context 200k --sort cost.input",
            "tamma models --filter 'context>=200k and cost.input<1 and not deprecated'",
            "tamma models \"cheapest with tools, 200k\"");
        filters.AddTo(verb);
        verb.Add(limit);
        verb.Runs((session, cancellationToken) => RunAsync(session, filters.Asked(session), filters.Read(session), session.Parsed.GetValue(limit), cancellationToken));
        return verb;
    }

    private static async Task<int> RunAsync(Session session, string asked, ModelQuery query, int? limit, CancellationToken cancellationToken)
    {
        if (limit <= 0)
        {
            throw new RefusedException("--limit is 1 or more.");
        }

        if (asked.Contains(' ', StringComparison.Ordinal))
        {
            return await FoundModels.PrintAsync(session, ListedSearch.Of(asked, query), limit ?? FirstFound, idsOnly: false, cancellationToken);
        }

        query = query with { Provider = asked.Length == 0 ? null : asked };
        var list = await ListAsync(session, query, limit ?? (session.Output is { IsTerminal: true, Json: false } ? FitsOnAScreen : int.MaxValue), cancellationToken);
        if (list is { Data: [], KnownElsewhere: not > 0 } && asked.Length > 0 && await IsStrangerAsync(session.Client, asked, cancellationToken))
        {
            return await FoundModels.PrintAsync(session, ListedSearch.Of(asked, query), limit ?? FirstFound, idsOnly: false, cancellationToken);
        }

        if (session.Output.Json)
        {
            session.Output.Document(list, TammaJson.Default.ModelListResponse);
        }
        else if (session.Output.IsTerminal)
        {
            PrintSheet(session.Output, list);
        }
        else
        {
            foreach (var model in list.Data)
            {
                session.Output.Line(Output.Printable(model.Key));
            }
        }

        return ExitCodes.Succeeded;
    }

    /// <summary>Whether nobody of this name offers or has anything: then it is a word to search for.</summary>
    private static async Task<bool> IsStrangerAsync(TammaClient client, string provider, CancellationToken cancellationToken) =>
        (await client.ListModelsAsync(new() { Provider = provider, Scope = "all", Hidden = "include", Limit = 1 }, cancellationToken)).Data is [];

    private static async Task<ModelListResponse> ListAsync(Session session, ModelQuery query, int limit, CancellationToken cancellationToken)
    {
        try
        {
            return await ReadAsync(session.Client, query, limit, cancellationToken);
        }
        catch (TammaException wrong) when (FilterMistake.IsOne(wrong))
        {
            throw FilterMistake.Shown(session, wrong, query.Filter);
        }
    }

    /// <summary>Reads pages until there are enough rows, as one page.</summary>
    private static async Task<ModelListResponse> ReadAsync(TammaClient client, ModelQuery query, int limit, CancellationToken cancellationToken)
    {
        var page = await client.ListModelsAsync(query with { Limit = Math.Min(limit, LargestPage) }, cancellationToken);
        var rows = page.Data.ToList();
        while (page.NextCursor is { } cursor && rows.Count < limit)
        {
            page = await client.ListModelsAsync(query with { Limit = Math.Min(limit - rows.Count, LargestPage), Cursor = cursor }, cancellationToken);
            rows.AddRange(page.Data);
        }

        return page with { Data = rows };
    }

    private static void PrintSheet(Output output, ModelListResponse list)
    {
        var sheet = new Sheet("Model", ">Context", ">Output", ">$ in", ">$ out", "Tools", "Reasoning", "Released", "State");
        foreach (var model in list.Data)
        {
            sheet.Add(
                model.Key,
                Figures.Tokens(model.Limit?.Context),
                Figures.Tokens(model.Limit?.Output),
                Figures.Price(model.Cost?.Input),
                Figures.Price(model.Cost?.Output),
                Figures.Flag(model.ToolCall),
                Figures.Flag(model.Reasoning),
                Figures.Text(model.ReleaseDate),
                StateOf(model));
        }

        if (list.Data.Count > 0)
        {
            output.Print(sheet);
        }

        output.Line(list switch
        {
            { NextCursor: not null } => $"{Figures.Models(list.Data.Count)}, and more: --limit {list.Data.Count * 10}",
            { KnownElsewhere: > 0 } => $"{Figures.Models(list.Data.Count)}. {Figures.Count(list.KnownElsewhere.Value)} more are known that no connection offers: --all",
            { Data: [] } => "No models.",
            _ => $"{Figures.Models(list.Data.Count)}.",
        });
    }

    private static string StateOf(ModelResponse model) => model.Availability switch
    {
        "missing" or "removed" => model.Availability,
        _ when model.Reference is true => "reference",
        _ => model.Status ?? "",
    };
}
