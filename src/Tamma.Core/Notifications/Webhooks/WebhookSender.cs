using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Tamma.Security.Network;

namespace Tamma.Notifications.Webhooks;

/// <summary>Sends one message once. Time, redirects and what is read of the answer are bounded; every failure is an outcome.</summary>
internal sealed class WebhookSender : IDisposable
{
    /// <summary>So much of an answer is read, and so much of that is kept.</summary>
    private const int MostRead = 8 * 1024;
    private const int MostKept = 1_000;

    private readonly HttpMessageInvoker _http;
    private readonly WebhookOptions _options;
    private readonly TimeProvider _time;

    public WebhookSender(WebhookOptions options, TimeProvider time)
        : this(options, time, Dns.GetHostAddressesAsync)
    {
    }

    internal WebhookSender(WebhookOptions options, TimeProvider time, HostResolver resolve)
    {
        (_options, _time) = (options, time);
#pragma warning disable CA2000 // the invoker owns it
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None, // a small answer could unpack to a large one
            ConnectCallback = new ChosenAddresses(resolve, new WebhookTargets(options.Allow, options.Offline).Choose).OpenAsync,
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 0,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            UseCookies = false,
            UseProxy = false, // it would resolve names past the guard
        };
#pragma warning restore CA2000
        if (options.Certificates is { } policy)
        {
            handler.SslOptions.CertificateChainPolicy = policy;
        }

        _http = new(handler, disposeHandler: true);
    }

    public async Task<WebhookOutcome> SendAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        using var limit = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            var outcome = await FollowAsync(request, either.Token);
            return outcome with { Latency = _time.GetElapsedTime(began) };
        }
        catch (Exception ex) when (!cancellationToken.IsCancellationRequested && Sentence(ex, limit.IsCancellationRequested) is { } sentence)
        {
            return new() { Error = sentence, Latency = _time.GetElapsedTime(began) };
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<WebhookOutcome> FollowAsync(WebhookRequest request, CancellationToken cancellationToken)
    {
        var url = request.Url;
        for (var followed = 0; ; followed++)
        {
            if (WebhookAddress.Refuse(url, _options.Allow) is { } wrong)
            {
                throw new WebhookRefusedException($"the address{(followed > 0 ? " that it redirects to" : "")} {wrong}");
            }

            using var message = Make(request, url);
            using var response = await _http.SendAsync(message, cancellationToken);
            if (response.StatusCode is not (HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect) || followed >= _options.Redirects || response.Headers.Location is not { } location)
            {
                return await ReadAsync(response, request, cancellationToken);
            }

            var next = new Uri(url, location);
            if (url.Scheme == "https" && next.Scheme != "https")
            {
                throw new WebhookRefusedException("it redirects from https to a place without");
            }

            // Another server is not the one that the headers were given for.
            request = next.Authority == url.Authority ? request : request with { Headers = [] };
            url = next;
        }
    }

    private static HttpRequestMessage Make(WebhookRequest request, Uri url)
    {
        var message = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ReadOnlyMemoryContent(request.Body) };
        message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(request.MediaType);
        message.Headers.TryAddWithoutValidation("User-Agent", "tamma-webhooks/1");
        message.Headers.TryAddWithoutValidation(WebhookSignature.IdHeader, request.Signature.Id);
        message.Headers.TryAddWithoutValidation(WebhookSignature.TimestampHeader, request.Signature.Timestamp);
        if (request.Signature.Signatures is not "")
        {
            message.Headers.TryAddWithoutValidation(WebhookSignature.SignatureHeader, request.Signature.Signatures);
        }

        foreach (var (name, value) in request.Headers)
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }

    private async Task<WebhookOutcome> ReadAsync(HttpResponseMessage response, WebhookRequest request, CancellationToken cancellationToken)
    {
        var buffer = new byte[MostRead];
        var length = 0;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            length = await body.ReadAtLeastAsync(buffer, MostRead, throwOnEndOfStream: false, cancellationToken);
        }
        catch (Exception ex) when (ex is IOException or HttpRequestException or OperationCanceledException)
        {
            // The status is what counts, and it has come.
        }

        return new()
        {
            Status = (int)response.StatusCode,
            Answer = WebhookAnswer.Keep(Encoding.UTF8.GetString(buffer, 0, length), request, MostKept),
            RetryAfter = response.Headers.RetryAfter switch
            {
                { Delta: { } delta } => delta,
                { Date: { } date } when date > _time.GetUtcNow() => date - _time.GetUtcNow(),
                _ => null,
            },
        };
    }

    /// <summary>What broke, in words that hold no more of the address than its host.</summary>
    private string? Sentence(Exception failure, bool isLate)
    {
        for (var cause = failure; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case WebhookRefusedException refused:
                    return $"not sent: {refused.Message}";
                case SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain }:
                    return "the host's name is not known";
                case SocketException { SocketErrorCode: SocketError.ConnectionRefused }:
                    return "nothing listens there";
                case SocketException socket:
                    return $"the connection failed: {socket.SocketErrorCode}";
                case UriFormatException:
                    return "not sent: it redirects to what is no address";
                case AuthenticationException:
                    return "the server's certificate is not believed, or it speaks no TLS";
                case OperationCanceledException when isLate:
                    return $"no answer within {_options.Timeout.TotalSeconds:0.#} s";
            }
        }

        return failure is HttpRequestException or IOException or OperationCanceledException ? "the connection broke before there was an answer" : null;
    }
}
