using Tamma.Providers.Local;
using Tamma.Providers.Wire;
using static Tamma.Providers.Wire.Member;

namespace Tamma.Providers.LmStudio;

/// <summary>Members of LM Studio's own API, versions 1 (since 0.4.0) and 0, from its documentation (1_developer/2_rest).</summary>
internal static class LmStudioFields
{
    /// <summary><c>GET /api/v1/models</c>.</summary>
    public static WireMap Version1 { get; } = WireMap.Of(
        [
            Structure("models", "the rows"),
        ],
        [
            Structure("key", "the native id"),
            Custom("type", ["type"], LmStudioValues.Type),
            Text("publisher", "owned_by"),
            Text("display_name", "name"),
            Text("architecture", "architecture"),
            Text("quantization.name", "quantization"),
            Kept("quantization.bits_per_weight", "how closely its weights are packed, on average"),
            Number("size_bytes", "size_bytes"),
            LocalValues.Parameters("params_string"),
            Custom("loaded_instances", ["loaded", "limit.served_context"], LmStudioValues.Instances),
            Limit("max_context_length", "limit.context"),
            Text("format", "format"),
            Custom("capabilities.vision", ["modalities.input"], LmStudioValues.Vision),
            Flag("capabilities.trained_for_tool_use", "tool_call"),
            Custom("capabilities.reasoning", ["reasoning", "reasoning_options"], LmStudioValues.Reasoning),
            LocalValues.KeptText("description", "a sentence for people"),
            Kept("variants", "the same model packed in other ways, by their own ids"),
            Text("selected_variant", "alias_of"),
        ]);

    /// <summary><c>GET /api/v0/models</c>.</summary>
    public static WireMap Version0 { get; } = WireMap.Of(
        [
            Structure("object", "always \"list\""),
            Structure("data", "the rows"),
        ],
        [
            Structure("id", "the native id"),
            Structure("object", "always \"model\""),
            Custom("type", ["type", "modalities.input"], LmStudioValues.Type),
            Text("publisher", "owned_by"),
            Text("arch", "architecture"),
            Text("compatibility_type", "format"),
            Text("quantization", "quantization"),
            Custom("state", ["loaded"], LmStudioValues.State),
            Limit("max_context_length", "limit.context"),
            Limit("loaded_context_length", "limit.served_context"),
            Custom("capabilities", ["tool_call"], LmStudioValues.Words),
        ]);
}
