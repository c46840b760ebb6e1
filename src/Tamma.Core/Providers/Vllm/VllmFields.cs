using Tamma.Providers.OpenAiCompatible;
using Tamma.Providers.Wire;
using static Tamma.Providers.Wire.Member;

namespace Tamma.Providers.Vllm;

/// <summary>Members of vLLM's <c>GET /v1/models</c> (vllm/entrypoints/openai/protocol.py, ModelCard).</summary>
internal static class VllmFields
{
    public static WireMap Map { get; } = WireMap.Of(OpenAiFields.Envelope,
    [
        Structure("id", "the native id"),
        Structure("object", "always \"model\""),
        Structure("created", "the time of the request, and no fact of the model"),
        Text("owned_by", "owned_by"),
        Text("root", "root"),
        Text("parent", "parent"),
        Limit("max_model_len", "limit.context"),
        Ignored("permission", "random ids and times that change at each answer"),
    ]);

    /// <summary>The answer of <c>GET /version</c>.</summary>
    public static WireMap Version { get; } = WireMap.Of([Structure("version", "the version of the provider's row")], []);
}
