using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Providers.Http;
using Tamma.Providers.Local;
using Tamma.Providers.Wire;

namespace Tamma.Providers.Ollama;

/// <summary>Pages of Ollama's own API: <c>{"models":[…]}</c> in one piece.</summary>
internal static class OllamaPage
{
    public static List<OllamaModel> ReadTags(Document document, string provider, Uri root, ConnectionAccess access, ListingDraft draft)
    {
        using var json = JsonDocument.Parse(document.Content);
        if (json.RootElement.ValueKind is JsonValueKind.Object && json.RootElement.TryGetProperty("data"u8, out _))
        {
            // llama.cpp answers this path too, with its own list beside.
            throw LocalServer.IsNo(LocalServerKind.Ollama, root);
        }

        var row = new WireRow(OllamaFields.Tags, draft);
        var models = new List<OllamaModel>();
        foreach (var item in Rows(json.RootElement, access))
        {
            var id = Id(item);
            var key = new ModelKey(provider, id);
            draft.Add(key, ClaimKind.Offer, id, row.Read(item), Slices.Of(document, item), document.ReceivedAt);
            var digest = item.TryGetProperty("digest"u8, out var text) && text.ValueKind is JsonValueKind.String && !text.ValueEquals(""u8) ? text.GetString() : null;
            if (draft.Find(key) is { } claim && models.All(model => model.Key != key))
            {
                models.Add(new(key, digest, OllamaValues.IsRemote(item), item.TryGetProperty("capabilities"u8, out _) && claim.Values[FieldRegistry.Models["limit.context"]] is not null));
            }
        }

        return models;
    }

    /// <summary>What is loaded, by its id.</summary>
    public static Dictionary<string, FieldSet> ReadRunning(Document document, ConnectionAccess access, ListingDraft draft)
    {
        using var json = JsonDocument.Parse(document.Content);
        var row = new WireRow(OllamaFields.Running, draft);
        var running = new Dictionary<string, FieldSet>(StringComparer.Ordinal);
        foreach (var item in Rows(json.RootElement, access))
        {
            running[Id(item)] = row.Read(item);
        }

        return running;
    }

    public static FieldSet ReadShow(Document document, ListingDraft draft)
    {
        using var json = JsonDocument.Parse(document.Content);
        return json.RootElement.ValueKind is JsonValueKind.Object
            ? new WireRow(OllamaFields.Show, draft).Read(json.RootElement)
            : throw Required.Malformed("what it shows of a model is no object");
    }

    /// <summary>No models at all are <c>null</c> in some versions.</summary>
    private static JsonElement.ArrayEnumerator Rows(JsonElement root, ConnectionAccess access) =>
        ProviderError.Read(root, access.Secrets) is { } error ? throw AnswerFaults.Of(error, access.Credential)
        : root.ValueKind is JsonValueKind.Object && root.TryGetProperty("models"u8, out var models) && models.ValueKind is JsonValueKind.Null ? default
        : Required.Member(root, "models", JsonValueKind.Array, "the answer").EnumerateArray();

    private static string Id(JsonElement item) =>
        Required.Id(item.ValueKind is JsonValueKind.Object && item.TryGetProperty("model"u8, out var model) && model.ValueKind is JsonValueKind.String && !model.ValueEquals(""u8)
            ? model.GetString()!
            : Required.Member(item, "name", JsonValueKind.String, "a model in the answer").GetString()!);
}
