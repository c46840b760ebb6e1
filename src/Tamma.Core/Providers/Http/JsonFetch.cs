using System.Globalization;
using System.Reflection;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Timeout;

namespace Tamma.Providers.Http;

/// <summary>Fetches one address into bytes, over HTTP or from a file.</summary>
internal sealed class JsonFetch(IHttpClientFactory clients, HttpLimits limits, ConnectionLines lines, TimeProvider time)
{
    /// <summary>Name of the client for lists, in <see cref="IHttpClientFactory"/>.</summary>
    public const string Client = "listing";

    private const string Json = "application/json";

    public static string UserAgent { get; } =
        "tamma/" + (typeof(JsonFetch).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0");

    /// <exception cref="ProviderException">There is no whole answer.</exception>
    public async Task<FetchResult> GetAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        var result = request.Url.IsFile ? await ReadFileAsync(request.Url, cancellationToken) : await AskAsync(request, cancellationToken);
        if (result is FetchResult.Body body)
        {
            RequireJson(body.Bytes.Span);
        }

        return result;
    }

    /// <summary>For requests without a validator, which cannot be answered by "not modified".</summary>
    public async Task<FetchResult.Body> GetBodyAsync(FetchRequest request, CancellationToken cancellationToken) =>
        (FetchResult.Body)await GetAsync(request with { ETag = null }, cancellationToken);

    private async Task<FetchResult> AskAsync(FetchRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(request.Question is null ? HttpMethod.Get : HttpMethod.Post, request.Url);
        if (request.Question is { } question)
        {
            message.Content = new ReadOnlyMemoryContent(question) { Headers = { ContentType = new(Json) } };
        }

        message.Headers.TryAddWithoutValidation("Accept", Json);
        message.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        message.Headers.Authorization = request.Access.Authorization;
        foreach (var (name, value) in request.Access.Headers)
        {
            message.Headers.Remove(name);
            message.Headers.TryAddWithoutValidation(name, value);
        }

        if (request.ETag is { } etag)
        {
            message.Headers.TryAddWithoutValidation("If-None-Match", etag);
        }

        message.Options.Set(AnswerReader.Access, request.Access);
        message.Options.Set(ConnectionLines.Connection, request.Connection);
        message.Options.Set(ConnectionLines.IsOnce, Asking.IsOnce);
        try
        {
            using var client = clients.CreateClient(Client);
            using var response = await client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.Content is Answer answer
                ? new FetchResult.Body(answer.Bytes, response.Headers.ETag?.ToString(), answer.Headers.ContentType?.MediaType ?? Json, request.Url, answer.ReceivedAt)
                : new FetchResult.NotModified();
        }
        catch (TimeoutRejectedException ex)
        {
            throw new ProviderException(
                ProviderFault.TimedOut, string.Create(CultureInfo.InvariantCulture, $"no answer within {ex.Timeout.TotalSeconds:0.###} s"), ex);
        }
        catch (BrokenCircuitException ex)
        {
            throw AnswerFaults.Of(ex, lines.CircuitOf(message));
        }
        catch (RateLimiterRejectedException ex)
        {
            throw new ProviderException(
                ProviderFault.Busy, string.Create(CultureInfo.InvariantCulture, $"not asked: {limits.Waiting:N0} requests wait for it already; raise requests_per_second or concurrency"), ex);
        }
    }

    private async Task<FetchResult> ReadFileAsync(Uri url, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileInfo(url.LocalPath);
            if (file.Exists && file.Length > limits.MaxBytes)
            {
                throw AnswerFaults.TooLarge(limits.MaxBytes);
            }

            var bytes = await File.ReadAllBytesAsync(url.LocalPath, cancellationToken);
            return new FetchResult.Body(bytes, null, Json, url, time.GetUtcNow());
        }
        catch (Exception ex) when (ex is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ProviderException(ProviderFault.NotFound, $"there is no file {url.LocalPath}", ex);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new ProviderException(ProviderFault.Unreachable, $"the file {url.LocalPath} cannot be read", ex);
        }
    }

    private static void RequireJson(ReadOnlySpan<byte> body)
    {
        switch (body.TrimStart("\uFEFF \t\r\n"u8))
        {
            case []:
                throw new ProviderException(ProviderFault.Malformed, "the answer is empty");
            case [(byte)'<', ..]:
                throw new ProviderException(ProviderFault.Malformed, "the answer is HTML, not JSON; is the base URL right?");
        }
    }
}
