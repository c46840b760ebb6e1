using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Tamma.Client;

/// <summary>
/// Speaks to a Tamma server. Safe for use by many threads. A method throws <see cref="TammaException"/> when the server refuses,
/// <see cref="HttpRequestException"/> when there is none, and <see cref="JsonException"/> when what answers is no Tamma server.
/// </summary>
/// <param name="http">The caller's; it is not disposed here.</param>
/// <param name="baseAddress">Where the server is, without <c>/api/v1</c>.</param>
/// <param name="key">The API key; a reader on the server's own machine needs none.</param>
public sealed partial class TammaClient(HttpClient http, Uri baseAddress, string? key = null)
{
    /// <summary>Reads one page of models.</summary>
    /// <param name="query">Which models.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The page.</returns>
    public Task<ModelListResponse> ListModelsAsync(ModelQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return GetAsync("models" + query.ToQuery(), TammaJson.Default.ModelListResponse, cancellationToken);
    }

    /// <summary>Reads all pages of models, one after the other.</summary>
    /// <param name="query">Which models; its limit is the size of a page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The models, in the query's order.</returns>
    public async IAsyncEnumerable<ModelResponse> EnumerateModelsAsync(
        ModelQuery query, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        do
        {
            var page = await ListModelsAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (var model in page.Data)
            {
                yield return model;
            }

            query = query with { Cursor = page.NextCursor };
        }
        while (query.Cursor is not null);
    }

    /// <summary>Reads one model with its offers.</summary>
    /// <param name="modelKey"><c>provider/native-id</c>.</param>
    /// <param name="include">Comma-separated parts to add: <c>origins</c>.</param>
    /// <param name="asOf">A time, a day or a position: what the catalogue said then.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The model.</returns>
    public Task<ModelResponse> GetModelAsync(
        string modelKey, string? include = null, string? asOf = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(modelKey);
        var query = new QueryText().Add("include", include).Add("as_of", asOf);
        return GetAsync($"models/{EscapePath(modelKey)}{query}", TammaJson.Default.ModelResponse, cancellationToken);
    }

    /// <summary>Reads a model's versions, newest first.</summary>
    /// <param name="modelKey"><c>provider/native-id</c>.</param>
    /// <param name="limit">Versions on a page.</param>
    /// <param name="cursor">Where the page starts.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The page.</returns>
    public Task<ListResponse<VersionResponse>> GetVersionsAsync(
        string modelKey, int? limit = null, string? cursor = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(modelKey);
        var query = new QueryText().Add("limit", limit).Add("cursor", cursor);
        return GetAsync($"versions/{EscapePath(modelKey)}{query}", TammaJson.Default.VersionList, cancellationToken);
    }

    /// <summary>Asks OpenRouter which hosts serve a model now.</summary>
    /// <param name="modelKey"><c>provider/native-id</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The hosts, in the router's order.</returns>
    public Task<ListResponse<HostResponse>> GetHostsAsync(string modelKey, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(modelKey);
        return GetAsync($"hosts/{EscapePath(modelKey)}", TammaJson.Default.HostList, cancellationToken);
    }

    /// <summary>Reads who claims what of a model.</summary>
    /// <param name="modelKey"><c>provider/native-id</c>.</param>
    /// <param name="asOf">A time, a day or a position: what was claimed then.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Facts and claims.</returns>
    public Task<FactsResponse> GetFactsAsync(string modelKey, string? asOf = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(modelKey);
        return GetAsync($"facts/{EscapePath(modelKey)}{new QueryText().Add("as_of", asOf)}", TammaJson.Default.FactsResponse, cancellationToken);
    }

    /// <summary>Lists the providers.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>All of them.</returns>
    public Task<ListResponse<ProviderResponse>> ListProvidersAsync(CancellationToken cancellationToken = default) =>
        GetAsync("providers", TammaJson.Default.ProviderList, cancellationToken);

    /// <summary>Reads one provider.</summary>
    /// <param name="id">The provider's id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The provider.</returns>
    public Task<ProviderResponse> GetProviderAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        return GetAsync($"providers/{Uri.EscapeDataString(id)}", TammaJson.Default.ProviderResponse, cancellationToken);
    }

    /// <summary>Reads a page of the change feed.</summary>
    /// <param name="query">Which changes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The page, with the place to go on from.</returns>
    public Task<ChangeListResponse> GetChangesAsync(ChangeQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return GetAsync("changes" + query.ToQuery(), TammaJson.Default.ChangeListResponse, cancellationToken);
    }

    /// <summary>Reads how the service fares.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Its status.</returns>
    public Task<StatusResponse> GetStatusAsync(CancellationToken cancellationToken = default) =>
        GetAsync("status", TammaJson.Default.StatusResponse, cancellationToken);
}
