using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Providers.Http;
using Tamma.Providers.OpenAiCompatible;
using Tamma.Providers.Wire;

namespace Tamma.Providers.OpenCodeZen;

/// <summary>OpenCode's gateway Zen: <c>GET /zen/v1/models</c>. It answers without a key too; with one it leaves out what the workspace has disabled.</summary>
internal sealed class ZenListing(ConnectionOptions connection, PageWalk walk) : IListing
{
    public static ProviderType Type { get; } = new(
        "opencode_zen",
        "OpenCode's gateway Zen; the URL includes /zen/v1.",
        (connection, services) => new ZenListing(connection, services.GetRequiredService<PageWalk>()))
    {
        Map = ZenFields.Map,
        Known = [new("opencode", "https://opencode.ai/zen/v1") { Keys = ["OPENCODE_API_KEY", "OPENCODE_ZEN_API_KEY"] }],
    };

    public Source Source { get; } = PagePlan.SourceOf(connection);

    public string? Credential => connection.Credential?.Describe();

    public Task<Listing> ListAsync(SourceState? previous, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var access = ConnectionAccess.BearerIfAny(connection);
        var first = connection.Url.AbsolutePath is "/" ? Addresses.Below(connection.Url, "zen/v1/models") : Addresses.Below(connection.Url, "models");
        var plan = PagePlan.For(connection, access, first, (document, _, draft) => Read(document, access, draft));
        return walk.ReadAsync(plan with { Reading = $"{plan.Reading}|{access.HasKey}" }, previous, progress, cancellationToken);
    }

    private Uri? Read(Document document, ConnectionAccess access, ListingDraft draft)
    {
        using var json = JsonDocument.Parse(document.Content);
        var row = new WireRow(ZenFields.Map, draft);
        foreach (var item in OpenAiPage.Rows(json.RootElement, access))
        {
            var id = OpenAiPage.Id(item);
            var may = access.HasKey ? Access.Unverified : Access.NoCredential;
            draft.Add(new(connection.Provider, id), ClaimKind.Offer, id, row.Read(item), Slices.Of(document, item), document.ReceivedAt, may, null);
        }

        return null;
    }
}
