using System.Text.Json;
using Tamma.Catalog;
using Tamma.Providers.Http;
using Tamma.Providers.Wire;

namespace Tamma.Providers.Gemini;

/// <summary>One page: <c>{"models":[…],"nextPageToken":"…"}</c>.</summary>
internal static class GeminiPage
{
    public const string NoName = "row_without_name_is_skipped";

    private const string Prefix = "models/";

    /// <returns>Where the list goes on; null at its end.</returns>
    public static Uri? Read(Document document, string provider, ConnectionAccess access, Uri first, ListingDraft draft)
    {
        using var json = JsonDocument.Parse(document.Content);
        var root = json.RootElement.ValueKind is JsonValueKind.Array && json.RootElement.GetArrayLength() == 1 ? json.RootElement[0] : json.RootElement; // Google wraps some errors
        if (ProviderError.Read(root, access.Secrets) is { } error && Leaves.At(root, "models").ValueKind is not JsonValueKind.Array)
        {
            throw AnswerFaults.Of(error, access.Credential);
        }

        var row = new WireRow(GeminiFields.Map, draft);
        foreach (var item in Required.Member(root, "models", JsonValueKind.Array, "the answer").EnumerateArray())
        {
            // Google has listed rows without a name (a Gemma, 2025); the others are none the worse for it.
            if (Leaves.Text(Leaves.At(item, "name")) is not { } name)
            {
                draft.Apply(NoName);
                continue;
            }

            var id = Required.Id(name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name);
            draft.Add(new(provider, id), ClaimKind.Offer, name, row.Read(item), Slices.Of(document, item), document.ReceivedAt);
        }

        return Leaves.Text(Leaves.At(root, "nextPageToken")) is { } token ? Addresses.With(first, ("pageToken", token)) : null;
    }
}
