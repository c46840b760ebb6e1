using System.Runtime.CompilerServices;
using Tamma.Cli.Terminal;
using Tamma.Client;

namespace Tamma.Cli.Commands;

/// <summary>Reads the feed page after page, and prints it.</summary>
internal static class ChangeFeed
{
    private static readonly TimeSpan s_poll = TimeSpan.FromSeconds(1);

    /// <summary>Reads to the head of the log; going on, asks again every second. A null says that the head was reached.</summary>
    public static async IAsyncEnumerable<EventResponse?> ReadAsync(
        TammaClient client, ChangeQuery query, TimeProvider time, bool goesOn, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            var page = await client.GetChangesAsync(query, cancellationToken);
            foreach (var happening in page.Data)
            {
                yield return happening;
            }

            query = query with { After = page.NextCursor, Since = null };
            if (page.Data is [])
            {
                yield return null;
                if (!goesOn)
                {
                    yield break;
                }

                await Task.Delay(s_poll, time, cancellationToken);
            }
        }
    }

    /// <summary>Reads to the head of the log, and then what comes, as it comes. A connection that is lost is made again.</summary>
    public static async IAsyncEnumerable<EventResponse?> FollowAsync(TammaClient client, ChangeQuery query, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var page = await client.GetChangesAsync(query, cancellationToken);
        for (; page.Data is not []; page = await client.GetChangesAsync(query with { After = page.NextCursor, Since = null }, cancellationToken))
        {
            foreach (var happening in page.Data)
            {
                yield return happening;
            }
        }

        yield return null;
        await foreach (var happening in client.FollowAsync(query.Filter, page.NextCursor, time, cancellationToken))
        {
            yield return happening;
            yield return null;
        }
    }

    /// <param name="output">Where to.</param>
    /// <param name="happening">What.</param>
    /// <param name="asJson">One event on a line, for programs.</param>
    public static void Print(Output output, EventResponse happening, bool asJson)
    {
        if (asJson)
        {
            output.JsonLine(happening, TammaJson.Default.EventResponse);
        }
        else
        {
            output.Line(output.IsTerminal ? Happening.ForTerminal(happening) : Happening.ForPipe(happening));
        }
    }
}
