using System.Text.Json;
using Tamma.Catalog.Fields;
using Tamma.Providers.OpenAiCompatible;
using Tamma.Providers.Wire;
using static Tamma.Providers.Wire.Member;

namespace Tamma.Providers.Mistral;

/// <summary>Members of Mistral's <c>GET /v1/models</c> (docs.mistral.ai/api, BaseModelCard and FTModelCard).</summary>
internal static class MistralFields
{
    public static WireMap Map { get; } = WireMap.Of(
        OpenAiFields.Envelope,
        [
            Structure("id", "the native id"),
            Structure("object", "always \"model\""),
            Custom("created", ["created"], Created),
            Text("owned_by", "owned_by"),
            Custom("name", ["alias_of"], Name),
            Kept("description", "a sentence for people"),
            Words("aliases", "aliases"),
            Limit("max_context_length", "limit.context"),
            Number("default_model_temperature", "default.temperature"),
            Date("deprecation", "shutdown_date"),
            Text("deprecation_replacement_model", "replaced_by"),
            Kept("type", "base or fine-tuned"),
            Text("root", "base_model"),
            Kept("job", "the training that made it"),
            Structure("archived", "an account's own model that is put away cannot be called"),
            Word("capabilities.completion_chat", "methods", "completion_chat"),
            Word("capabilities.completion_fim", "methods", "completion_fim"),
            Flag("capabilities.function_calling", "tool_call"),
            Flag("capabilities.fine_tuning", "fine_tuning"),
            Structure("capabilities.vision", "what it takes beside text"),
            Structure("capabilities.audio", "what it takes beside text"),
            Word("capabilities.ocr", "methods", "ocr"),
            Word("capabilities.classification", "methods", "classification"),
            Word("capabilities.moderation", "methods", "moderation"),
            Word("capabilities.audio_transcription", "methods", "audio_transcription"),
        ],
        Abilities);

    public static bool Is(JsonElement parent, string name) =>
        parent.ValueKind is JsonValueKind.Object && parent.TryGetProperty(name, out var flag) && flag.ValueKind is JsonValueKind.True;

    /// <summary>Of Mistral's own models it is the time of the request; of an account's own the time when it was made.</summary>
    private static void Created(JsonElement value, WireField member, WireRow row)
    {
        if (row.Element.TryGetProperty("job"u8, out var job) && job.ValueKind is JsonValueKind.String)
        {
            WireValues.UnixDate(value, member, row);
        }
    }

    /// <summary>The same model is listed under each of its ids; its name is the one that stays.</summary>
    private static void Name(JsonElement value, WireField member, WireRow row)
    {
        if (!row.Element.TryGetProperty("id"u8, out var id) || id.ValueKind is not JsonValueKind.String || value.ValueKind is not JsonValueKind.String || !value.ValueEquals(id.GetString()))
        {
            WireValues.Text(value, member, row);
        }
    }

    private static void Abilities(WireRow row)
    {
        if (!row.Element.TryGetProperty("capabilities"u8, out var can) || can.ValueKind is not JsonValueKind.Object)
        {
            return;
        }

        var type = Is(can, "completion_chat") ? "chat"
            : Is(can, "audio_transcription") ? "audio"
            : Is(can, "completion_fim") ? "completion"
            : Is(can, "moderation") || Is(can, "classification") ? "moderation"
            : null; // embeddings and OCR have no flag that says so
        if (type is not null)
        {
            row.Set("type", FieldValue.Text(type));
        }

        if (type is "chat")
        {
            row.Set("modalities.input", FieldValue.Words(["text", .. Is(can, "vision") ? ["image"] : Array.Empty<string>(), .. Is(can, "audio") ? ["audio"] : Array.Empty<string>()]));
        }
    }
}
