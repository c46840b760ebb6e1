using System.Globalization;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Providers.Http;
using Tamma.Providers.Wire;

namespace Tamma.Providers.OpenAiCompatible;

/// <summary>One page: <c>{"object":"list","data":[…]}</c>, and the ways in which servers say that there is more.</summary>
internal static class OpenAiPage
{
    /// <summary>Sent with every page but the first: some servers refuse parameters that they do not know, and those have one page.</summary>
    private const int PageSize = 100;

    /// <returns>Where the list goes on; null at its end.</returns>
    public static Uri? Read(Document document, string provider, ConnectionAccess access, WireMap map, Uri first, Uri url, ListingDraft draft)
    {
        using var json = JsonDocument.Parse(document.Content);
        var row = new WireRow(map, draft);
        foreach (var item in Rows(json.RootElement, access))
        {
            var id = Id(item);
            draft.Add(new(provider, id), ClaimKind.Offer, id, row.Read(item), Slices.Of(document, item), document.ReceivedAt);
        }

        return Next(json.RootElement, first, url);
    }

    /// <summary>The rows of a page; an answer without them is no list.</summary>
    public static JsonElement.ArrayEnumerator Rows(JsonElement root, ConnectionAccess access) =>
        ProviderError.Read(root, access.Secrets) is { } error && !(root.TryGetProperty("data"u8, out var there) && there.ValueKind is JsonValueKind.Array)
            ? throw AnswerFaults.Of(error, access.Credential)
            : Required.Member(root, "data", JsonValueKind.Array, "the answer").EnumerateArray();

    public static string Id(JsonElement item) => Required.Id(Required.Member(item, "id", JsonValueKind.String, "a model in the answer").GetString()!);

    private static Uri? Next(JsonElement root, Uri first, Uri url)
    {
        var more = root.TryGetProperty("has_more"u8, out var hasMore) ? hasMore.ValueKind : JsonValueKind.Undefined;
        if (more is JsonValueKind.False)
        {
            return null;
        }

        if (root.TryGetProperty("links"u8, out var links) && Text(links, "next"u8) is { } link)
        {
            return Uri.TryCreate(url, link, out var next) ? next : throw Required.Malformed("the address of the next page is none");
        }

        return more is not JsonValueKind.True ? null
            : Text(root, "last_id"u8) is { } last ? After(first, last)
            : throw Required.Malformed("the answer says that there is more and not where");
    }

    private static Uri After(Uri first, string id) => new UriBuilder(first)
    {
        Query = string.Create(CultureInfo.InvariantCulture, $"{(first.Query.Length > 1 ? first.Query[1..] + "&" : "")}after={Uri.EscapeDataString(id)}&limit={PageSize}"),
    }.Uri;

    private static string? Text(JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.ValueKind is JsonValueKind.Object && parent.TryGetProperty(name, out var text) && text.ValueKind is JsonValueKind.String && !text.ValueEquals(""u8)
            ? text.GetString()
            : null;
}
