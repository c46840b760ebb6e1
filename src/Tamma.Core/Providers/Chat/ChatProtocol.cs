namespace Tamma.Providers.Chat;

/// <summary>A wire format in which models are talked to. A provider may speak several, and several providers speak each.</summary>
public enum ChatProtocol
{
    /// <summary><c>POST chat/completions</c>: OpenAI, OpenRouter, z.ai, Mistral, vLLM, llama.cpp, LM Studio, Copilot.</summary>
    OpenAi,

    /// <summary><c>POST responses</c> with named events: OpenAI, Copilot, OpenCode Zen.</summary>
    Responses,

    /// <summary><c>POST v1/messages</c>: Anthropic, and gateways that serve Claude.</summary>
    Anthropic,

    /// <summary><c>POST v1beta/models/{id}:generateContent</c>.</summary>
    Gemini,

    /// <summary><c>POST api/chat</c>, a JSON text a line.</summary>
    Ollama,
}
