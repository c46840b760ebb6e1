using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>A model as LM Studio writes it in each of its listings.</summary>
internal static class LmStudioModel
{
    public static void WriteNative(Utf8JsonWriter json, WorldModel model) => json.WriteRow(model, row =>
    {
        row.WriteString("type", model.Kind == "embedding" ? "embedding" : "llm");
        row.WriteString("publisher", model.OwnedBy ?? model.Provider);
        row.WriteString("key", model.Id);
        row.WriteString("display_name", model.Name ?? model.Id);
        row.WriteString("architecture", OllamaModel.ArchitectureOf(model));
        row.WriteStartObject("quantization");
        row.WriteString("name", model.Quantization ?? "Q4_K_M");
        row.WriteNumber("bits_per_weight", BitsOf(model));
        row.WriteEndObject();
        row.WriteNumber("size_bytes", model.Size ?? 0);
        row.WriteString("params_string", model.ParameterSize);
        WriteInstances(row, model);
        row.WriteNumber("max_context_length", model.Limit?.Context ?? 4096);
        row.WriteString("format", "gguf");
        if (model.Kind != "embedding")
        {
            WriteCapabilities(row, model);
        }

        row.WriteString("description", model.Description);
        var variant = $"{model.Id}@{(model.Quantization ?? "Q4_K_M").ToLowerInvariant()}";
        row.WriteStrings("variants", [variant]);
        row.WriteString("selected_variant", variant);
    });

    public static void WriteLegacy(Utf8JsonWriter json, WorldModel model) => json.WriteRow(model, row =>
    {
        row.WriteString("id", model.Id);
        row.WriteString("object", "model");
        row.WriteString("type", model.Kind == "embedding" ? "embeddings" : model.Takes("image") ? "vlm" : "llm");
        row.WriteString("publisher", model.OwnedBy ?? model.Provider);
        row.WriteString("arch", OllamaModel.ArchitectureOf(model));
        row.WriteString("compatibility_type", "gguf");
        row.WriteString("quantization", model.Quantization ?? "Q4_K_M");
        row.WriteString("state", model.Loaded == true ? "loaded" : "not-loaded");
        row.WriteNumber("max_context_length", model.Limit?.Context ?? 4096);
        if (model.Loaded == true)
        {
            row.WriteNumber("loaded_context_length", model.LoadedContext ?? 4096);
        }
    });

    public static void WriteCompatible(Utf8JsonWriter json, WorldModel model) => json.WriteRow(model, row =>
    {
        row.WriteString("id", model.Id);
        row.WriteString("object", "model");
        row.WriteString("owned_by", "organization_owner");
    });

    private static void WriteInstances(Utf8JsonWriter json, WorldModel model)
    {
        json.WriteStartArray("loaded_instances");
        if (model.Loaded == true)
        {
            json.WriteStartObject();
            json.WriteString("id", model.Id);
            json.WriteStartObject("config");
            json.WriteNumber("context_length", model.LoadedContext ?? 4096);
            json.WriteNumber("eval_batch_size", 512);
            json.WriteNumber("parallel", 4);
            json.WriteBoolean("flash_attention", value: true);
            json.WriteBoolean("offload_kv_cache_to_gpu", value: true);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteCapabilities(Utf8JsonWriter json, WorldModel model)
    {
        json.WriteStartObject("capabilities");
        json.WriteBoolean("vision", model.Takes("image"));
        json.WriteBoolean("trained_for_tool_use", model.ToolCall ?? false);
        if (model.Reasoning == true)
        {
            json.WriteStartObject("reasoning");
            json.WriteStrings("allowed_options", ["off", "on"]);
            json.WriteString("default", "on");
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static int BitsOf(WorldModel model) => model.Quantization is ['Q' or 'F', >= '1' and <= '9' and var bits, ..] ? (bits == '1' ? 16 : bits - '0') : 4;
}
