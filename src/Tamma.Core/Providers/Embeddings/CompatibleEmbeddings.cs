using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Tamma.Providers.Http;

namespace Tamma.Providers.Embeddings;

/// <summary>
/// Embeddings in OpenAI's format, which OpenAI, Gemini, Ollama and most servers speak. Each request is tried once, below the guard that all
/// our requests pass; the key is read anew for each, so that a rotated one works.
/// </summary>
/// <remarks>Ours and not the OpenAI SDK's, which drops the <c>index</c> of each row and gives texts the vectors of others (ADR 24).</remarks>
internal sealed class CompatibleEmbeddings(IHttpClientFactory clients, EmbeddingServerOptions server, string model, int? dimensions, TimeProvider time) : IEmbeddingGenerator<string, Embedding<float>>
{
    /// <summary>Name of the client, in <see cref="IHttpClientFactory"/>.</summary>
    public const string Client = "embeddings";

    private readonly Uri _url = Addresses.Below(server.Url, "embeddings");

    /// <inheritdoc/>
    /// <exception cref="HttpRequestException">There was no whole answer; the message is the operator's.</exception>
    public async Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        List<string> texts = [.. values];
        try
        {
            var access = ConnectionAccess.Bearer(new() { Id = Client, Type = Client, Provider = Client, Url = server.Url, Credential = server.Credential, Interval = default });
            var body = await SendAsync(new(options?.ModelId ?? model, texts, options?.Dimensions ?? dimensions), access, cancellationToken);
            return [.. EmbeddingAnswers.Read(body, texts.Count, access).Select(vector => new Embedding<float>(vector) { ModelId = model })];
        }
        catch (ProviderException ex)
        {
            var message = ex.Fault is ProviderFault.NotFound ? $"{ex.Message} It was asked for the model {model}." : ex.Message;
            throw new HttpRequestException(message, ex, ex.Status is { } status ? (HttpStatusCode)status : null);
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceKey is null && serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
        // The connections are the factory's.
    }

    private async Task<byte[]> SendAsync(EmbeddingRequest request, ConnectionAccess access, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, _url)
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(request, EmbeddingJson.Default.EmbeddingRequest)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
        };
        message.Headers.TryAddWithoutValidation("User-Agent", JsonFetch.UserAgent);
        message.Headers.Authorization = access.Authorization;
        message.Options.Set(AnswerReader.Access, access);
        using var limit = new CancellationTokenSource(server.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var client = clients.CreateClient(Client);
            using var response = await client.SendAsync(message, both.Token);
            return await response.Content.ReadAsByteArrayAsync(both.Token);
        }
        catch (OperationCanceledException ex) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new ProviderException(ProviderFault.TimedOut, $"no whole answer from {Addresses.ShownServer(server.Url)} in time; search.embeddings.timeout allows more", ex);
        }
    }
}
