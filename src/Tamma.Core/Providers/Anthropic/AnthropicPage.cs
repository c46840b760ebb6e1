using System.Text.Json;
using Tamma.Catalog;
using Tamma.Providers.Http;
using Tamma.Providers.OpenAiCompatible;
using Tamma.Providers.Wire;

namespace Tamma.Providers.Anthropic;

/// <summary>One page: <c>{"data":[…],"first_id","last_id","has_more"}</c>, newest first.</summary>
internal static class AnthropicPage
{
    /// <returns>Where the list goes on; null at its end.</returns>
    public static Uri? Read(Document document, string provider, ConnectionAccess access, Uri first, ListingDraft draft)
    {
        using var json = JsonDocument.Parse(document.Content);
        var root = json.RootElement;
        var row = new WireRow(AnthropicFields.Map, draft);
        foreach (var item in OpenAiPage.Rows(root, access))
        {
            var id = OpenAiPage.Id(item);
            draft.Add(new(provider, id), ClaimKind.Offer, id, row.Read(item), Slices.Of(document, item), document.ReceivedAt);
        }

        return Leaves.Flag(Leaves.At(root, "has_more")) is not true ? null
            : Leaves.Text(Leaves.At(root, "last_id")) is { } last ? Addresses.With(first, ("after_id", last))
            : throw Required.Malformed("the answer says that there is more and not where");
    }
}
