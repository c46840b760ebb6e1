namespace Tamma.Client;

/// <content>Ends of models, and the whole catalogue as a document.</content>
public sealed partial class TammaClient
{
    /// <summary>Lists announced ends of models.</summary>
    /// <param name="from">First day; today when null.</param>
    /// <param name="to">Last day; no end when null.</param>
    /// <param name="scope"><c>mine</c> (the default) or <c>all</c>.</param>
    /// <param name="provider">A provider's id.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The ends, the nearest first.</returns>
    public Task<LifecycleCalendarResponse> GetLifecycleCalendarAsync(
        DateOnly? from = null, DateOnly? to = null, string? scope = null, string? provider = null, CancellationToken cancellationToken = default)
    {
        var query = new QueryText().Add("from", Day(from)).Add("to", Day(to)).Add("scope", scope).Add("provider", provider);
        return GetAsync($"lifecycle/calendar{query}", TammaJson.Default.LifecycleCalendarResponse, cancellationToken);
    }

    /// <summary>Asks what becomes of the models that are used.</summary>
    /// <param name="request">Names, or a file's text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A verdict for each.</returns>
    public Task<CheckResponse> CheckLifecycleAsync(CheckRequest request, CancellationToken cancellationToken = default) =>
        PostAsync("lifecycle/check", request, TammaJson.Default.CheckRequest, TammaJson.Default.CheckResponse, cancellationToken);

    /// <summary>Reads the whole catalogue.</summary>
    /// <param name="scope"><c>mine</c> (the default) or <c>all</c>.</param>
    /// <param name="asOf">A time, a day or a position: what the catalogue said then.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The document.</returns>
    public Task<CatalogueResponse> ExportAsync(string? scope = null, string? asOf = null, CancellationToken cancellationToken = default) =>
        GetAsync(ExportPath(scope, asOf), TammaJson.Default.CatalogueResponse, cancellationToken);

    /// <summary>Writes the whole catalogue somewhere as the server sends it, without holding it in memory.</summary>
    /// <param name="destination">Where it is written.</param>
    /// <param name="scope"><c>mine</c> (the default) or <c>all</c>.</param>
    /// <param name="asOf">A time, a day or a position: what the catalogue said then.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>When all is written.</returns>
    public async Task ExportToAsync(Stream destination, string? scope = null, string? asOf = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(destination);
        using var response = await SendAsync(HttpMethod.Get, "api/v1/" + ExportPath(scope, asOf), null, cancellationToken).ConfigureAwait(false);
        await response.Content.CopyToAsync(destination, cancellationToken).ConfigureAwait(false);
    }

    private static string ExportPath(string? scope, string? asOf) => "export" + new QueryText().Add("scope", scope).Add("as_of", asOf);

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
