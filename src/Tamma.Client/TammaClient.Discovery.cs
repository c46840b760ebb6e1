using System.Text.Json.Serialization.Metadata;

namespace Tamma.Client;

/// <content>Sources, runs and reviews.</content>
public sealed partial class TammaClient
{
    /// <summary>Reads how a connection fares and fared.</summary>
    /// <param name="connection">The connection's id.</param>
    /// <param name="limit">How many runs and checks.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Its health.</returns>
    public Task<ConnectionHealthResponse> GetConnectionHealthAsync(string connection, int? limit = null, CancellationToken cancellationToken = default)
    {
        var query = new QueryText().Add("limit", limit);
        return GetAsync($"connections/{Uri.EscapeDataString(connection)}/health{query}", TammaJson.Default.ConnectionHealthResponse, cancellationToken);
    }

    /// <summary>Lists the sources.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>All of them.</returns>
    public Task<ListResponse<SourceResponse>> ListSourcesAsync(CancellationToken cancellationToken = default) =>
        GetAsync("sources", TammaJson.Default.SourceList, cancellationToken);

    /// <summary>Asks for a discovery now. It goes on after this returns.</summary>
    /// <param name="source">A source, a connection or a provider; null for all sources.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The runs, one for each source.</returns>
    public Task<ListResponse<RunResponse>> StartRunsAsync(string? source = null, CancellationToken cancellationToken = default) =>
        PostAsync("discovery/runs", new DiscoveryRequest { Source = source }, TammaJson.Default.DiscoveryRequest, TammaJson.Default.RunList, cancellationToken);

    /// <summary>Lists runs, newest first.</summary>
    /// <param name="source">Of one source; null for all.</param>
    /// <param name="limit">How many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The runs.</returns>
    public Task<ListResponse<RunResponse>> ListRunsAsync(string? source = null, int? limit = null, CancellationToken cancellationToken = default)
    {
        var query = new QueryText().Add("source", source).Add("limit", limit);
        return GetAsync($"discovery/runs{query}", TammaJson.Default.RunList, cancellationToken);
    }

    /// <summary>Reads one run.</summary>
    /// <param name="id">The run's id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The run as it is now.</returns>
    public Task<RunResponse> GetRunAsync(Guid id, CancellationToken cancellationToken = default) =>
        GetAsync($"discovery/runs/{id}", TammaJson.Default.RunResponse, cancellationToken);

    /// <summary>Cancels a run.</summary>
    /// <param name="id">The run's id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>When the server has taken it.</returns>
    public async Task CancelRunAsync(Guid id, CancellationToken cancellationToken = default)
    {
        using var response = await SendAsync(HttpMethod.Delete, $"api/v1/discovery/runs/{id}", null, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Stops scheduled discovery and cancels what runs.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The status after it.</returns>
    public Task<StatusResponse> StopDiscoveryAsync(CancellationToken cancellationToken = default) =>
        PostAsync("discovery/stop", TammaJson.Default.StatusResponse, cancellationToken);

    /// <summary>Starts scheduled discovery.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The status after it.</returns>
    public Task<StatusResponse> StartDiscoveryAsync(CancellationToken cancellationToken = default) =>
        PostAsync("discovery/start", TammaJson.Default.StatusResponse, cancellationToken);

    /// <summary>Stops and starts scheduled discovery.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The status after it.</returns>
    public Task<StatusResponse> RestartDiscoveryAsync(CancellationToken cancellationToken = default) =>
        PostAsync("discovery/restart", TammaJson.Default.StatusResponse, cancellationToken);

    /// <summary>Calls offers once, to see whether they may be called. Takes as long as the slowest of them.</summary>
    /// <param name="request">Which, and at what cost.</param>
    /// <param name="cancellationToken">Ends the wait, and the calls that are not made yet.</param>
    /// <returns>What came of each.</returns>
    public Task<VerificationResponse> VerifyAsync(VerificationRequest request, CancellationToken cancellationToken = default) =>
        PostAsync("verifications", request, TammaJson.Default.VerificationRequest, TammaJson.Default.VerificationResponse, cancellationToken);

    /// <summary>Lists reviews, newest first.</summary>
    /// <param name="state"><c>open</c>, <c>accepted</c>, <c>rejected</c>, <c>withdrawn</c> or <c>flagged</c>; null for all.</param>
    /// <param name="kind">For example <c>mass_edit</c>; null for all.</param>
    /// <param name="provider">Only about this provider's models.</param>
    /// <param name="source">Only what this source says.</param>
    /// <param name="limit">How many.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The reviews.</returns>
    public Task<ListResponse<ReviewResponse>> ListReviewsAsync(
        string? state = null, string? kind = null, string? provider = null, string? source = null, int? limit = null, CancellationToken cancellationToken = default)
    {
        var query = new QueryText().Add("state", state).Add("kind", kind).Add("provider", provider).Add("source", source).Add("limit", limit);
        return GetAsync($"reviews{query}", TammaJson.Default.ReviewList, cancellationToken);
    }

    /// <summary>Reads one review.</summary>
    /// <param name="id">The review's id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The review.</returns>
    public Task<ReviewResponse> GetReviewAsync(Guid id, CancellationToken cancellationToken = default) =>
        GetAsync($"reviews/{id}", TammaJson.Default.ReviewResponse, cancellationToken);

    /// <summary>Lets the finding of a review take effect.</summary>
    /// <param name="id">The review's id.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The review as it is now.</returns>
    public Task<ReviewResponse> AcceptReviewAsync(Guid id, string? reason = null, CancellationToken cancellationToken = default) =>
        DecideAsync(id, "accept", reason, cancellationToken);

    /// <summary>Keeps the value that stands.</summary>
    /// <param name="id">The review's id.</param>
    /// <param name="reason">Why.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The review as it is now.</returns>
    public Task<ReviewResponse> RejectReviewAsync(Guid id, string? reason = null, CancellationToken cancellationToken = default) =>
        DecideAsync(id, "reject", reason, cancellationToken);

    private Task<ReviewResponse> DecideAsync(Guid id, string decision, string? reason, CancellationToken cancellationToken) =>
        PostAsync($"reviews/{id}/{decision}", new ReviewDecisionRequest { Reason = reason }, TammaJson.Default.ReviewDecisionRequest, TammaJson.Default.ReviewResponse, cancellationToken);

    private Task<T> PostAsync<T>(string path, JsonTypeInfo<T> answer, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, "api/v1/" + path, null, answer, cancellationToken);
}
