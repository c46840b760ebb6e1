using Tamma.Simulator.Chat.Formats;
using Tamma.Simulator.Chat.Sending;
using Tamma.Simulator.Protocols;
using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Chat;

/// <summary>Who answers at a path: chat, or something beside it.</summary>
/// <param name="Model">The model, when the path names it.</param>
/// <param name="Streams">The path alone asks for a stream.</param>
internal sealed record ChatRoute(IChatFormat? Chat, ISideFormat? Side = null, string? Model = null, bool Streams = false)
{
    /// <summary>Null when nobody answers there.</summary>
    public static ChatRoute? Find(Ask ask) => (ask.Spec.Protocol, ask.Path) switch
    {
        (ProtocolName.Gemini, _) => Gemini(ask),
        (ProtocolName.Zen, var path) when path.StartsWith("v1/models/", StringComparison.Ordinal) => Gemini(ask),

        (ProtocolName.Anthropic, "v1/messages") => new(new AnthropicFormat(tellsCost: false)),
        (ProtocolName.Anthropic, "v1/messages/count_tokens") => new(null, new AnthropicCount()),
        (ProtocolName.Zen, "v1/messages") => new(new AnthropicFormat(tellsCost: true)),

        (ProtocolName.Ollama, "api/chat") => new(new OllamaFormat(isGenerate: false)),
        (ProtocolName.Ollama, "api/generate") => new(new OllamaFormat(isGenerate: true)),
        (ProtocolName.Ollama, "api/embed") => new(null, new OllamaEmbeddings()),

        (ProtocolName.OpenAi, "v1/responses") when ask.Spec.Flavour is null or Flavour.Plain => new(new ResponsesFormat(tellsCost: false)),
        (ProtocolName.Zen, "v1/responses") => new(new ResponsesFormat(tellsCost: true)),
        (ProtocolName.Copilot, "responses") => new(new ResponsesFormat(tellsCost: false)),

        (ProtocolName.Copilot, "v1/messages") => new(new AnthropicFormat(tellsCost: false)),

        _ => OpenAi(ask),
    };

    /// <summary>The chat completions and embeddings that most servers have, each below its own folder.</summary>
    private static ChatRoute? OpenAi(Ask ask)
    {
        var folders = ask.Spec.Protocol switch
        {
            ProtocolName.OpenAi or ProtocolName.LmStudio or ProtocolName.Mistral or ProtocolName.Ollama or ProtocolName.Zen => ["v1/"],
            ProtocolName.LiteLlm => ["v1/", ""],
            ProtocolName.Copilot => [""],
            ProtocolName.OpenRouter => ["api/v1/"],
            ProtocolName.Zai => ["api/paas/v4/", "api/coding/paas/v4/"],
            _ => (string[])[],
        };
        return folders.Any(folder => ask.Path == folder + "chat/completions") ? new(new OpenAiChatFormat(OpenAiDialect.Of(ask.Spec)))
            : ask.Spec.Protocol != ProtocolName.Zen && folders.Any(folder => ask.Path == folder + "embeddings") ? new(null, new OpenAiEmbeddings())
            : null;
    }

    /// <summary>The model and what is to be done with it, with a colon between.</summary>
    private static ChatRoute? Gemini(Ask ask)
    {
        if ((ask.Below("v1beta/models/") ?? ask.Below("v1/models/")) is not { } rest || rest.LastIndexOf(':') is not (> 0 and var colon))
        {
            return null;
        }

        var model = rest[..colon];
        return rest[(colon + 1)..] switch
        {
            "generateContent" => new(new GeminiFormat(Framing.Events), Model: model),
            "streamGenerateContent" => new(new GeminiFormat(ask.Query("alt") == "sse" ? Framing.Events : Framing.Array), Model: model, Streams: true),
            "countTokens" => new(null, new GeminiCount(), model),
            "embedContent" => new(null, new GeminiEmbeddings(isBatch: false), model),
            "batchEmbedContents" => new(null, new GeminiEmbeddings(isBatch: true), model),
            _ => null,
        };
    }
}
