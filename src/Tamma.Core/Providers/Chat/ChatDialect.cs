namespace Tamma.Providers.Chat;

/// <summary>In what servers of one protocol differ. The default is what most of them take.</summary>
public sealed record ChatDialect
{
    /// <summary>Both versions take what we send; this is the one that gateways know as well.</summary>
    public const string OldestAnthropicVersion = "2023-06-01";

    public static ChatDialect Default { get; } = new();

    /// <summary>OpenAI itself: its reasoning models refuse <c>max_tokens</c>, and its streams are padded unless asked not to be.</summary>
    public static ChatDialect OpenAi { get; } = new() { CompletionTokens = true, NoObfuscation = true, FewestTokens = 16 };

    /// <summary>GLM thinks by default since 4.5, and sends its usage unasked.</summary>
    public static ChatDialect Zai { get; } = new() { DisableThinking = true, IncludeUsage = false };

    /// <summary>Says <c>max_completion_tokens</c> in place of <c>max_tokens</c>.</summary>
    public bool CompletionTokens { get; init; }

    /// <summary>Sends <c>stream_options.include_usage</c>; some servers refuse a member that they do not know.</summary>
    public bool IncludeUsage { get; init; } = true;

    /// <summary>Sends <c>stream_options.include_obfuscation: false</c>, without which bytes are padded at random.</summary>
    public bool NoObfuscation { get; init; }

    /// <summary>
    /// Sends <c>thinking: {"type":"disabled"}</c> (<c>think: false</c> to Ollama). Gemini has no word for it that all its models
    /// accept, and OpenAI's differ by model, so nothing is sent to those.
    /// </summary>
    public bool DisableThinking { get; init; }

    /// <summary>
    /// The smallest limit that the server accepts; when nothing is said, 16 for Responses and 1 for the others. Responses refuse less
    /// ("integer below minimum value": vectorize-io/hindsight#58, earendil-works/pi#6265, farion1231/cc-switch#7287).
    /// </summary>
    public int? FewestTokens { get; init; }

    /// <summary>Value of the header <c>anthropic-version</c>.</summary>
    public string AnthropicVersion { get; init; } = OldestAnthropicVersion;

    /// <summary>First segment of Gemini's paths; OpenCode Zen's is <c>v1</c>.</summary>
    public string GeminiVersion { get; init; } = "v1beta";
}
