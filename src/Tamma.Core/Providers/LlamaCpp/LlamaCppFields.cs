using Tamma.Providers.Wire;
using static Tamma.Providers.Wire.Member;

namespace Tamma.Providers.LlamaCpp;

/// <summary>Members of llama.cpp's server (tools/server/README.md and server-context.cpp).</summary>
internal static class LlamaCppFields
{
    private const string Vocabulary = "of its vocabulary";
    private const string OfTheServer = "how the server is set up, and no fact of the model";

    /// <summary>A row of <c>GET /v1/models</c>. <c>meta</c> is null while the model loads; a router adds path and status.</summary>
    public static WireMap Models { get; } = WireMap.Of(
        [
            Structure("object", "always \"list\""),
            Structure("data", "the rows"),
            Structure("models", "the same rows in Ollama's form"),
        ],
        [
            Structure("id", "the native id"),
            Structure("object", "always \"model\""),
            Structure("created", "the time of the request, and no fact of the model"),
            Text("owned_by", "owned_by"),
            Words("aliases", "aliases"),
            Kept("tags", "words that its owner gave it"),
            Text("path", "root"),
            Kept("in_cache", "a router has its file already"),
            Kept("source", "from where a router knows it"),
            Custom("status.value", ["loaded"], LlamaCppValues.Status),
            Structure("status.args", "may hold a key; dropped before anything is kept"),
            Structure("status.preset", "the arguments again; dropped before anything is kept"),
            Kept("status.failed", "a router could not start it"),
            Kept("status.exit_code", "how the start ended that failed"),
            Ignored("status.progress", "how far it is loaded; moves all the time"),
            Words("architecture.input_modalities", "modalities.input"),
            Custom("architecture.output_modalities", ["modalities.output"], LlamaCppValues.Output),
            Kept("meta.vocab_type", Vocabulary),
            Kept("meta.n_vocab", Vocabulary),
            Limit("meta.n_ctx", "limit.served_context"),
            Limit("meta.n_ctx_train", "limit.context"),
            Kept("meta.n_embd", "width of the network"),
            Number("meta.n_params", "parameters"),
            Number("meta.size", "size_bytes"),
            Text("meta.ftype", "quantization"),
        ],
        LlamaCppValues.Loaded);

    /// <summary>The answer of <c>GET /props</c>, which speaks of the one model that is served.</summary>
    public static WireMap Props { get; } = WireMap.Of(
        [],
        [
            Limit("default_generation_settings.n_ctx", "limit.served_context"),
            Number("default_generation_settings.params.temperature", "default.temperature"),
            Number("default_generation_settings.params.top_p", "default.top_p"),
            Number("default_generation_settings.params.top_k", "default.top_k"),
            Structure("default_generation_settings.params.*", "what a request is answered with when it sets nothing"),
            Structure("default_generation_settings.*", "what the first slot does now"),
            Kept("total_slots", "how many requests it answers at once"),
            Structure("model_alias", "the native id again"),
            Text("model_ftype", "quantization"),
            Text("model_path", "root"),
            Structure("modalities.vision", "what it takes beside text"),
            Structure("modalities.video", "what it takes beside text"),
            Structure("modalities.audio", "what it takes beside text"),
            Structure("media_marker", "made anew at each start"),
            Structure("endpoint_slots", OfTheServer),
            Structure("endpoint_props", OfTheServer),
            Structure("endpoint_metrics", OfTheServer),
            Structure("ui", OfTheServer),
            Structure("ui_settings", OfTheServer),
            Structure("webui", OfTheServer),
            Structure("webui_settings", OfTheServer),
            Structure("cors_proxy_enabled", OfTheServer),
            Structure("role", "whether it is a router"),
            Structure("max_instances", OfTheServer),
            Structure("models_autoload", OfTheServer),
            Ignored("chat_template", "a long text; its abilities follow"),
            Structure("chat_template_tool_use", "a long text; its abilities follow"),
            Flag("chat_template_caps.supports_tool_calls", "tool_call"),
            Flag("chat_template_caps.supports_tools", "tool_call"),
            Flag("chat_template_caps.supports_parallel_tool_calls", "parallel_tool_calls"),
            Kept("chat_template_caps.supports_system_role", "of its template"),
            Kept("chat_template_caps.supports_preserve_reasoning", "of its template"),
            Kept("chat_template_caps.supports_string_content", "of its template"),
            Kept("chat_template_caps.supports_typed_content", "of its template"),
            Kept("chat_template_caps.supports_object_arguments", "of its template"),
            Structure("bos_token", Vocabulary),
            Structure("eos_token", Vocabulary),
            Structure("build_info", "the version of the provider's row"),
            Custom("is_sleeping", ["loaded"], LlamaCppValues.Sleeping),
        ],
        LlamaCppValues.Modalities);
}
