using System.Net.Http.Headers;
using Tamma.Providers.Http;

namespace Tamma.Providers.Chat;

/// <summary>Sends one request to one model, once: a retry would be paid again, and would hide what is asked.</summary>
internal sealed class ChatSender(IHttpClientFactory clients, HttpLimits limits, TimeProvider time)
{
    /// <summary>Name of the client, in <see cref="IHttpClientFactory"/>.</summary>
    public const string Client = "chat";

    public const int MostBytes = 1024 * 1024;

    /// <exception cref="ProviderException">There was no answer over HTTP.</exception>
    public async Task<ChatReply> SendAsync(ChatRoute route, ChatRequest request, CancellationToken cancellationToken)
    {
        var url = route.Address(request.Model, request.Stream);
        Admission.Require(url, limits.Offline);
        using var message = new HttpRequestMessage(HttpMethod.Post, url)
        {
            Content = new ReadOnlyMemoryContent(ChatRequests.Body(route.Protocol, request, route.Dialect)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        message.Headers.TryAddWithoutValidation("User-Agent", JsonFetch.UserAgent);
        message.Headers.Authorization = route.Access.Authorization;
        foreach (var (name, value) in ChatRequests.Headers(route.Protocol, route.Dialect).SetItems(route.Access.Headers))
        {
            message.Headers.Remove(name);
            message.Headers.TryAddWithoutValidation(name, value);
        }

        using var limit = new CancellationTokenSource(limits.RequestTimeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var client = clients.CreateClient(Client);
            using var response = await client.SendAsync(message, HttpCompletionOption.ResponseContentRead, both.Token);
            return new((int)response.StatusCode, Headers(response), await response.Content.ReadAsByteArrayAsync(both.Token), time.GetUtcNow());
        }
        catch (HttpRequestException ex)
        {
            throw AnswerFaults.Of(ex, url, limits.Proxy.GetProxy(url));
        }
        catch (OperationCanceledException ex) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ProviderException(ProviderFault.TimedOut, "no whole answer in time", ex);
        }
    }

    private static List<KeyValuePair<string, string>> Headers(HttpResponseMessage response) =>
        [.. response.Headers.SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key, value)))];
}
