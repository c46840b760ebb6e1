using Tamma.Providers.Local;
using Tamma.Providers.Wire;
using static Tamma.Providers.Wire.Member;

namespace Tamma.Providers.Ollama;

/// <summary>Members of Ollama's own API, from its documentation (docs/api.md) and its source (api/types.go).</summary>
internal static class OllamaFields
{
    private const string AsInTags = "as in the list";

    /// <summary>A row of <c>GET /api/tags</c>. Servers before 2026 give neither capabilities nor lengths.</summary>
    public static WireMap Tags { get; } = WireMap.Of(
        [
            Structure("models", "the rows"),
        ],
        [
            Structure("name", "the native id, where there is no model"),
            Structure("model", "the native id"),
            LocalValues.KeptText("remote_model", "what it is called where it really runs: a cloud model"),
            LocalValues.KeptText("remote_host", "where it really runs: a cloud model"),
            Date("modified_at", "created"),
            Custom("size", ["size_bytes"], OllamaValues.Size),
            Text("digest", "digest"),
            Text("details.parent_model", "base_model"),
            Text("details.format", "format"),
            Text("details.family", "family"),
            Kept("details.families", "all architectures in it: of the model and of what sees for it"),
            LocalValues.Parameters("details.parameter_size"),
            Text("details.quantization_level", "quantization"),
            Limit("details.context_length", "limit.context"),
            Custom("details.embedding_length", ["limit.embedding_dimensions"], OllamaValues.EmbeddingLength),
            Custom("capabilities", ["type", "tool_call", "reasoning", "modalities.input", "modalities.output"], OllamaValues.Capabilities),
        ]);

    /// <summary>The answer of <c>POST /api/show</c>, of one model.</summary>
    public static WireMap Show { get; } = WireMap.Of(
        [],
        [
            Ignored("license", "the text of a licence; dropped before anything is kept"),
            Ignored("modelfile", "all the rest again, as one text; dropped before anything is kept"),
            Ignored("system", "what its owner tells it; dropped before anything is kept"),
            Ignored("messages", "what its owner tells it; dropped before anything is kept"),
            Custom("parameters", ["limit.served_context", "default.temperature", "default.top_p", "default.top_k"], OllamaValues.Defaults),
            Structure("template", "says whether it takes tools, where there are no capabilities"),
            Kept("renderer", "what turns messages into its text"),
            Kept("parser", "what turns its text into messages"),
            Kept("requires", "the oldest server that runs it"),
            Structure("details.parent_model", AsInTags),
            Structure("details.format", AsInTags),
            Structure("details.family", AsInTags),
            Structure("details.families", AsInTags),
            Structure("details.parameter_size", AsInTags),
            Structure("details.quantization_level", AsInTags),
            Limit("details.context_length", "limit.context"),
            Structure("details.embedding_length", AsInTags),
            Structure("remote_model", AsInTags),
            Structure("remote_host", AsInTags),
            Custom("model_info", ["architecture", "parameters", "tokenizer", "limit.context", "limit.embedding_dimensions"], OllamaValues.ModelInfo),
            Kept("projector_info", "the network that sees for it"),
            Ignored("tensors", "every tensor of the network, given on request only"),
            Custom("capabilities", ["type", "tool_call", "reasoning", "modalities.input", "modalities.output"], OllamaValues.Capabilities),
            Structure("modified_at", AsInTags),
        ],
        OllamaValues.Template);

    /// <summary>A row of <c>GET /api/ps</c>: what is loaded now.</summary>
    public static WireMap Running { get; } = WireMap.Of(
        [
            Structure("models", "the rows"),
        ],
        [
            Structure("name", "the native id, where there is no model"),
            Structure("model", "the native id"),
            Number("size", "loaded_bytes"),
            Number("size_vram", "loaded_vram_bytes"),
            Limit("context_length", "limit.served_context"),
            Structure("digest", AsInTags),
            Structure("details", AsInTags),
            Structure("remote_model", AsInTags),
            Structure("remote_host", AsInTags),
            Ignored("expires_at", "moves with each use of the model"),
        ]);

    /// <summary>The answer of <c>GET /api/version</c>.</summary>
    public static WireMap Version { get; } = WireMap.Of([Structure("version", "the version of the provider's row")], []);
}
