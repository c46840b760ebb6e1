namespace Tamma.Client;

public sealed partial class TammaClient
{
    /// <summary>Asks what a name means.</summary>
    /// <param name="name">Any name: a key, a canonical id, a bare id, an alias.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The canonical model and why; a name that means nothing is an answer too.</returns>
    public Task<ResolveResponse> ResolveAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        return GetAsync("resolve" + new QueryText().Add("name", name), TammaJson.Default.ResolveResponse, cancellationToken);
    }

    /// <summary>Reads a page of canonical models.</summary>
    /// <param name="lab">Only this lab's; null for all.</param>
    /// <param name="limit">Rows on a page, 1 to 1,000.</param>
    /// <param name="cursor">Where the page starts, from the page before.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The page.</returns>
    public Task<CanonicalModelListResponse> ListCanonicalModelsAsync(string? lab = null, int? limit = null, string? cursor = null, CancellationToken cancellationToken = default) =>
        GetAsync("canonical-models" + new QueryText().Add("lab", lab).Add("limit", limit).Add("cursor", cursor), TammaJson.Default.CanonicalModelListResponse, cancellationToken);

    /// <summary>Reads a canonical model with all that is listed of it.</summary>
    /// <param name="id"><c>lab/slug</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The model.</returns>
    public Task<CanonicalModelResponse> GetCanonicalModelAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(id);
        return GetAsync($"canonical-models/{EscapePath(id)}", TammaJson.Default.CanonicalModelResponse, cancellationToken);
    }

    /// <summary>Reads a page of listings that may be a model, where no rule is sure.</summary>
    /// <param name="provider">Only this provider's; null for all.</param>
    /// <param name="limit">Rows on a page, 1 to 1,000.</param>
    /// <param name="cursor">Where the page starts, from the page before.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The page.</returns>
    public Task<IdentitySuggestionListResponse> ListIdentitySuggestionsAsync(string? provider = null, int? limit = null, string? cursor = null, CancellationToken cancellationToken = default) =>
        GetAsync("identity-suggestions" + new QueryText().Add("provider", provider).Add("limit", limit).Add("cursor", cursor), TammaJson.Default.IdentitySuggestionListResponse, cancellationToken);
}
