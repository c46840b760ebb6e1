using System.Text.Json;
using Tamma.Catalog;
using Tamma.Providers.Http;
using Tamma.Providers.Wire;

namespace Tamma.Providers.Mistral;

/// <summary>Mistral's list, in one piece.</summary>
internal static class MistralPage
{
    public static void Read(Document document, string provider, ConnectionAccess access, ListingDraft draft)
    {
        using var json = JsonDocument.Parse(document.Content);
        if (ProviderError.Read(json.RootElement, access.Secrets) is { } error)
        {
            throw AnswerFaults.Of(error, access.Credential);
        }

        var row = new WireRow(MistralFields.Map, draft);
        foreach (var item in Required.Member(json.RootElement, "data", JsonValueKind.Array, "the answer").EnumerateArray())
        {
            var id = Required.Id(Required.Member(item, "id", JsonValueKind.String, "a model in the answer").GetString()!);
            var isAway = MistralFields.Is(item, "archived");
            draft.Add(
                new(provider, id), ClaimKind.Offer, id, row.Read(item), Slices.Of(document, item), document.ReceivedAt,
                isAway ? Access.Refused : Access.Unverified, isAway ? "archived" : null);
        }
    }
}
