namespace Tamma.Client;

/// <content>Capabilities: what there is, what is wrong with a description, which model will do.</content>
public sealed partial class TammaClient
{
    /// <summary>Lists the capabilities that are known.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>All of them.</returns>
    public Task<ListResponse<CapabilityResponse>> ListCapabilitiesAsync(CancellationToken cancellationToken = default) =>
        GetAsync("capabilities", TammaJson.Default.CapabilityList, cancellationToken);

    /// <summary>Reads one capability.</summary>
    /// <param name="name">Its name, or anybody's name for it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The capability, with how many models have it.</returns>
    public Task<CapabilityResponse> GetCapabilityAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        return GetAsync($"capabilities/{Uri.EscapeDataString(name)}", TammaJson.Default.CapabilityResponse, cancellationToken);
    }

    /// <summary>Looks for mistakes in a model or a document.</summary>
    /// <param name="request">Which.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What was found.</returns>
    public Task<CapabilityValidationResponse> ValidateCapabilitiesAsync(CapabilityValidationRequest request, CancellationToken cancellationToken = default) =>
        PostAsync("capabilities/validate", request, TammaJson.Default.CapabilityValidationRequest, TammaJson.Default.CapabilityValidationResponse, cancellationToken);

    /// <summary>Asks which models have what is required.</summary>
    /// <param name="request">What, and of which models.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How far each has it.</returns>
    public Task<CapabilityCheckResponse> CheckCapabilitiesAsync(CapabilityCheckRequest request, CancellationToken cancellationToken = default) =>
        PostAsync("capabilities/check", request, TammaJson.Default.CapabilityCheckRequest, TammaJson.Default.CapabilityCheckResponse, cancellationToken);

    /// <summary>Lists what was found wrong or worth knowing in the catalogue.</summary>
    /// <param name="code">Of one code.</param>
    /// <param name="severity"><c>error</c>, <c>warning</c> or <c>info</c>.</param>
    /// <param name="provider">Of one provider's models.</param>
    /// <param name="scope"><c>mine</c> (the default) or <c>all</c>.</param>
    /// <param name="limit">Findings on a page, 1 to 1,000.</param>
    /// <param name="cursor">Where the page starts.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The page.</returns>
    public Task<FindingListResponse> ListFindingsAsync(
        string? code = null,
        string? severity = null,
        string? provider = null,
        string? scope = null,
        int? limit = null,
        string? cursor = null,
        CancellationToken cancellationToken = default)
    {
        var query = new QueryText().Add("code", code).Add("severity", severity).Add("provider", provider).Add("scope", scope).Add("limit", limit).Add("cursor", cursor);
        return GetAsync($"findings{query}", TammaJson.Default.FindingListResponse, cancellationToken);
    }
}
