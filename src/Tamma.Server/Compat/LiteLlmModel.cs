using System.Globalization;
using System.Text.Json;
using Tamma.Catalog.Capabilities;
using Tamma.Catalog.Fields;

namespace Tamma.Server.Compat;

/// <summary>One row of LiteLLM's price map (litellm/types/utils.py, ModelInfoBase).</summary>
internal static class LiteLlmModel
{
    private const decimal Thousand = 1_000;

    private static readonly (string Member, string Field)[] s_perToken =
    [
        ("input_cost_per_token", "cost.input"),
        ("output_cost_per_token", "cost.output"),
        ("output_cost_per_reasoning_token", "cost.reasoning"),
        ("cache_read_input_token_cost", "cost.cache_read"),
        ("cache_creation_input_token_cost", "cost.cache_write"),
        ("cache_creation_input_token_cost_above_1hr", "cost.cache_write_1h"),
        ("input_cost_per_audio_token", "cost.input_audio"),
        ("output_cost_per_audio_token", "cost.output_audio"),
        ("cache_read_input_audio_token_cost", "cost.cache_read_audio"),
        ("cache_creation_input_audio_token_cost", "cost.cache_write_audio"),
        ("input_cost_per_image_token", "cost.input_image"),
        ("output_cost_per_image_token", "cost.image_output"),
        ("input_cost_per_token_batches", "cost.batch_input"),
        ("output_cost_per_token_batches", "cost.batch_output"),
        ("input_cost_per_token_flex", "cost.flex_input"),
        ("output_cost_per_token_flex", "cost.flex_output"),
        ("cache_read_input_token_cost_flex", "cost.flex_cache_read"),
        ("input_cost_per_token_priority", "cost.priority_input"),
        ("output_cost_per_token_priority", "cost.priority_output"),
        ("cache_read_input_token_cost_priority", "cost.priority_cache_read"),
    ];

    private static readonly (string Member, string Field)[] s_each =
    [
        ("input_cost_per_request", "cost.request"),
        ("input_cost_per_query", "cost.query"),
        ("input_cost_per_image", "cost.image"),
        ("output_cost_per_image", "cost.output_per_image"),
        ("input_cost_per_second", "cost.input_second"),
        ("output_cost_per_second", "cost.output_second"),
        ("input_cost_per_character", "cost.input_character"),
        ("output_cost_per_character", "cost.output_character"),
        ("input_cost_per_pixel", "cost.input_pixel"),
        ("output_cost_per_pixel", "cost.output_pixel"),
        ("ocr_cost_per_page", "cost.page"),
    ];

    private static readonly (string Member, string Capability)[] s_supports =
    [
        ("supports_function_calling", "tool_calling"),
        ("supports_parallel_function_calling", "parallel_tool_calling"),
        ("supports_response_schema", "structured_output"),
        ("supports_vision", "vision"),
        ("supports_audio_input", "audio_input"),
        ("supports_audio_output", "audio_output"),
        ("supports_video_input", "video_input"),
        ("supports_pdf_input", "pdf_input"),
        ("supports_prompt_caching", "prompt_caching"),
        ("supports_reasoning", "reasoning"),
        ("supports_web_search", "web_search"),
        ("supports_computer_use", "computer_use"),
        ("supports_native_streaming", "streaming"),
    ];

    private static readonly string[] s_limits = ["limit.context", "limit.input", "limit.output"];

    private static readonly (string Tier, string Member)[] s_tiers =
    [
        ("input", "input_cost_per_token"), ("output", "output_cost_per_token"), ("reasoning", "output_cost_per_reasoning_token"),
        ("cache_read", "cache_read_input_token_cost"), ("cache_write", "cache_creation_input_token_cost"),
    ];

    /// <summary>Whether there is a price, a limit or a purpose to tell.</summary>
    public static bool CanSay(FieldSet values) =>
        s_perToken.Concat(s_each).Any(price => values.TryGet(FieldRegistry.Models[price.Field], out _))
        || s_limits.Any(path => values.TryGet(FieldRegistry.Models[path], out _))
        || ModeOf(values) is not null;

