namespace Tamma.Providers.Chat;

/// <summary>
/// Tokens as the vendor counted them, in one meaning for all. What was not stated is null and never zero (Ollama leaves zeros out, so
/// its absent count is unknown too).
/// </summary>
public sealed record ChatUsage
{
    /// <summary>The whole prompt, with what came from a cache or went into one. Anthropic's three counters are summed.</summary>
    public long? Input { get; init; }

    /// <summary>Part of <see cref="Input"/> that was read from a cache.</summary>
    public long? CachedInput { get; init; }

    /// <summary>Part of <see cref="Input"/> that was written into a cache.</summary>
    public long? CacheWrite { get; init; }

    /// <summary>The whole answer, reasoning included. Gemini's candidates and thoughts are summed.</summary>
    public long? Output { get; init; }

    /// <summary>Part of <see cref="Output"/> that was reasoning.</summary>
    public long? Reasoning { get; init; }

    /// <summary>What a gateway says the request cost, in its own unit: US dollars at OpenRouter and OpenCode Zen.</summary>
    public decimal? Cost { get; init; }

    public ChatTimings? Timings { get; init; }

    /// <summary>The vendor's own JSON, as it stood in the frame that carried it; null when only a cost came.</summary>
    public string? Raw { get; init; }
}
