namespace Tamma.Client;

/// <content>What a model was, and what changed.</content>
public sealed partial class TammaClient
{
    /// <summary>Compares two versions of a model.</summary>
    /// <param name="modelKey"><c>provider/native-id</c>.</param>
    /// <param name="from">A version's number, <c>@POSITION</c>, a time or a day; the version before <paramref name="to"/> when null.</param>
    /// <param name="to">Likewise; the current version when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What differs.</returns>
    public Task<DiffResponse> GetDiffAsync(string modelKey, string? from = null, string? to = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(modelKey);
        return GetAsync($"diff/{EscapePath(modelKey)}{new QueryText().Add("from", from).Add("to", to)}", TammaJson.Default.DiffResponse, cancellationToken);
    }

    /// <summary>Reads what a model cost at a time, and how its price came to be.</summary>
    /// <param name="modelKey"><c>provider/native-id</c>.</param>
    /// <param name="at">A time, a day or a position; now when null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The prices.</returns>
    public Task<PriceResponse> GetPricesAsync(string modelKey, string? at = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(modelKey);
        return GetAsync($"prices/{EscapePath(modelKey)}{new QueryText().Add("at", at)}", TammaJson.Default.PriceResponse, cancellationToken);
    }
}
