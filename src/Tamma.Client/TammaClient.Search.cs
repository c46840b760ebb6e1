using System.Runtime.CompilerServices;

namespace Tamma.Client;

/// <content>Search.</content>
public sealed partial class TammaClient
{
    /// <summary>Searches for models.</summary>
    /// <param name="request">What for.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A page, and how the question was read.</returns>
    public Task<SearchResponse> SearchAsync(ModelSearchRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return PostAsync("search", request, TammaJson.Default.ModelSearchRequest, TammaJson.Default.SearchResponse, cancellationToken);
    }

    /// <summary>Searches for models, page after page. Rows that miss a condition come only where none satisfies enough.</summary>
    /// <param name="request">What for; its limit is the size of a page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The rows, best first.</returns>
    public async IAsyncEnumerable<SearchRowResponse> EnumerateSearchAsync(
        ModelSearchRequest request, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        do
        {
            var page = await SearchAsync(request, cancellationToken).ConfigureAwait(false);
            foreach (var row in page.Data)
            {
                yield return row;
            }

            request = request with { Cursor = page.NextCursor };
        }
        while (request.Cursor is not null);
    }

    /// <summary>Compares models.</summary>
    /// <param name="modelKeys">Two to six of them.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What differs.</returns>
    public Task<CompareResponse> CompareAsync(IEnumerable<string> modelKeys, CancellationToken cancellationToken = default) =>
        GetAsync($"compare{new QueryText().Add("models", string.Join(',', modelKeys))}", TammaJson.Default.CompareResponse, cancellationToken);

    /// <summary>Finds models that could stand in for one.</summary>
    /// <param name="modelKey"><c>provider/id</c>.</param>
    /// <param name="scope"><c>mine</c> (the default) or <c>all</c>.</param>
    /// <param name="limit">Models at most, 1 to 50; 10 when not given.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The nearest first.</returns>
    public Task<SimilarResponse> SimilarAsync(string modelKey, string? scope = null, int? limit = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(modelKey);
        return GetAsync($"similar/{EscapePath(modelKey)}{new QueryText().Add("scope", scope).Add("limit", limit)}", TammaJson.Default.SimilarResponse, cancellationToken);
    }

    /// <summary>Says what somebody who is still typing may mean.</summary>
    /// <param name="text">What is typed so far.</param>
    /// <param name="scope"><c>mine</c> (the default) or <c>all</c>.</param>
    /// <param name="limit">Models and words at most, 1 to 20; 8 when not given.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Models, words and a better spelling.</returns>
    public Task<SuggestResponse> SuggestAsync(string text, string? scope = null, int? limit = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        return GetAsync($"suggest{new QueryText().Add("q", text).Add("scope", scope).Add("limit", limit)}", TammaJson.Default.SuggestResponse, cancellationToken);
    }

    /// <summary>Reads what was asked, as sums; for operators.</summary>
    /// <param name="days">So many days up to today, 1 to 366; 30 when not given.</param>
    /// <param name="order"><c>count</c> (the default), <c>zero</c> or <c>latency</c>.</param>
    /// <param name="limit">Questions at most, 1 to 1,000; 50 when not given.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Questions and their counts.</returns>
    public Task<SearchAnalyticsResponse> GetSearchAnalyticsAsync(int? days = null, string? order = null, int? limit = null, CancellationToken cancellationToken = default) =>
        GetAsync($"search/analytics{new QueryText().Add("days", days).Add("order", order).Add("limit", limit)}", TammaJson.Default.SearchAnalyticsResponse, cancellationToken);

    /// <summary>Proposes what words that no model has may stand for; for operators.</summary>
    /// <param name="days">Of so many days up to today, 1 to 366; 30 when not given.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Proposals, each tried on the index.</returns>
    public Task<SynonymProposalListResponse> GetSynonymProposalsAsync(int? days = null, CancellationToken cancellationToken = default) =>
        GetAsync($"search/analytics/synonyms{new QueryText().Add("days", days)}", TammaJson.Default.SynonymProposalListResponse, cancellationToken);
}
