using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Chat.Formats;

/// <summary>In what the servers differ that speak the chat completions of OpenAI.</summary>
internal sealed record OpenAiDialect
{
    /// <summary>The member of a delta that holds thought; without it thought is counted and not sent.</summary>
    public string? ReasoningKey { get; init; }

    /// <summary>Mistral: thought is a part of the content, which is then an array.</summary>
    public bool ThinksInContent { get; init; }

    public bool ShowsReasoning => ReasoningKey is not null || ThinksInContent;

    /// <summary>Usage comes unasked.</summary>
    public bool AlwaysTellsUsage { get; init; }

    /// <summary>Usage is on the frame that says why it ended, not on one of its own.</summary>
    public bool UsageWithFinish { get; init; }

    /// <summary>Usage on every frame, for who asks.</summary>
    public bool CanTellContinuously { get; init; }

    /// <summary>llama.cpp says how long it took.</summary>
    public bool TellsTimings { get; init; }

    /// <summary>OpenRouter: a cost in the usage, lines of comment before the first token, errors as a chunk.</summary>
    public bool IsOpenRouter { get; init; }

    /// <summary>Zen: a cost, in a stream after its end.</summary>
    public bool TellsCostLast { get; init; }

    public static OpenAiDialect Of(WorldSpec spec) => (spec.Protocol, spec.Flavour) switch
    {
        (_, Flavour.Vllm) => new() { ReasoningKey = "reasoning", CanTellContinuously = true },
        (_, Flavour.LlamaCpp) => new() { ReasoningKey = "reasoning_content", TellsTimings = true },
        (_, Flavour.Gateway) => new() { ReasoningKey = "reasoning" },
        (ProtocolName.Zai, _) => new() { ReasoningKey = "reasoning_content", AlwaysTellsUsage = true, UsageWithFinish = true },
        (ProtocolName.Copilot, _) => new() { ReasoningKey = "reasoning_text" },
        (ProtocolName.OpenRouter, _) => new() { ReasoningKey = "reasoning", AlwaysTellsUsage = true, IsOpenRouter = true },
        (ProtocolName.Zen, _) => new() { ReasoningKey = "reasoning_content", TellsCostLast = true },
        (ProtocolName.Ollama, _) => new() { ReasoningKey = "reasoning" },
        (ProtocolName.LmStudio or ProtocolName.LiteLlm, _) => new() { ReasoningKey = "reasoning_content" },
        (ProtocolName.Mistral, _) => new() { ThinksInContent = true, AlwaysTellsUsage = true, UsageWithFinish = true },
        _ => new(),
    };
}
