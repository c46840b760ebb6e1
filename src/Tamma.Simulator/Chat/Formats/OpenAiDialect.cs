using Tamma.Simulator.Worlds;

namespace Tamma.Simulator.Chat.Formats;

/// <summary>In what the servers differ that speak the chat completions of OpenAI.</summary>
internal sealed record OpenAiDialect
{
    /// <summary>The member of a delta that holds thought; without it thought is counted and not sent.</summary>
    public string? ReasoningKey { get; init; }

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

    public static OpenAiDialect Of(WorldSpec spec) => spec.Flavour switch
    {
        Flavour.Vllm => new() { ReasoningKey = "reasoning", CanTellContinuously = true },
        Flavour.LlamaCpp => new() { ReasoningKey = "reasoning_content", TellsTimings = true },
        Flavour.Gateway => new() { ReasoningKey = "reasoning" },
        _ => new(),
    };
}
