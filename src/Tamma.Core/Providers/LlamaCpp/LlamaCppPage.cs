using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Providers.Http;
using Tamma.Providers.Local;
using Tamma.Providers.Wire;

namespace Tamma.Providers.LlamaCpp;

/// <summary>OpenAI's list as llama.cpp gives it, and what the server says of itself.</summary>
internal static class LlamaCppPage
{
    private const string DecisionModel = "decision_model_is_left_out";

    public static void Read(Document document, string provider, Uri root, ConnectionAccess access, ListingDraft draft)
    {
        using var json = JsonDocument.Parse(document.Content);
        if (ProviderError.Read(json.RootElement, access.Secrets) is { } error)
        {
            throw AnswerFaults.Of(error, access.Credential);
        }

        LocalOwner.Require(document, "llamacpp", LocalServerKind.LlamaCpp, root);
        var row = new WireRow(LlamaCppFields.Models, draft);
        foreach (var item in Required.Member(json.RootElement, "data", JsonValueKind.Array, "the answer").EnumerateArray())
        {
            var id = Required.Id(Required.Member(item, "id", JsonValueKind.String, "a model in the answer").GetString()!);
            if (LlamaCppValues.Decides(item))
            {
                draft.Apply(DecisionModel);
                continue;
            }

            draft.Add(new(provider, id), ClaimKind.Offer, id, row.Read(item), Slices.Of(document, item), document.ReceivedAt);
        }
    }

    /// <summary>What it says of itself is true of its one model; a router has no model of its own.</summary>
    public static void AddProps(Document document, ListingDraft draft)
    {
        using var json = JsonDocument.Parse(document.Content);
        if (json.RootElement.ValueKind is not JsonValueKind.Object)
        {
            throw Required.Malformed("what the server says of itself is no object");
        }

        if (IsRouter(json.RootElement) || draft.Claims.ToList() is not [var claim])
        {
            return;
        }

        var props = new WireRow(LlamaCppFields.Props, draft).Read(json.RootElement);
        draft.Replace(claim with { Values = FieldSet.From(claim.Values.Concat(props)) });
    }

    private static bool IsRouter(JsonElement root) =>
        root.TryGetProperty("role"u8, out var role) && role.ValueKind is JsonValueKind.String && role.ValueEquals("router"u8);
}