    public static void Write(Utf8JsonWriter json, string provider, FieldSet values)
    {
        var fields = new FieldWriter(json, values);
        json.WriteStartObject();
        json.WriteString("litellm_provider"u8, provider);
        if (ModeOf(values) is { } mode)
        {
            json.WriteString("mode"u8, mode);
        }

        WriteLimits(fields);
        foreach (var (member, field) in s_perToken)
        {
            fields.PerToken(member, field);
        }

        foreach (var (member, field) in s_each)
        {
            fields.Put(member, field);
        }

        WriteTiers(fields);
        WriteSearch(fields);
        fields.Put("output_vector_size", "limit.embedding_dimensions").Put("prompt_cache_min_tokens").Put("supported_modalities", "modalities.input").Put("supported_output_modalities", "modalities.output");
        foreach (var (member, capability) in s_supports)
        {
            if (CapabilityRegistry.Standard[capability].In(values) is not Support.Unknown and var support)
            {
                json.WriteBoolean(member, support is Support.Yes);
            }
        }

        fields.Put("supports_system_messages", "system_messages").Put("supports_tool_choice", "tool_choice").Put("supports_assistant_prefill", "assistant_prefill").Put("supports_url_context", "url_context");
        if (fields.Text("shutdown_date") is { } end && DateOnly.TryParseExact(end, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            json.WriteString("deprecation_date"u8, end);
        }

        json.WriteEndObject();
    }

    /// <summary>Everybody reads their <c>max_input_tokens</c> as the whole window, so that goes first; <c>max_tokens</c> is their legacy limit of the output.</summary>
    private static void WriteLimits(FieldWriter fields)
    {
        fields.Put("max_input_tokens", fields.Knows("limit.context") ? "limit.context" : "limit.input");
        fields.Put("max_output_tokens", "limit.output").Put("max_tokens", "limit.output");
    }

    private static string? ModeOf(FieldSet values) => new FieldWriter(null!, values).Text("type") switch
    {
        "chat" => "chat",
        "completion" => "completion",
        "embedding" => "embedding",
        "image" => "image_generation",
        "video" => "video_generation",
        "rerank" => "rerank",
        "moderation" => "moderation",
        "realtime" => "realtime",
        "ocr" => "ocr",
        "search" => "search",
        null when CapabilityRegistry.Standard["text_generation"].In(values) is Support.Yes => "chat",
        null when CapabilityRegistry.Standard["embedding"].In(values) is Support.Yes => "embedding",
        _ => null,
    };

    private static void WriteTiers(FieldWriter fields)
    {
        if (fields.Find("cost.tiers") is not { IsJson: true } stated)
        {
            return;
        }

        using var tiers = JsonDocument.Parse(stated.AsJson().Text);
        foreach (var tier in tiers.RootElement.ValueKind is JsonValueKind.Array ? tiers.RootElement.EnumerateArray() : default)
        {
            if (SizeOf(tier) is not { } thousands)
            {
                continue;
            }

            foreach (var (name, member) in s_tiers)
            {
                if (tier.TryGetProperty(name, out var price) && price.ValueKind is JsonValueKind.Number && price.TryGetDecimal(out var dollars) && PriceUnit.DollarsPerToken.FromCatalog(dollars) is { } each)
                {
                    fields.Json.WriteNumber(string.Create(CultureInfo.InvariantCulture, $"{member}_above_{thousands}k_tokens"), each);
                }
            }
        }
    }

    private static int? SizeOf(JsonElement tier) =>
        tier.ValueKind is JsonValueKind.Object && tier.TryGetProperty("tier", out var bound) && bound.ValueKind is JsonValueKind.Object
        && bound.TryGetProperty("size", out var size) && size.ValueKind is JsonValueKind.Number && size.TryGetDecimal(out var tokens)
        && tokens > 0 && tokens % Thousand == 0 && tokens / Thousand <= int.MaxValue
            ? (int)(tokens / Thousand)
            : null;

    private static void WriteSearch(FieldWriter fields)
    {
        if (fields.Find("cost.search_context") is not { IsJson: true } stated)
        {
            return;
        }

        using var prices = JsonDocument.Parse(stated.AsJson().Text);
        fields.Json.WriteStartObject("search_context_cost_per_query"u8);
        foreach (var price in prices.RootElement.ValueKind is JsonValueKind.Object ? prices.RootElement.EnumerateObject() : default)
        {
            fields.Json.WritePropertyName("search_context_size_" + price.Name);
            price.Value.WriteTo(fields.Json);
        }

        fields.Json.WriteEndObject();
    }
}
