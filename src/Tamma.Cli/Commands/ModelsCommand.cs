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

    public static Command Create()
    {
        var filters = new ModelFilters();
        var limit = new Option<int?>("--limit") { Description = "Rows at most. Default: 50 on a terminal, all into a pipe.", HelpName = "n" };
        var verb = new Verb(
            "models",
            "List models: a table on a terminal, provider/model lines into a pipe.",
            "tamma models openai --tools --min-context 200k --sort cost.input");
        filters.AddTo(verb);
        verb.Add(limit);
        verb.Runs((session, cancellationToken) => RunAsync(session, filters.Read(session), session.Parsed.GetValue(limit), cancellationToken));
        return verb;
    }

    private static async Task<int> RunAsync(Session session, ModelQuery query, int? limit, CancellationToken cancellationToken)
    {
        if (limit <= 0)
        {
            throw new RefusedException("--limit is 1 or more.");
        }

        var list = await ReadAsync(session.Client, query, limit ?? (session.Output is { IsTerminal: true, Json: false } ? FitsOnAScreen : int.MaxValue), cancellationToken);
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
