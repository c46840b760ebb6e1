using System.Text.Json;
using Tamma.Catalog;
using Tamma.Providers.Http;
using Tamma.Providers.Local;
using Tamma.Providers.Wire;

namespace Tamma.Providers.LmStudio;

/// <summary>A list of LM Studio's own API, in one piece.</summary>
internal static class LmStudioPage
{
    private const string NoSuchThing = "Unexpected endpoint";

    /// <param name="rows">Name of the member that holds the rows.</param>
    /// <param name="id">Name of the member of a row that is its id.</param>
    public static void Read(Document document, string provider, Uri root, ConnectionAccess access, WireMap map, string rows, string id, ListingDraft draft)
    {
        using var json = JsonDocument.Parse(document.Content);
        if (IsUnknownHere(json.RootElement))
        {
            throw new ProviderException(ProviderFault.NotFound, $"the server at {Addresses.ShownServer(root)} does not know what it is asked for");
        }

        if (ProviderError.Read(json.RootElement, access.Secrets) is { } error)
        {
            throw AnswerFaults.Of(error, access.Credential);
        }

        var row = new WireRow(map, draft);
        foreach (var item in Required.Member(json.RootElement, rows, JsonValueKind.Array, "the answer").EnumerateArray())
        {
            if (item.ValueKind is JsonValueKind.Object && !item.TryGetProperty(id, out _))
            {
                throw LocalServer.IsNo(LocalServerKind.LmStudio, root);
            }

            var name = Required.Id(Required.Member(item, id, JsonValueKind.String, "a model in the answer").GetString()!);
            draft.Add(new(provider, name), ClaimKind.Offer, name, row.Read(item), Slices.Of(document, item), document.ReceivedAt);
        }
    }

    /// <summary>It answers 200 to a path that it does not know, and says so in a sentence.</summary>
    private static bool IsUnknownHere(JsonElement root) =>
        root.ValueKind is JsonValueKind.Object && root.TryGetProperty("error"u8, out var error) && error.ValueKind is JsonValueKind.String
        && error.GetString()!.StartsWith(NoSuchThing, StringComparison.Ordinal);
}
