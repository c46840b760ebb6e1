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
}
