using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>A model as Copilot writes it. Prices are in credits of one cent, for a batch of a million tokens.</summary>
internal static class CopilotModel
{
    private const decimal CreditsPerDollar = 100;

    public static string VersionOf(WorldModel model) => model.ReleaseDate is { } date ? $"{model.Id}-{date}" : model.Id;

    public static void Write(Utf8JsonWriter json, WorldModel model, string version) => json.WriteRow(model, row =>
    {
        row.WriteStartObject("billing");
        WriteBilling(row, model);
        row.WriteEndObject();
        row.WriteStartObject("capabilities");
        WriteCapabilities(row, model);
        row.WriteEndObject();
        row.WriteString("id", model.Id);
        row.WriteBoolean("is_chat_default", value: false);
        row.WriteBoolean("is_chat_fallback", value: false);

        // False for every row, as clients have seen: it says nothing about what may be used.
        row.WriteBoolean("model_picker_enabled", value: false);
        row.WriteString("name", model.Name ?? model.Id);
        row.WriteString("object", "model");
        if (model.Policy is { } state)
        {
            row.WriteStartObject("policy");
            row.WriteString("state", state);
            row.WriteString("terms", $"Enable access to the latest {model.Name ?? model.Id} model.");
            row.WriteEndObject();
        }

        row.WriteBoolean("preview", model.Status is "alpha" or "beta");
        if (model.Kind is null)
        {
            row.WriteStrings("supported_endpoints", model.Reasoning == true ? ["/chat/completions", "/responses"] : ["/chat/completions"]);
        }

        row.WriteString("vendor", model.OwnedBy ?? model.Provider);
        row.WriteString("version", version);
        row.WriteStartArray("info_messages");
        row.WriteEndArray();
        row.WriteStartArray("warning_messages");
        row.WriteEndArray();
    });

    private static void WriteBilling(Utf8JsonWriter json, WorldModel model)
    {
        json.WriteBoolean("is_premium", model.Cost?.Input > 1);
        json.WriteNumber("multiplier", model.Cost?.Input > 1 ? 1 : 0);
        if (model.Cost is not { } cost)
        {
            return;
        }

        json.WriteStartObject("token_prices");
        json.WriteNumber("batch_size", 1_000_000);
        json.WriteStartObject("default");
        json.WriteIfAny("input_price", Credits(cost.Input));
        json.WriteIfAny("output_price", Credits(cost.Output));
        json.WriteIfAny("cache_price", Credits(cost.CacheRead));
        json.WriteIfAny("cache_write_price", Credits(cost.CacheWrite));
        json.WriteIfAny("context_max", cost.LongContext?.From ?? model.Limit?.Context);
        json.WriteEndObject();
        if (cost.LongContext is { } tier)
        {
            json.WriteStartObject("long_context");
            json.WriteIfAny("input_price", Credits(tier.Input));
            json.WriteIfAny("output_price", Credits(tier.Output));
            json.WriteIfAny("cache_price", Credits(tier.CacheRead));
            json.WriteIfAny("context_max", model.Limit?.Context);
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static decimal? Credits(decimal? dollars) => dollars * CreditsPerDollar is { } credits ? credits / 1.0000000000000000000000000000m : null;

    private static void WriteCapabilities(Utf8JsonWriter json, WorldModel model)
    {
        var embeds = model.Kind == "embedding";
        json.WriteString("family", model.Family ?? model.Id);
        json.WriteStartObject("limits");
        if (embeds)
        {
            json.WriteNumber("max_inputs", 512);
        }
        else
        {
            WriteLimits(json, model);
        }

        json.WriteEndObject();
        json.WriteString("object", "model_capabilities");
        json.WriteStartObject("supports");
        if (!embeds)
        {
            WriteSupports(json, model);
        }

        json.WriteEndObject();
        json.WriteString("tokenizer", "o200k_base");
        json.WriteString("type", embeds ? "embeddings" : "chat");
    }

    private static void WriteLimits(Utf8JsonWriter json, WorldModel model)
    {
        json.WriteIfAny("max_context_window_tokens", model.Limit?.Context);
        json.WriteIfAny("max_output_tokens", model.Limit?.Output);
        json.WriteIfAny("max_prompt_tokens", model.Limit?.Input ?? model.Limit?.Context - model.Limit?.Output);
        if (model.Takes("image"))
        {
            json.WriteStartObject("vision");
            json.WriteNumber("max_prompt_image_size", 3_145_728);
            json.WriteNumber("max_prompt_images", 1);
            json.WriteStrings("supported_media_types", ["image/jpeg", "image/png"]);
            json.WriteEndObject();
        }
    }

    private static void WriteSupports(Utf8JsonWriter json, WorldModel model)
    {
        json.WriteBoolean("streaming", value: true);
        json.WriteIfAny("tool_calls", model.ToolCall);
        json.WriteIfAny("parallel_tool_calls", model.ToolCall);
        json.WriteIfAny("structured_outputs", model.StructuredOutput);
        json.WriteBoolean("vision", model.Takes("image"));
        if (model.Reasoning == true)
        {
            json.WriteStrings("reasoning_effort", ["low", "medium", "high"]);
            json.WriteNumber("min_thinking_budget", 1024);
            json.WriteNumber("max_thinking_budget", 32_000);
        }
    }
}
