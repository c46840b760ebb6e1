using System.Text.Json;
using Tamma.Catalog;
using Tamma.Providers.Http;

namespace Tamma.Providers.OpenAiCompatible;

/// <summary>One page: <c>{"object":"list","data":[…]}</c>, and the ways in which servers say that there is more.</summary>
internal static class OpenAiPage
{
    /// <returns>Where the list goes on; null at its end.</returns>
    public static NextPage? Read(Document document, string provider, ConnectionAccess access, ListingDraft draft)
    {
        using var json = JsonDocument.Parse(document.Content);
        var root = json.RootElement;
        if (ProviderError.Read(root, access.Secrets) is { } error && !(root.TryGetProperty("data"u8, out var there) && there.ValueKind is JsonValueKind.Array))
        {
            throw AnswerFaults.Of(error, access.Credential);
        }

        var reader = new OpenAiModel(draft);
        foreach (var item in Required.Member(root, "data", JsonValueKind.Array, "the answer").EnumerateArray())
        {
            var id = Required.Id(Required.Member(item, "id", JsonValueKind.String, "a model in the answer").GetString()!);
            draft.Add(new(provider, id), ClaimKind.Offer, id, reader.Read(item), Slices.Of(document, item), document.ReceivedAt);
        }

        return Next(root);
    }

    private static NextPage? Next(JsonElement root)
    {
        var more = root.TryGetProperty("has_more"u8, out var hasMore) ? hasMore.ValueKind : JsonValueKind.Undefined;
        if (more is JsonValueKind.False)
        {
            return null;
        }

        if (root.TryGetProperty("links"u8, out var links) && Text(links, "next"u8) is { } link)
        {
            return new(null, link);
        }

        return more is not JsonValueKind.True ? null
            : Text(root, "last_id"u8) is { } last ? new(last, null)
            : throw Required.Malformed("the answer says that there is more and not where");
    }

    private static string? Text(JsonElement parent, ReadOnlySpan<byte> name) =>
        parent.ValueKind is JsonValueKind.Object && parent.TryGetProperty(name, out var text) && text.ValueKind is JsonValueKind.String && !text.ValueEquals(""u8)
            ? text.GetString()
            : null;
}
