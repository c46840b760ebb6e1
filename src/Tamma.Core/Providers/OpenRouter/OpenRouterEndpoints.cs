using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Providers.Http;
using Tamma.Providers.Redaction;

namespace Tamma.Providers.OpenRouter;

/// <summary>The hosts behind one model of OpenRouter. Asked for when somebody wants to see them, never by discovery: it is a request for each model.</summary>
public sealed class OpenRouterEndpoints
{
    private readonly JsonFetch _fetch;

    internal OpenRouterEndpoints(JsonFetch fetch) => _fetch = fetch;

    /// <param name="connection">Of type <c>openrouter</c>.</param>
    /// <param name="modelId">The native id, <c>author/slug</c>, with or without a variant such as <c>:free</c>.</param>
    /// <exception cref="ProviderException">There is no whole answer, or no model of this id.</exception>
    public async Task<ImmutableArray<OpenRouterEndpoint>> ReadAsync(ConnectionOptions connection, string modelId, CancellationToken cancellationToken)
    {
        var access = ConnectionAccess.BearerIfAny(connection);
        var path = string.Join('/', modelId.Split('/').Select(part => part is "." or ".." or "" ? throw NoSuch() : Uri.EscapeDataString(part)));
        var url = Addresses.Below(connection.Url, OpenRouterListing.Api, $"models/{path}/endpoints");
        var body = await _fetch.GetBodyAsync(new(url, access) { Connection = connection.Id }, cancellationToken);
        return OpenRouterEndpoint.ReadAll(Document.From(Redactor.Redact(body.Bytes, RedactionRules.OpenAiCompatible, access.Secrets), body.MediaType, body.ReceivedAt), access);
    }

    private static ProviderException NoSuch() => new(ProviderFault.NotFound, "a model's id here is author/slug");
}
