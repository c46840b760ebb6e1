using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Providers.Http;

namespace Tamma.Providers.GitHubCopilot;

/// <summary>
/// GitHub Copilot: <c>GET {base}/models</c>, with a token that its owner supplies. We say who we are and claim to be no other
/// product, so it is Copilot's right to refuse us.
/// </summary>
internal sealed class CopilotListing(ConnectionOptions connection, PageWalk walk) : IListing
{
    private const string IntegrationId = "integration_id";
    private const string EditorVersion = "editor_version";

    public static ProviderType Type { get; } = new(
        "github_copilot",
        "GitHub Copilot, with a token of yours. It is no documented public API: off until you enable it.",
        (connection, services) => new CopilotListing(connection, services.GetRequiredService<PageWalk>()))
    {
        Map = CopilotFields.Map,
        Known =
        [
            new("github-copilot", "https://api.githubcopilot.com")
            {
                Keys = ["GITHUB_COPILOT_API_TOKEN", "COPILOT_GITHUB_TOKEN"],
                UrlVariable = "COPILOT_API_URL",
                OffBecause = "Copilot's API is not documented for other programs; it is off until you set providers.github-copilot.enabled: true",
            },
        ],
        Settings = ImmutableSortedDictionary<string, string>.Empty
            .Add(EditorVersion, "Sent as Editor-Version; not sent when it is not set.")
            .Add(IntegrationId, "Sent as Copilot-Integration-Id. Default: tamma."),
    };

    public Source Source { get; } = PagePlan.SourceOf(connection);

    public string? Credential => connection.Credential?.Describe();

    public async Task<Listing> ListAsync(SourceState? previous, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var access = ConnectionAccess.Bearer(connection)
            .With("X-GitHub-Api-Version", "2025-05-01")
            .With("OpenAI-Intent", "model-access")
            .With("Copilot-Integration-Id", connection.Settings.GetValueOrDefault(IntegrationId, "tamma"));
        if (connection.Settings.GetValueOrDefault(EditorVersion) is { Length: > 0 } editor)
        {
            access = access.With("Editor-Version", editor);
        }

        var plan = PagePlan.For(connection, access, Addresses.Below(connection.Url, "models"), (document, _, draft) => CopilotPage.Read(document, connection.Provider, access, draft));
        try
        {
            return await walk.ReadAsync(plan, previous, progress, cancellationToken);
        }
        catch (ProviderException ex) when (ex.Fault is ProviderFault.Unauthorised or ProviderFault.Forbidden)
        {
            throw new ProviderException(ex.Fault, $"{ex.Message}; {Advice(ex.Fault)}", ex) { Status = ex.Status, RetryAfter = ex.RetryAfter };
        }
    }

    private static string Advice(ProviderFault fault) => fault is ProviderFault.Unauthorised
        ? "it wants a token of a GitHub user who has Copilot (gho_, ghu_ or a fine-grained one), not a classic personal access token"
        : "the plan, a policy of the organisation, or Copilot itself may forbid its API to other programs";
}
