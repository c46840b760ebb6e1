using Tamma.Benchmarks.Samples;
using Tamma.Load.Pacing;

namespace Tamma.Load.Sending;

/// <summary>Sends one request and stamps what comes, once and without trying again. Nothing is parsed here.</summary>
internal sealed class Sender(HttpMessageInvoker client, Target target, TimeSpan timeout)
{
    /// <param name="exchange">Where everything is written.</param>
    /// <param name="body">Of the request.</param>
    /// <param name="closing">The window is over: what is under way is cut.</param>
    public async Task SendAsync(Exchange exchange, ReadOnlyMemory<byte> body, CancellationToken closing)
    {
        exchange.Asked = body.Length;
        exchange.Started = Clock.Now;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(closing);
        limit.CancelAfter(timeout);
        try
        {
            using var request = target.Request(HttpMethod.Post, target.Url, new StampedContent(body, exchange));
            using var response = await client.SendAsync(request, limit.Token);
            exchange.Headers = Clock.Now;
            exchange.Status = (int)response.StatusCode;
            await ReadAsync(response, exchange, limit.Token);
            exchange.Done = Clock.Now;
            Replies.Judge(exchange, response);
        }
        catch (OperationCanceledException)
        {
            exchange.Done = Clock.Now;
            exchange.Outcome = closing.IsCancellationRequested ? RequestOutcome.Cancelled : RequestOutcome.Timeout;
        }
        catch (Exception ex) when (ex is HttpRequestException or IOException)
        {
            exchange.Done = Clock.Now;

            // A connection that is torn down because the window closed is no failure of the server.
            (exchange.Outcome, exchange.Error) = closing.IsCancellationRequested ? (RequestOutcome.Cancelled, null) : (RequestOutcome.Error, (RequestError?)Faults.Kind(ex, exchange));
            exchange.Note = Faults.Words(ex);
        }
    }

    private static async Task ReadAsync(HttpResponseMessage response, Exchange exchange, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        while (exchange.HasRoom && await stream.ReadAsync(exchange.Free, cancellationToken) is > 0 and var bytes)
        {
            exchange.Add(bytes, Clock.Now);
        }
    }
}
