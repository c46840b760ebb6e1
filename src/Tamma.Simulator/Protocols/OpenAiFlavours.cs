using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>What each kind of OpenAI-compatible server adds to a row.</summary>
internal static class OpenAiFlavours
{
    public static void WriteVllm(Utf8JsonWriter json, WorldModel model, Listing listing)
    {
        json.WriteString("root", model.Id);
        json.WriteNull("parent");
        json.WriteIfAny("max_model_len", model.Limit?.Context);
        json.WriteStartArray("permission");
        json.WriteStartObject();
        json.WriteString("id", $"modelperm-{listing.Dice.Next():x16}{listing.Dice.Next():x16}");
        json.WriteString("object", "model_permission");
        json.WriteNumber("created", listing.Now.ToUnixTimeSeconds());
        json.WriteBoolean("allow_create_engine", value: false);
        json.WriteBoolean("allow_sampling", value: true);
        json.WriteBoolean("allow_logprobs", value: true);
        json.WriteBoolean("allow_search_indices", value: false);
        json.WriteBoolean("allow_view", value: true);
        json.WriteBoolean("allow_fine_tuning", value: false);
        json.WriteString("organization", "*");
        json.WriteNull("group");
        json.WriteBoolean("is_blocking", value: false);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    public static void WriteLlamaCpp(Utf8JsonWriter json, WorldModel model)
    {
        var modalities = model.Modalities ?? new();
        json.WriteStartObject("architecture");
        json.WriteStrings("input_modalities", modalities.Input);
        json.WriteStrings("output_modalities", modalities.Output);
        json.WriteEndObject();
        json.WriteStartObject("meta");
        json.WriteNumber("vocab_type", 2);
        json.WriteNumber("n_vocab", 128_256);
        json.WriteIfAny("n_ctx_train", model.Limit?.Context);
        json.WriteNumber("n_embd", 4096);
        json.WriteNumber("n_params", 8_030_261_312);
        json.WriteNumber("size", 4_912_898_304);
        json.WriteEndObject();
    }

    public static void WriteGateway(Utf8JsonWriter json, WorldModel model)
    {
        var modalities = model.Modalities ?? new();
        json.WriteIfAny("name", model.Name);
        json.WriteIfAny("context_length", model.Limit?.Context);
        json.WriteIfAny("max_output_tokens", model.Limit?.Output);
        json.WriteStartObject("architecture");
        json.WriteStrings("input_modalities", modalities.Input);
        json.WriteStrings("output_modalities", modalities.Output);
        json.WriteEndObject();
        if (model.Cost is { } cost)
        {
            json.WriteStartObject("pricing");
            json.WriteIfAny("prompt", Rows.PerToken(cost.Input));
            json.WriteIfAny("completion", Rows.PerToken(cost.Output));
            json.WriteIfAny("input_cache_read", Rows.PerToken(cost.CacheRead));
            json.WriteIfAny("input_cache_write", Rows.PerToken(cost.CacheWrite));
            json.WriteEndObject();
        }

        json.WriteStrings("supported_parameters", ParametersOf(model));
    }

    private static IEnumerable<string> ParametersOf(WorldModel model)
    {
        yield return "max_tokens";
        if (model.Temperature ?? true)
        {
            yield return "temperature";
        }

        if (model.Reasoning ?? false)
        {
            yield return "reasoning";
        }

        if (model.StructuredOutput ?? false)
        {
            yield return "structured_outputs";
        }

        if (model.ToolCall ?? false)
        {
            yield return "tool_choice";
            yield return "tools";
        }
    }
}
