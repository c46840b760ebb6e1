using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Providers.Http;
using Tamma.Providers.Wire;

namespace Tamma.Providers.LiteLlm;

/// <summary>A proxy's list of deployments. Several of one name are one model to its callers.</summary>
internal static class LiteLlmPage
{
    private const string Wildcard = "wildcard_is_no_model";
    private const string Deployment = "further_deployment";
    private const string Differs = "deployment_differs";

    public static void Read(Document document, string provider, ConnectionAccess access, ListingDraft draft)
    {
        using var json = JsonDocument.Parse(document.Content);
        if (ProviderError.Read(json.RootElement, access.Secrets) is { } error)
        {
            throw AnswerFaults.Of(error, access.Credential);
        }

        var row = new WireRow(LiteLlmFields.Map, draft);
        foreach (var item in Required.Member(json.RootElement, "data", JsonValueKind.Array, "the answer").EnumerateArray())
        {
            var id = Required.Id(Required.Member(item, "model_name", JsonValueKind.String, "a model in the answer").GetString()!);
            var key = new ModelKey(provider, id);
            if (id.Contains('*', StringComparison.Ordinal))
            {
                draft.Apply(Wildcard);
            }
            else if (draft.Find(key) is { } claim)
            {
                draft.Replace(claim with { Values = Join(claim.Values, row.Read(item), draft) });
            }
            else
            {
                draft.Add(key, ClaimKind.Offer, id, row.Read(item), Slices.Of(document, item), document.ReceivedAt);
            }
        }
    }

    /// <summary>The first deployment that states a fact is believed; how many facts differ is counted.</summary>
    private static FieldSet Join(FieldSet first, FieldSet next, ListingDraft draft)
    {
        draft.Apply(Deployment);
        foreach (var (field, value) in next)
        {
            if (first[field] is { } known && known != value)
            {
                draft.Apply(Differs);
            }
        }

        return FieldSet.From(next.Concat(first));
    }
}
