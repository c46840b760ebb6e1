using System.Text.Json;
using Tamma.Catalog;

namespace Tamma.Server.Compat;

/// <summary>
/// One model as OpenAI lists it, and beside it what others list: OpenRouter's <c>context_length</c>, <c>architecture</c>, <c>pricing</c>,
/// <c>top_provider</c> and <c>supported_parameters</c>, Groq's <c>context_window</c> and <c>max_completion_tokens</c>, vLLM's
/// <c>max_model_len</c>, OpenAI's own <c>shutdown_date</c>.
/// </summary>
internal static class OpenAiModel
{
    private static readonly (string Member, string Field)[] s_prices =
    [
        ("prompt", "cost.input"), ("completion", "cost.output"), ("internal_reasoning", "cost.reasoning"),
        ("input_cache_read", "cost.cache_read"), ("input_cache_write", "cost.cache_write"), ("audio", "cost.input_audio"),
    ];

    private static readonly (string Member, string Field)[] s_each = [("request", "cost.request"), ("image", "cost.image"), ("web_search", "cost.web_search")];

    public static void Write(Utf8JsonWriter json, Model model)
    {
        var fields = new FieldWriter(json, model.Values);
        json.WriteStartObject();
        json.WriteString("id"u8, model.Key.ToString());
        json.WriteString("object"u8, "model"u8);
        if (CreatedAt.Of(fields) is { } created)
        {
            json.WriteNumber("created"u8, created.ToUnixTimeSeconds());
        }

        json.WriteString("owned_by"u8, fields.Text("owned_by") ?? model.Key.Provider);
        fields.Put("name");
        foreach (var member in new[] { "context_length", "context_window", "max_model_len" })
        {
            fields.Put(member, "limit.context");
        }

        fields.Put("max_input_tokens", "limit.input").Put("max_output_tokens", "limit.output").Put("max_completion_tokens", "limit.output");
        WriteArchitecture(fields);
        WritePricing(fields);
        if (fields.Knows("limit.context") || fields.Knows("limit.output"))
        {
            json.WriteStartObject("top_provider"u8);
            fields.Put("context_length", "limit.context").Put("max_completion_tokens", "limit.output");
            json.WriteEndObject();
        }

        fields.Put("supported_parameters").Put("knowledge_cutoff", "knowledge").Put("expiration_date", "shutdown_date").Put("shutdown_date").Put("hugging_face_id");
        json.WriteEndObject();
    }

    private static void WriteArchitecture(FieldWriter fields)
    {
        if (fields.Knows("modalities.input") || fields.Knows("modalities.output") || fields.Knows("tokenizer"))
        {
            fields.Json.WriteStartObject("architecture"u8);
            fields.Put("input_modalities", "modalities.input").Put("output_modalities", "modalities.output").Put("tokenizer");
            fields.Json.WriteEndObject();
        }
    }

    /// <summary>Text, in dollars for one token or for one of another thing.</summary>
    private static void WritePricing(FieldWriter fields)
    {
        if (!s_prices.Concat(s_each).Any(price => fields.Knows(price.Field)))
        {
            return;
        }

        fields.Json.WriteStartObject("pricing"u8);
        foreach (var (member, field) in s_prices)
        {
            fields.PerTokenText(member, field);
        }

        foreach (var (member, field) in s_each)
        {
            fields.NumberText(member, field);
        }

        fields.Json.WriteEndObject();
    }
}
