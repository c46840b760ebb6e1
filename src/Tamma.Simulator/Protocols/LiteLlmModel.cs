using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>A route of a LiteLLM proxy: the name it is called by, where it leads, and what LiteLLM believes of it.</summary>
internal static class LiteLlmModel
{
    public static void Write(Utf8JsonWriter json, WorldModel model) => json.WriteRow(model, row =>
    {
        row.WriteString("model_name", model.Id);
        row.WriteStartObject("litellm_params");
        row.WriteString("model", KeyOf(model));
        row.WriteString("api_base", ProviderFacts.AddressOf(model.OwnedBy ?? model.Provider));
        row.WriteEndObject();
        row.WriteStartObject("model_info");
        WriteInfo(row, model);
        row.WriteEndObject();
    });

    private static string KeyOf(WorldModel model) => model.AliasOf ?? $"{model.OwnedBy ?? "openai"}/{model.Id.Split('/')[^1]}";

    private static void WriteInfo(Utf8JsonWriter json, WorldModel model)
    {
        json.WriteString("id", $"{Dice.For(0, model.Id).Next():x16}{Dice.For(1, model.Id).Next():x16}");
        json.WriteBoolean("db_model", value: false);
        json.WriteString("key", KeyOf(model));
        json.WriteNumberOrNull("max_tokens", model.Limit?.Output);
        json.WriteNumberOrNull("max_input_tokens", model.Limit?.Input ?? model.Limit?.Context);
        json.WriteNumberOrNull("max_output_tokens", model.Limit?.Output);
        WritePrice(json, "input_cost_per_token", model.Cost?.Input);
        WritePrice(json, "output_cost_per_token", model.Cost?.Output);
        WritePrice(json, "cache_read_input_token_cost", model.Cost?.CacheRead);
        WritePrice(json, "cache_creation_input_token_cost", model.Cost?.CacheWrite);
        WritePrice(json, "output_cost_per_reasoning_token", model.Cost?.Reasoning);
        if (model.Cost?.LongContext is { From: 128_000 or 200_000 } tier)
        {
            WritePrice(json, $"input_cost_per_token_above_{tier.From / 1000}k_tokens", tier.Input);
            WritePrice(json, $"output_cost_per_token_above_{tier.From / 1000}k_tokens", tier.Output);
        }

        json.WriteString("litellm_provider", model.OwnedBy ?? "openai");
        json.WriteString("mode", model.Kind == "embedding" ? "embedding" : "chat");
        json.WriteBoolean("supports_system_messages", model.Kind != "embedding");
        WriteFlag(json, "supports_response_schema", model.StructuredOutput);
        json.WriteBoolean("supports_vision", model.Takes("image"));
        WriteFlag(json, "supports_function_calling", model.ToolCall);
        WriteFlag(json, "supports_tool_choice", model.ToolCall);
        WriteFlag(json, "supports_reasoning", model.Reasoning);
        json.WriteBoolean("supports_prompt_caching", model.Cost?.CacheRead is not null);
        json.WriteBoolean("supports_audio_input", model.Takes("audio"));
        json.WriteBoolean("supports_pdf_input", model.Takes("pdf"));
        json.WriteIfAny("deprecation_date", model.RetiresAt);
    }

    private static void WriteNumberOrNull(this Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>As Python writes a number: with an exponent when it is small.</summary>
    private static void WritePrice(Utf8JsonWriter json, string name, decimal? perMillion)
    {
        if (perMillion is { } price)
        {
            json.WriteNumber(name, (double)(price / 1_000_000m));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void WriteFlag(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } flag)
        {
            json.WriteBoolean(name, flag);
        }
        else
        {
            json.WriteNull(name);
        }
    }
}
