using Tamma.Cli.Connecting;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>Asks a search and prints what was found, for the verbs that take words.</summary>
internal static class FoundModels
{
    private const int LargestPage = 200;

    public static async Task<int> PrintAsync(Session session, ModelSearchRequest request, int limit, bool idsOnly, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(session, request, limit, cancellationToken);
        if (session.Output.Json)
        {
            session.Output.Document(found, TammaJson.Default.SearchResponse);
        }
        else if (idsOnly)
        {
            foreach (var row in found.Data)
            {
                session.Output.Line(Output.Printable(row.Model.Key));
            }
        }
        else
        {
            SearchSheet.Print(session.Output, found);
        }

        return ExitCodes.Succeeded;
    }

    /// <summary>Reads pages until there are enough rows, as one page. What is counted stands on the first.</summary>
    private static async Task<SearchResponse> ReadAsync(Session session, ModelSearchRequest request, int limit, CancellationToken cancellationToken)
    {
        try
        {
            var client = session.Client;
            var first = await client.SearchAsync(request with { Limit = Math.Min(limit, LargestPage) }, cancellationToken);
            var (page, rows) = (first, first.Data.ToList());
            while (page.NextCursor is { } cursor && rows.Count < limit)
            {
                page = await client.SearchAsync(request with { Limit = Math.Min(limit - rows.Count, LargestPage), Cursor = cursor, Facets = null }, cancellationToken);
                rows.AddRange(page.Data);
            }

            return first with { Data = rows, NextCursor = page.NextCursor };
        }
        catch (TammaException wrong) when (FilterMistake.IsOne(wrong))
        {
            throw FilterMistake.Shown(session, wrong, FilterMistake.ItemOf(wrong) is { } item ? request.Prefer?.ElementAtOrDefault(item) : request.Filter);
        }
    }
}
