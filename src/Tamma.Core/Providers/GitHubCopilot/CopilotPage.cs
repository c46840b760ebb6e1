using System.Text.Json;
using Tamma.Catalog;
using Tamma.Providers.Http;
using Tamma.Providers.OpenAiCompatible;
using Tamma.Providers.Wire;

namespace Tamma.Providers.GitHubCopilot;

/// <summary>The one page: <c>{"object":"list","data":[…]}</c>. An id may stand in it twice.</summary>
internal static class CopilotPage
{
    public const string NoModel = "row_is_no_model";

    /// <summary>Rows that route, search or compact for Copilot's own clients and cannot be called as models (catwalk's list, 2026-08).</summary>
    private static readonly IdPatterns s_models = new(
        [],
        ["accounts/msft/routers*", "auto-model*", "*search-agent*", "exec-agent*", "trajectory-compaction", "copilot-search*", "oswe-vscode*"]);

    public static Uri? Read(Document document, string provider, ConnectionAccess access, ListingDraft draft)
    {
        using var json = JsonDocument.Parse(document.Content);
        var row = new WireRow(CopilotFields.Map, draft);
        foreach (var item in OpenAiPage.Rows(json.RootElement, access))
        {
            var id = OpenAiPage.Id(item);
            if (!s_models.Keeps(id))
            {
                draft.Apply(NoModel);
                continue;
            }

            // The list is the whole catalogue whatever the plan, so nothing in it says that a model may be called.
            var isDisabled = Leaves.Text(Leaves.At(item, "policy", "state")) is "disabled";
            draft.Add(
                new(provider, id),
                ClaimKind.Offer,
                id,
                row.Read(item),
                Slices.Of(document, item),
                document.ReceivedAt,
                isDisabled ? Access.Refused : Access.Unverified,
                isDisabled ? "policy: disabled" : null);
        }

        return null;
    }
}
