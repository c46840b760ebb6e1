using System.Globalization;
using System.Text;
using System.Text.Json;
using Tamma.Simulator.Faults;
using Tamma.Simulator.Protocols;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Serving;

/// <summary>Answers one request wrongly, in the way the fault says.</summary>
internal sealed class FaultAnswer(HttpContext context, FaultSpec fault, Ask ask, TimeProvider time)
{
    private const string Json = "application/json";
    private const string SomePage = "<!doctype html>\n<html><head><title>Please wait</title></head><body><h1>Please wait</h1></body></html>\n";
    private const string GatewayPage = "<html>\n<head><title>502 Bad Gateway</title></head>\n<body><center><h1>502 Bad Gateway</h1></center></body>\n</html>\n";
    private const string ProxyPage = "<html>\n<head><title>407 Proxy Authentication Required</title></head>\n<body><h1>Proxy Authentication Required</h1></body>\n</html>\n";
    private const int OversizedBytes = 200 * 1024 * 1024;

    private IProtocol Protocol { get; } = IProtocol.Of(ask.Spec.Protocol);

    public Task SendAsync(Page page, Func<Page, byte[]> render, CancellationToken cancellationToken)
    {
        // A text is sent as it is even there: it is what a test wants to see handled.
        if (fault.RetryAfter is { } retryAfter && !(Protocol.SaysDelayInBody && retryAfter.ValueKind == JsonValueKind.Number))
        {
            context.Response.Headers.RetryAfter = retryAfter.ToString();
        }

        return fault.Kind switch
        {
            FaultKind.Unauthorised => RefuseAsync(Failure.Unauthorised, cancellationToken),
            FaultKind.Forbidden => RefuseAsync(Failure.Forbidden, cancellationToken),
            FaultKind.RateLimited => RefuseForAWhileAsync(cancellationToken),
            FaultKind.Quota => RefuseAsync(Failure.Quota, cancellationToken),
            FaultKind.ServerError => RefuseAsync(Failure.ServerError, cancellationToken),
            FaultKind.BadGateway => SendTextAsync(502, "text/html", GatewayPage, cancellationToken),
            FaultKind.CutBody => CutBodyAsync(render(page), cancellationToken),
            FaultKind.CutJson => SendCutJsonAsync(render(page), cancellationToken),
            FaultKind.EmptyObject => SendTextAsync(200, Json, "{}", cancellationToken),
            FaultKind.EmptyList => context.SendAsync(Json, render(page with { Models = [], HasMore = false }), cancellationToken),
            FaultKind.Html => SendTextAsync(200, "text/html; charset=utf-8", SomePage, cancellationToken),
            FaultKind.WrongShape => SendTextAsync(200, Json, "[1,2,3]", cancellationToken),
            FaultKind.ErrorBody => SendTextAsync(200, Json, Refusal(Failure.ServerError).Body, cancellationToken),
            FaultKind.Hang => Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken),
            FaultKind.SlowDrip => DripAsync(render(page), cancellationToken),
            FaultKind.DuplicateIds => context.SendAsync(Json, render(page with { Models = WithTwin(page.Models) }), cancellationToken),
            FaultKind.RedirectLoop => RedirectToSelfAsync(),
            FaultKind.WrongContentType => context.SendAsync("text/plain", render(page), cancellationToken),
            FaultKind.Oversized => PourAsync(cancellationToken),
            FaultKind.TruncatedPage => SendCutJsonAsync(render(page), cancellationToken),
            FaultKind.ProxyError => RefuseAsProxyAsync(cancellationToken),
            FaultKind.MissingData => context.SendAsync(Json, Envelope.WithoutRows(render(page), Protocol.RowsName(ask.Path)), cancellationToken),
            FaultKind.NullList => context.SendAsync(Json, Envelope.WithNull(render(page), Protocol.RowsName(ask.Path)), cancellationToken),
            FaultKind.HangHeaders => BeginAndHangAsync(render(page), 0, cancellationToken),
            FaultKind.HangBody => BeginAndHangAsync(render(page), 2, cancellationToken),
            _ => throw new JsonException($"There is no answer for {fault.Kind}."),
        };
    }

    /// <summary>The first model twice; the twin says something else, so that it matters which one is believed.</summary>
    private static IReadOnlyList<WorldModel> WithTwin(IReadOnlyList<WorldModel> models) => models is [var first, ..]
        ? [first, first with { Name = $"{first.Name ?? first.Id} (twin)", Limit = new() { Context = 1, Output = 1 } }, .. models.Skip(1)]
        : models;

    private Task RefuseAsync(Failure failure, CancellationToken cancellationToken) =>
        context.SendAsync(Refusal(failure), cancellationToken);

    private Refusal Refusal(Failure failure) =>
        Protocol.Refuse(ask.Spec, failure with { RequestId = ask.RequestId, Path = $"/{ask.Path}", RetryAfter = fault.RetryAfter is { ValueKind: JsonValueKind.Number } seconds ? seconds.ToString() : null });

    private Task RefuseAsProxyAsync(CancellationToken cancellationToken)
    {
        context.Response.Headers.ProxyAuthenticate = "Basic realm=\"proxy\"";
        return SendTextAsync(407, "text/html", ProxyPage, cancellationToken);
    }

    /// <summary>Sends the headers and such a part of the body, and then nothing until the client leaves.</summary>
    private async Task BeginAndHangAsync(byte[] body, int part, CancellationToken cancellationToken)
    {
        context.Response.ContentType = Json;
        context.Response.ContentLength = body.Length;
        await context.Response.StartAsync(cancellationToken);
        if (part > 0)
        {
            await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / part), cancellationToken);
        }

        await context.Response.Body.FlushAsync(cancellationToken);
        await Task.Delay(Timeout.InfiniteTimeSpan, time, cancellationToken);
    }

    private Task RefuseForAWhileAsync(CancellationToken cancellationToken)
    {
        if (fault.RetryAfter is null && !Protocol.SaysDelayInBody)
        {
            context.Response.Headers.RetryAfter = 1.ToString(CultureInfo.InvariantCulture);
        }

        return RefuseAsync(Failure.RateLimited, cancellationToken);
    }

    private Task SendTextAsync(int status, string contentType, string body, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = status;
        return context.SendAsync(contentType, Encoding.UTF8.GetBytes(body), cancellationToken);
    }

    private Task SendCutJsonAsync(byte[] body, CancellationToken cancellationToken) =>
        context.SendAsync(Json, body.AsMemory(0, body.Length / 2), cancellationToken);

    private async Task CutBodyAsync(byte[] body, CancellationToken cancellationToken)
    {
        context.Response.ContentType = Json;
        context.Response.ContentLength = body.Length;

        // The server closes the connection when less than the declared length was written. To abort it here would be
        // to race with the half that is still on its way.
        await context.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2), cancellationToken);
    }

    private async Task DripAsync(byte[] body, CancellationToken cancellationToken)
    {
        context.Response.ContentType = Json;
        context.Response.ContentLength = body.Length;
        var pause = TimeSpan.FromMilliseconds(fault.DelayMs ?? 100);
        var size = Math.Max(1, (body.Length + (fault.Pieces ?? 16) - 1) / (fault.Pieces ?? 16));
        for (var start = 0; start < body.Length; start += size)
        {
            if (start > 0)
            {
                await Task.Delay(pause, time, cancellationToken);
            }

            await context.Response.Body.WriteAsync(body.AsMemory(start, Math.Min(size, body.Length - start)), cancellationToken);
            await context.Response.Body.FlushAsync(cancellationToken);
        }
    }

    private Task RedirectToSelfAsync()
    {
        context.Response.StatusCode = StatusCodes.Status302Found;
        context.Response.Headers.Location = $"{context.Request.Path}{context.Request.QueryString}";
        return Task.CompletedTask;
    }

    private async Task PourAsync(CancellationToken cancellationToken)
    {
        context.Response.ContentType = Json;
        var blanks = new byte[64 * 1024];
        blanks.AsSpan().Fill((byte)' ');
        for (var sent = 0; sent < OversizedBytes; sent += blanks.Length)
        {
            await context.Response.Body.WriteAsync(blanks, cancellationToken);
        }
    }
}
