namespace Tamma.Client;

public sealed partial class TammaClient
{
    /// <summary>Reads of which fields of a model sources say different things.</summary>
    /// <param name="modelKey"><c>provider/native-id</c>.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Conflicts, and differences of meaning.</returns>
    public Task<ConflictListResponse> GetConflictsAsync(string modelKey, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(modelKey);
        return GetAsync($"conflicts/{EscapePath(modelKey)}", TammaJson.Default.ConflictListResponse, cancellationToken);
    }

    /// <summary>Reads a page of what sources disagree on, over the whole catalogue.</summary>
    /// <param name="query">Which conflicts.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The page, with how many there are in all.</returns>
    public Task<ConflictListResponse> ListConflictsAsync(ConflictQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return GetAsync("conflicts" + query.ToQuery(), TammaJson.Default.ConflictListResponse, cancellationToken);
    }

    /// <summary>Reads whom the catalogue believes, and what a source can be.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The policy.</returns>
    public Task<PolicyResponse> GetPolicyAsync(CancellationToken cancellationToken = default) =>
        GetAsync("policy", TammaJson.Default.PolicyResponse, cancellationToken);
}
