using System.Text.Json;

namespace Tamma.Simulator.Chat.Engine;

/// <summary>What is asked, in no provider's words.</summary>
internal sealed record ChatRequest
{
    public required string Model { get; init; }

    public required IReadOnlyList<ChatTurn> Turns { get; init; }

    public IReadOnlyList<ChatTool> Tools { get; init; } = [];

    public ToolChoice Choice { get; init; }

    /// <summary>The tool that must be called.</summary>
    public string? NamedTool { get; init; }

    /// <summary>The answer is JSON: of the schema, or of any kind.</summary>
    public bool Json { get; init; }

    public JsonElement? Schema { get; init; }

    /// <summary>Thought and answer together.</summary>
    public long? MaxTokens { get; init; }

    public bool Stream { get; init; }

    /// <summary>Null leaves it to the model.</summary>
    public bool? Reasons { get; init; }

    /// <summary>Thought is counted and takes its time, but is not sent.</summary>
    public bool HidesReasoning { get; init; }

    public long? Seed { get; init; }

    /// <summary>False where a prompt is cached only when it is asked for, and it was not.</summary>
    public bool UsesCache { get; init; } = true;

    public bool IncludesUsage { get; init; }

    /// <summary>Usage on every frame.</summary>
    public bool ContinuousUsage { get; init; }

    public string Prompt => field ??= string.Join('\n', Turns.Select(turn => turn.Text));
}

/// <summary>One message, as far as it is text.</summary>
internal sealed record ChatTurn(string Role, string Text, bool IsToolResult = false);

/// <summary>A function that the model may call, with the schema of its arguments.</summary>
internal sealed record ChatTool(string Name, JsonElement? Schema);

/// <summary>Whether a tool may be called, or must.</summary>
internal enum ToolChoice
{
    Auto,
    None,
    Required,
}
