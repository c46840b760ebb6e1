using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Providers.Http;
using Tamma.Providers.OpenAiCompatible;
using Tamma.Providers.Wire;

namespace Tamma.Providers.Zai;

/// <summary>
/// z.ai (GLM): <c>GET {base}/models</c> where it answers, else our own table. The bases are not interchangeable: the key decides
/// which of them works, and one of the other is accepted here and refused when a model is called.
/// </summary>
internal sealed class ZaiListing(ConnectionOptions connection, PageWalk walk, TimeProvider time) : IListing
{
    public static ProviderType Type { get; } = new(
        "zai",
        "z.ai (GLM); the URL includes /api/paas/v4, or /api/coding/paas/v4 for the Coding Plan.",
        (connection, services) => new ZaiListing(connection, services.GetRequiredService<PageWalk>(), services.GetRequiredService<TimeProvider>()))
    {
        Map = ZaiFields.Map,
        Known =
        [
            new("zai", "https://api.z.ai/api/paas/v4") { Keys = ["ZAI_API_KEY", "ZHIPU_API_KEY", "Z_AI_API_KEY"], UrlVariable = "ZAI_BASE_URL" },
            new("zai-coding-plan", "https://api.z.ai/api/coding/paas/v4") { Keys = ["ZAI_API_KEY", "ZHIPU_API_KEY", "Z_AI_API_KEY"], IsOnlyByName = true },
        ],
    };

    public Source Source { get; } = PagePlan.SourceOf(connection);

    public string? Credential => connection.Credential?.Describe();

    private Uri Base => connection.Url.AbsolutePath is "/" ? Addresses.Below(connection.Url, "api/paas/v4") : connection.Url;

    public Task<Listing> ListAsync(SourceState? previous, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var access = ConnectionAccess.Bearer(connection).With("Accept-Language", "en-US,en"); // else its words may be Chinese
        var plan = PagePlan.For(connection, access, Addresses.Below(Base, "models"), (document, _, draft) => Read(document, access, draft)) with { Instead = Instead };
        return walk.ReadAsync(plan, previous, progress, cancellationToken);
    }

    private FetchResult.Body? Instead(ProviderException failure) => failure.Fault is ProviderFault.NotFound && ZaiCurated.For(Base) is { } table
        ? new(table, null, "application/json", Addresses.Below(Base, "models"), time.GetUtcNow())
        : null;

    private Uri? Read(Document document, ConnectionAccess access, ListingDraft draft)
    {
        using var json = JsonDocument.Parse(document.Content);
        Add(json.RootElement, document, access, draft);
        if (draft.Count == 0 && json.RootElement.GetProperty("data"u8).GetArrayLength() == 0 && ZaiCurated.For(Base) is { } table)
        {
            using var curated = JsonDocument.Parse(table);
            Add(curated.RootElement, document, access, draft);
        }

        return null;
    }

    private void Add(JsonElement root, Document document, ConnectionAccess access, ListingDraft draft)
    {
        var row = new WireRow(ZaiFields.Map, draft);
        foreach (var item in OpenAiPage.Rows(root, access))
        {
            var id = OpenAiPage.Id(item);
            if (Leaves.Text(Leaves.At(item, "list"))?.StartsWith("curated ", StringComparison.Ordinal) is true)
            {
                draft.Apply(ZaiCurated.Rule);
            }

            draft.Add(new(connection.Provider, id), ClaimKind.Offer, id, row.Read(item), Slices.Of(document, item), document.ReceivedAt);
        }
    }
}
