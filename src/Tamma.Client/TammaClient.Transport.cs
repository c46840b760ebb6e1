using System.Collections.ObjectModel;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tamma.Client;

/// <content>How a request goes out and an answer or an error comes back.</content>
public sealed partial class TammaClient
{
    private readonly Uri _root = new(baseAddress.AbsoluteUri.TrimEnd('/') + "/");

    /// <summary>Asks whether the first snapshot is served.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False while the server starts.</returns>
    public Task<bool> IsReadyAsync(CancellationToken cancellationToken = default) => IsHealthyAsync("health/ready", cancellationToken);

    /// <summary>Asks whether the server's process answers at all.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>False when it says that it does not.</returns>
    public Task<bool> IsLiveAsync(CancellationToken cancellationToken = default) => IsHealthyAsync("health/live", cancellationToken);

    /// <summary>Reads the server's OpenAPI document.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The document.</returns>
    public Task<JsonElement> GetOpenApiAsync(CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Get, "openapi.json", null, TammaJson.Default.JsonElement, cancellationToken);

    private async Task<bool> IsHealthyAsync(string path, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_root, path));
        using var response = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return response.StatusCode is HttpStatusCode.OK;
    }

    private Task<T> GetAsync<T>(string path, JsonTypeInfo<T> answer, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, "api/v1/" + path, null, answer, cancellationToken);

    private async Task<T> PostAsync<TBody, T>(
        string path, TBody body, JsonTypeInfo<TBody> bodyType, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
    {
        using var content = JsonContent.Create(body, bodyType);
        return await SendAsync(HttpMethod.Post, "api/v1/" + path, content, answer, cancellationToken).ConfigureAwait(false);
    }

    private async Task<T> SendAsync<T>(
        HttpMethod method, string path, HttpContent? content, JsonTypeInfo<T> answer, CancellationToken cancellationToken)
    {
        using var response = await SendAsync(method, path, content, cancellationToken).ConfigureAwait(false);
        return await response.Content.ReadFromJsonAsync(answer, cancellationToken).ConfigureAwait(false)
            ?? throw new JsonException("The body was null.");
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(_root, path)) { Content = content };
        if (key is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
        {
            return response;
        }

        using (response)
        {
            throw await ReadProblemAsync(response, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task<TammaException> ReadProblemAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var problem = new ProblemResponse();
        if (response.Content.Headers.ContentType?.MediaType is "application/problem+json")
        {
            problem = await response.Content.ReadFromJsonAsync(TammaJson.Default.ProblemResponse, cancellationToken).ConfigureAwait(false) ?? problem;
        }

        return new(
            problem.Type ?? "about:blank",
            problem.Title ?? response.ReasonPhrase ?? "Error",
            (int)response.StatusCode,
            problem.Detail)
        {
            Members = new Dictionary<string, JsonElement>(problem.Extensions ?? ReadOnlyDictionary<string, JsonElement>.Empty, StringComparer.Ordinal),
        };
    }

    /// <summary>A native id may hold slashes, which stay, and anything else, which is escaped.</summary>
    private static string EscapePath(string modelKey) => string.Join('/', modelKey.Split('/').Select(Uri.EscapeDataString));
}
