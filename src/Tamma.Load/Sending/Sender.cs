using System.Net.Sockets;
using System.Security.Authentication;
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
        exchange.Started = Clock.Now;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(closing);
        limit.CancelAfter(timeout);
        try
        {
            using var request = target.Request(HttpMethod.Post, target.Url, new StampedContent(body, exchange));
            using var response = await client.SendAsync(request, limit.Token);
            exchange.Headers = Clock.Now;
            exchange.Status = (int)response.StatusCode;
            exchange.RetryAfter = response.Headers.RetryAfter?.Delta?.TotalSeconds;
            await ReadAsync(response, exchange, limit.Token);
            exchange.Done = Clock.Now;
            (exchange.Outcome, exchange.Error) = exchange.Status switch
            {
                >= 200 and < 300 => (RequestOutcome.Ok, null),
                429 or 503 or 529 => (RequestOutcome.Throttled, null),
                _ => (RequestOutcome.Error, (RequestError?)RequestError.HttpStatus),
            };
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
            (exchange.Outcome, exchange.Error) = closing.IsCancellationRequested ? (RequestOutcome.Cancelled, null) : (RequestOutcome.Error, (RequestError?)Kind(ex, exchange));
        }
    }

    private static async Task ReadAsync(HttpResponseMessage response, Exchange exchange, CancellationToken cancellationToken)
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        while (await stream.ReadAsync(exchange.Free, cancellationToken) is > 0 and var bytes)
        {
            exchange.Add(bytes, Clock.Now);
        }
    }

    private static RequestError Kind(Exception ex, Exchange exchange) => ex switch
    {
        _ when exchange.Headers is not null => RequestError.StreamBroken,
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } or { InnerException: AuthenticationException } => RequestError.Tls,
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError } or { InnerException: SocketException } when exchange.Sent is null => RequestError.Connect,
        _ => RequestError.StreamBroken,
    };
}
