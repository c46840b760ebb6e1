using System.Text.Json.Serialization;

namespace Tamma.Simulator.Worlds;

/// <summary>The wire a world speaks.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ProtocolName>))]
internal enum ProtocolName
{
    [JsonStringEnumMemberName("opencode")]
    OpenCode,

    [JsonStringEnumMemberName("openai")]
    OpenAi,

    [JsonStringEnumMemberName("models_dev")]
    ModelsDev,

    [JsonStringEnumMemberName("anthropic")]
    Anthropic,

    [JsonStringEnumMemberName("gemini")]
    Gemini,

    [JsonStringEnumMemberName("copilot")]
    Copilot,

    [JsonStringEnumMemberName("zen")]
    Zen,

    [JsonStringEnumMemberName("zai")]
    Zai,

    [JsonStringEnumMemberName("ollama")]
    Ollama,

    [JsonStringEnumMemberName("lmstudio")]
    LmStudio,

    [JsonStringEnumMemberName("openrouter")]
    OpenRouter,

    [JsonStringEnumMemberName("litellm")]
    LiteLlm,

    [JsonStringEnumMemberName("litellm_prices")]
    LiteLlmPrices,

    [JsonStringEnumMemberName("mistral")]
    Mistral,
}

/// <summary>The kind of server behind an OpenAI-compatible wire.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Flavour>))]
internal enum Flavour
{
    [JsonStringEnumMemberName("openai")]
    Plain,

    [JsonStringEnumMemberName("vllm")]
    Vllm,

    [JsonStringEnumMemberName("llamacpp")]
    LlamaCpp,

    [JsonStringEnumMemberName("gateway")]
    Gateway,
}

/// <summary>The validator a world sends with its listing.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ETagKind>))]
internal enum ETagKind
{
    [JsonStringEnumMemberName("none")]
    None,

    [JsonStringEnumMemberName("strong")]
    Strong,

    [JsonStringEnumMemberName("weak")]
    Weak,
}
