using System.Net;
using System.Text.Json;

namespace Tamma.Providers.Http;

/// <summary>
/// Reads the whole body where the retries can still see that it is cut. Sits directly above the sockets, turns each bad end
/// into a <see cref="ProviderException"/>, and gives everything else on as an <see cref="Answer"/>.
/// </summary>
internal sealed class AnswerReader(HttpLimits limits, ConnectionTraffic traffic, TimeProvider time) : DelegatingHandler
{
    private const int FirstBuffer = 128 * 1024;
    private const int MostErrorBytes = 64 * 1024;

    public static readonly HttpRequestOptionsKey<ConnectionAccess> Access = new("tamma.access");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var url = request.RequestUri!;
        Admission.Require(url, limits.Offline);
        var begin = time.GetTimestamp();
        var signals = AnswerSignals.None;
        var isWhole = false;
        try
        {
            using var response = await base.SendAsync(request, cancellationToken);
            signals = SignalsOf(request, response);
            var answer = await ReadAsync(request, response, signals, cancellationToken);
            isWhole = true;
            return answer;
        }
        catch (HttpRequestException ex)
        {
            throw AnswerFaults.Of(ex, url, limits.Proxy.GetProxy(url));
        }
        finally
        {
            if (ConnectionLines.NameOf(request) is { } connection)
            {
                traffic.Answered(connection, signals, time.GetElapsedTime(begin), isWhole);
            }
        }
    }

    private async Task<HttpResponseMessage> ReadAsync(HttpRequestMessage request, HttpResponseMessage response, AnswerSignals signals, CancellationToken cancellationToken)
    {
        var status = response.StatusCode;
        if (status is HttpStatusCode.NotModified && request.Headers.IfNoneMatch.Count > 0)
        {
            return new(status);
        }

        if (!response.IsSuccessStatusCode)
        {
            throw await RefusalAsync(request, response, signals, cancellationToken);
        }

        var bytes = await ReadAsync(response.Content, limits.MaxBytes, cancellationToken);
        var receivedAt = time.GetUtcNow();
        if (status is HttpStatusCode.PartialContent || IsCut(response, bytes.Span))
        {
            throw AnswerFaults.CutOff(bytes.Length);
        }

        return new(status)
        {
            Content = new Answer(bytes, receivedAt) { Headers = { ContentType = response.Content.Headers.ContentType } },
            Headers = { ETag = response.Headers.ETag },
        };
    }

    /// <summary>Headers are foreign text: what repeats a secret of ours is not looked at.</summary>
    private AnswerSignals SignalsOf(HttpRequestMessage request, HttpResponseMessage response)
    {
        request.Options.TryGetValue(Access, out var access);
        var headers = response.Headers.NonValidated.Select(header => KeyValuePair.Create(header.Key, header.Value.ToString()));
        return RateLimitHeaders.Read(
            headers.Where(header => access is null || !access.Secrets.Any(secret => secret.Length > 0 && header.Value.Contains(secret, StringComparison.OrdinalIgnoreCase))),
            time.GetUtcNow());
    }

    private static async Task<ProviderException> RefusalAsync(HttpRequestMessage request, HttpResponseMessage response, AnswerSignals signals, CancellationToken cancellationToken)
    {
        request.Options.TryGetValue(Access, out var access);
        ReadOnlyMemory<byte> body;
        try
        {
            body = await ReadAsync(response.Content, MostErrorBytes, cancellationToken);
        }
        catch (ProviderException)
        {
            // The status says enough.
            body = default;
        }

        return AnswerFaults.Of(
            response.StatusCode,
            request.RequestUri!,
            response.Headers.Location,
            ProviderError.Read(body, access?.Secrets ?? []),
            access?.Credential,
            signals.RetryAfter);
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(HttpContent content, int most, CancellationToken cancellationToken)
    {
        var expected = content.Headers.ContentLength;
        if (expected > most)
        {
            throw AnswerFaults.TooLarge(most);
        }

        // One byte more than promised shows that nothing follows, without another buffer.
        var buffer = GC.AllocateUninitializedArray<byte>(expected is { } length ? (int)length + 1 : Math.Min(FirstBuffer, most) + 1);
        var count = 0;
        try
        {
            await using var stream = await content.ReadAsStreamAsync(cancellationToken);
            while (await stream.ReadAsync(buffer.AsMemory(count), cancellationToken) is > 0 and var read)
            {
                count += read;
                if (count > most)
                {
                    throw AnswerFaults.TooLarge(most);
                }

                if (count == buffer.Length)
                {
                    Array.Resize(ref buffer, (int)Math.Min(count * 2L, most + 1L));
                }
            }
        }
        catch (Exception ex) when (ex is IOException or InvalidDataException or HttpRequestException)
        {
            throw AnswerFaults.CutOff(count, ex);
        }

        return count < expected ? throw AnswerFaults.CutOff(count) : buffer.AsMemory(0, count);
    }

    /// <summary>
    /// Where only the closing of the connection ends a body, or it was packed, a cut one looks whole: no length tells. One that begins
    /// as JSON, goes on as JSON and does not come to its end was cut; one that goes wrong on the way is left to its reader.
    /// </summary>
    private static bool IsCut(HttpResponseMessage response, ReadOnlySpan<byte> body)
    {
        if (response.Content.Headers.ContentLength is not null || body.TrimStart(" \t\r\n"u8) is not [(byte)'{' or (byte)'[', ..])
        {
            return false;
        }

        var reader = new Utf8JsonReader(body, isFinalBlock: false, state: default);
        try
        {
            while (reader.Read())
            {
            }

            return reader.CurrentDepth > 0 || reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
