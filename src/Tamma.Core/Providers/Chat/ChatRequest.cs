using System.Collections.Immutable;

namespace Tamma.Providers.Chat;

/// <summary>One question to one model. There is no temperature: Claude refuses it since its API of 2026-10-21.</summary>
public sealed record ChatRequest
{
    /// <summary>As the provider names it.</summary>
    public required string Model { get; init; }

    /// <summary>The last message, a user's.</summary>
    public required string Prompt { get; init; }

    /// <summary>What was said before it, in order; what the system says is at the begin.</summary>
    public ImmutableArray<ChatMessage> Before { get; init; } = [];

    /// <summary>Functions that the model may call or leave; not used by a <see cref="ChatCheck.Tool"/>, which has its own.</summary>
    public ImmutableArray<ChatTool> Tools { get; init; } = [];

    /// <summary>Most tokens of the answer, its reasoning included. Raised to <see cref="ChatDialect.FewestTokens"/> where a server wants more.</summary>
    public int MaxTokens { get; init; } = 1;

    public bool Stream { get; init; } = true;

    public ChatCheck Check { get; init; }

    /// <summary>Sent where the protocol has one: OpenAi, Gemini, Ollama.</summary>
    public int? Seed { get; init; }
}
