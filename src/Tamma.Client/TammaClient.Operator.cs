namespace Tamma.Client;

/// <content>The operator's own word: overrides, annotations, going back.</content>
public sealed partial class TammaClient
{
    /// <summary>Lists overrides, newest first.</summary>
    /// <param name="key">Of one model; null for all.</param>
    /// <param name="state"><c>active</c> (the default), <c>ended</c> or <c>all</c>.</param>
    /// <param name="limit">How many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The overrides.</returns>
    public Task<ListResponse<OverrideResponse>> ListOverridesAsync(string? key = null, string? state = null, int? limit = null, CancellationToken cancellationToken = default)
    {
        var query = new QueryText().Add("key", key).Add("state", state).Add("limit", limit);
        return GetAsync($"overrides{query}", TammaJson.Default.OverrideList, cancellationToken);
    }

    /// <summary>Reads one override.</summary>
    /// <param name="id">The override's id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The override.</returns>
    public Task<OverrideResponse> GetOverrideAsync(Guid id, CancellationToken cancellationToken = default) =>
        GetAsync($"overrides/{id}", TammaJson.Default.OverrideResponse, cancellationToken);

    /// <summary>Says what a field of a model is, above all sources. It stands in the catalogue when this returns.</summary>
    /// <param name="request">What is said.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The override.</returns>
    public Task<OverrideResponse> SetOverrideAsync(OverrideRequest request, CancellationToken cancellationToken = default) =>
        PostAsync("overrides", request, TammaJson.Default.OverrideRequest, TammaJson.Default.OverrideResponse, cancellationToken);

    /// <summary>Takes an override back: the sources are heard again.</summary>
    /// <param name="id">The override's id.</param>
    /// <param name="reason">Why; kept.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The override as it is now.</returns>
    public Task<OverrideResponse> EndOverrideAsync(Guid id, string? reason = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Delete, $"api/v1/overrides/{id}{new QueryText().Add("reason", reason)}", null, TammaJson.Default.OverrideResponse, cancellationToken);

    /// <summary>Takes back all overrides of a batch, a rollback for example.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="reason">Why; kept.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The overrides that ended.</returns>
    public Task<ListResponse<OverrideResponse>> EndOverridesAsync(Guid batch, string? reason = null, CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Delete, $"api/v1/overrides/batches/{batch}{new QueryText().Add("reason", reason)}", null, TammaJson.Default.OverrideList, cancellationToken);

    /// <summary>Hides, tags or describes a model.</summary>
    /// <param name="request">What shall stand beside its facts.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What stands there now.</returns>
    public Task<AnnotationResponse> AnnotateAsync(AnnotationRequest request, CancellationToken cancellationToken = default) =>
        PostAsync("annotations", request, TammaJson.Default.AnnotationRequest, TammaJson.Default.AnnotationResponse, cancellationToken);

    /// <summary>Reads what the operator himself has put in.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Overrides and connections, without secrets.</returns>
    public Task<OperatorDataDocument> GetOperatorDataAsync(CancellationToken cancellationToken = default) =>
        GetAsync("operator-data", TammaJson.Default.OperatorDataDocument, cancellationToken);

    /// <summary>Brings in what <see cref="GetOperatorDataAsync"/> gave; the same twice changes nothing the second time.</summary>
    /// <param name="document">What to bring in.</param>
    /// <param name="dryRun">Keeps nothing and says what would change.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What became of each part.</returns>
    public Task<OperatorImportResponse> ImportOperatorDataAsync(OperatorDataDocument document, bool dryRun = false, CancellationToken cancellationToken = default) =>
        PostAsync($"operator-data{(dryRun ? "?dry_run=true" : "")}", document, TammaJson.Default.OperatorDataDocument, TammaJson.Default.OperatorImportResponse, cancellationToken);

    /// <summary>Makes a model say what it said at a version.</summary>
    /// <param name="request">Which model and version.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What that did.</returns>
    public Task<RollbackResponse> RollBackAsync(RollbackRequest request, CancellationToken cancellationToken = default) =>
        PostAsync("rollbacks", request, TammaJson.Default.RollbackRequest, TammaJson.Default.RollbackResponse, cancellationToken);
}
