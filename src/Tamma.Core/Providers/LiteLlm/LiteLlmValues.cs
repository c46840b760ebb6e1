using System.Text.Json;
using Tamma.Catalog.Fields;
using Tamma.Providers.Wire;

namespace Tamma.Providers.LiteLlm;

/// <summary>Members of <c>model_info</c> that say more than one thing, or less than they seem to.</summary>
internal static class LiteLlmValues
{
    private const string ZeroPrice = "zero_price_is_unknown";

    private static readonly (string Member, string Word)[] s_takes =
    [
        ("supports_vision", "image"), ("supports_embedding_image_input", "image"), ("supports_audio_input", "audio"), ("supports_video_input", "video"), ("supports_pdf_input", "pdf"),
    ];

    public static void Mode(JsonElement value, WireField member, WireRow row)
    {
        var type = (value.ValueKind is JsonValueKind.String ? value.GetString() : null) switch
        {
            "chat" or "responses" => "chat",
            "completion" => "completion",
            "embedding" => "embedding",
            "image_generation" or "image_edit" => "image",
            "audio_transcription" or "audio_speech" => "audio",
            "rerank" => "rerank",
            "moderation" or "moderations" => "moderation",
            _ => null,
        };
        if (type is null)
        {
            row.Keep(value, member.Path);
        }
        else
        {
            row.Set("type", FieldValue.Text(type));
        }
    }

    /// <summary>The proxy writes 0 for both where nobody has stated a price; one 0 beside a price is a statement.</summary>
    public static WireField BasePrice(string path, string field) => Member.Custom(path, [field], (value, member, row) =>
    {
        if (IsNothing(row, "input_cost_per_token") && IsNothing(row, "output_cost_per_token"))
        {
            row.Draft.Apply(ZeroPrice);
        }
        else
        {
            WireValues.PricePerToken(value, member, row);
        }
    });

    /// <summary>Only a yes says something: what the price list does not know is null, and so is much that it could know.</summary>
    public static void Input(WireRow row)
    {
        if (row.Fields.Peek(FieldRegistry.Models["modalities.input"]) is null
            && row.Element.TryGetProperty("model_info"u8, out var info) && info.ValueKind is JsonValueKind.Object
            && s_takes.Where(takes => info.TryGetProperty(takes.Member, out var flag) && flag.ValueKind is JsonValueKind.True).Select(takes => takes.Word).Distinct(StringComparer.Ordinal).ToArray() is { Length: > 0 } words)
        {
            row.Set("modalities.input", FieldValue.Words(["text", .. words]));
        }
    }

    private static bool IsNothing(WireRow row, string member) =>
        !row.Element.GetProperty("model_info"u8).TryGetProperty(member, out var price) || price.ValueKind is JsonValueKind.Null || WireValues.Decimal(price) is 0;
}
