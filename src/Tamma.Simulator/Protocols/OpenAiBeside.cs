using System.Text.Json;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Protocols;

/// <summary>What OpenAI-compatible servers answer beside their listing.</summary>
internal static class OpenAiBeside
{
    /// <summary>vLLM and llama.cpp answer these to anyone.</summary>
    public static bool IsOpen(Ask ask) => (ask.Spec.Flavour, ask.Path) is (Flavour.Vllm, "version" or "health") or (Flavour.LlamaCpp, "health");

    public static Reply? Of(Ask ask, WorldSnapshot world) => (ask.Spec.Flavour, ask.Path) switch
    {
        (Flavour.Vllm, "version") => Reply.Json("""{"version":"0.28.0"}"""),
        (Flavour.Vllm, "health") => new(200, "text/plain", ReadOnlyMemory<byte>.Empty),
        (Flavour.LlamaCpp, "health") => Reply.Json("""{"status":"ok"}"""),
        (Flavour.LlamaCpp, "props") => Reply.Json(json => WriteProps(json, world.Models is [var first, ..] ? first : new() { Id = "none.gguf" })),
        _ => null,
    };

    private static void WriteProps(Utf8JsonWriter json, WorldModel model)
    {
        json.WriteStartObject();
        json.WriteStartObject("default_generation_settings");
        json.WriteNumber("id", 0);
        json.WriteNumber("n_ctx", model.LoadedContext ?? Math.Min(model.Limit?.Context ?? 4096, 32_768));
        json.WriteBoolean("speculative", value: false);
        json.WriteBoolean("is_processing", value: false);
        json.WriteEndObject();
        json.WriteNumber("total_slots", 4);
        json.WriteString("model_path", model.Id);
        json.WriteString("chat_template", "{{ messages }}");
        json.WriteStartObject("chat_template_caps");
        json.WriteBoolean("supports_tools", model.ToolCall ?? false);
        json.WriteBoolean("supports_parallel_tool_calls", value: false);
        json.WriteBoolean("supports_system_role", value: true);
        json.WriteEndObject();
        json.WriteStartObject("modalities");
        json.WriteBoolean("vision", model.Takes("image"));
        json.WriteBoolean("audio", model.Takes("audio"));
        json.WriteEndObject();
        json.WriteString("build_info", "b9000-0123abcd");
        json.WriteBoolean("is_sleeping", value: false);
        json.WriteEndObject();
    }
}
