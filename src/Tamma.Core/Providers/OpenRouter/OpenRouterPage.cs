using System.Globalization;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Providers.Http;
using Tamma.Providers.OpenAiCompatible;
using Tamma.Providers.Wire;

namespace Tamma.Providers.OpenRouter;

/// <summary>The pages of one reading: <c>{"data":[…],"total_count":N,"links":{"next":…}}</c>. It counts, so that a list that ends too soon is noticed.</summary>
/// <param name="kind">What a row is: an offer of this account, or a public statement.</param>
internal sealed class OpenRouterPage(string provider, ConnectionAccess access, ClaimKind kind = ClaimKind.Offer)
{
    private int _rows;

    /// <returns>Where the list goes on; null at its end.</returns>
    public Uri? Read(Document document, Uri url, ListingDraft draft)
    {
        using var json = JsonDocument.Parse(document.Content);
        var root = json.RootElement;
        var row = new WireRow(OpenRouterFields.Map, draft);
        foreach (var item in OpenAiPage.Rows(root, access))
        {
            _rows++;
            var id = OpenAiPage.Id(item);
            var may = access.HasKey || kind is ClaimKind.Reference ? Access.Unverified : Access.NoCredential;
            draft.Add(new(provider, id), kind, id, row.Read(item), Slices.Of(document, item), document.ReceivedAt, may, null);
        }

        if (Leaves.Text(Leaves.At(root, "links", "next")) is { } link)
        {
            return Uri.TryCreate(url, link, out var next) ? next : throw Required.Malformed("the address of the next page is none");
        }

        return WireValues.Decimal(Leaves.At(root, "total_count")) is { } total && total > _rows
            ? throw new ProviderException(ProviderFault.CutOff, string.Create(CultureInfo.InvariantCulture, $"the list ended after {_rows} of {total} models"))
            : null;
    }
}
