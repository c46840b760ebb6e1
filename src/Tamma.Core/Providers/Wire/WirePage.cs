using System.Text.Json;
using Tamma.Catalog;
using Tamma.Providers.Http;

namespace Tamma.Providers.Wire;

/// <summary>One page that is a list of rows under one member, each with its id.</summary>
internal static class WirePage
{
    /// <param name="rows">Name of the member that holds the rows; a page without it is refused.</param>
    /// <param name="id">Name of the member of a row that names it.</param>
    /// <param name="native">Makes the native id of what that member says; null where it is the id.</param>
    /// <param name="next">Where the list goes on, by the root of the page.</param>
    public static Uri? Read(Document document, string provider, ConnectionAccess access, WireMap map, string rows, string id, Func<string, string>? native, ListingDraft draft, Func<JsonElement, Uri?> next)
    {
        using var json = JsonDocument.Parse(document.Content);
        if (ProviderError.Read(json.RootElement, access.Secrets) is { } error)
        {
            throw AnswerFaults.Of(error, access.Credential);
        }

        var row = new WireRow(map, draft);
        foreach (var item in Required.Member(json.RootElement, rows, JsonValueKind.Array, "the answer").EnumerateArray())
        {
            var said = Required.Member(item, id, JsonValueKind.String, "a model in the answer").GetString()!;
            var name = Required.Id(native is null ? said : native(said));
            draft.Add(new(provider, name), ClaimKind.Offer, name, row.Read(item), Slices.Of(document, item), document.ReceivedAt);
        }

        return next(json.RootElement);
    }

    /// <summary>The first page with another query.</summary>
    public static Uri With(Uri first, string query) => new UriBuilder(first) { Query = first.Query.Length > 1 ? $"{first.Query[1..]}&{query}" : query }.Uri;

    /// <summary>A text of the root that says something.</summary>
    public static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var text) && text.ValueKind is JsonValueKind.String && text.GetString() is { Length: > 0 } said ? said : null;
}
