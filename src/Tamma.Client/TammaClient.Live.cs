using System.Net;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Tamma.Client;

/// <content>Following the log as it grows.</content>
public sealed partial class TammaClient
{
    private const string ExpiredType = "urn:tamma:problem:cursor_expired";

    /// <summary>A server that says nothing for so long, not even that it is there, is gone.</summary>
    private static readonly TimeSpan s_silence = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Reads events as they come, over server-sent events, for ever. A connection that is lost is made again, and reading goes on behind the last event:
    /// none is left out and none comes twice. Only the first connection's failure is thrown, and what no trying again can mend: a wrong filter or key, or
    /// a place that is no longer in the log (<c>cursor_expired</c>).
    /// </summary>
    /// <param name="filter">Which events, in the filter language; null for the default feed.</param>
    /// <param name="after">A cursor or a position: what came after it; null for what comes from now on.</param>
    /// <param name="time">The clock of its pauses; the system's when null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The events, in the log's order.</returns>
    public async IAsyncEnumerable<EventResponse> FollowAsync(
        string? filter = null, string? after = null, TimeProvider? time = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        time ??= TimeProvider.System;
        var pause = s_pause;
        for (var isFirst = true; ; isFirst = false)
        {
            using var response = await ConnectAsync(filter, after, isFirst, cancellationToken).ConfigureAwait(false);
            if (response is not null)
            {
                var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
                using var events = new EventStream(body);
                while (await NextAsync(events, time, cancellationToken).ConfigureAwait(false) is var (name, data))
                {
                    after = events.LastId ?? after;
                    if (name is "message")
                    {
                        yield return JsonSerializer.Deserialize(data, TammaJson.Default.EventResponse) ?? throw new JsonException("The event was null.");
                    }
                }

                pause = events.Retry ?? pause;
            }

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Reads the last changes as an Atom feed (RFC 4287).</summary>
    /// <param name="filter">Which events, in the filter language; null for the default feed.</param>
    /// <param name="limit">Entries, 1 to 500.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The document.</returns>
    public async Task<string> GetChangeFeedAsync(string? filter = null, int? limit = null, CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(HttpMethod.Get, "api/v1/changes/feed.atom" + new QueryText().Add("filter", filter).Add("limit", limit), null, cancellationToken).ConfigureAwait(false);
        return await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <returns>Null where it may be there again later.</returns>
    private async Task<HttpResponseMessage?> ConnectAsync(string? filter, string? after, bool isFirst, CancellationToken cancellationToken)
    {
        try
        {
            return await SendAsync(HttpMethod.Get, "api/v1/changes/stream" + new QueryText().Add("filter", filter).Add("after", after), null, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException) when (!isFirst)
        {
            return null;
        }
        catch (OperationCanceledException) when (!isFirst && !cancellationToken.IsCancellationRequested)
        {
            // The client's own time limit.
            return null;
        }
        catch (TammaException ex) when (!isFirst && ex.ProblemType != ExpiredType && ex.Status is >= 500 or (int)HttpStatusCode.TooManyRequests)
        {
            return null;
        }
    }

    /// <returns>Null where the connection ended, or fell silent.</returns>
    private static async Task<(string Name, string Data)?> NextAsync(EventStream events, TimeProvider time, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(s_silence, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            return await events.NextAsync(either.Token).ConfigureAwait(false);
        }
        catch (Exception ex) when (ex is IOException or HttpRequestException || (ex is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
