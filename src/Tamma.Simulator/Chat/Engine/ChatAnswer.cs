namespace Tamma.Simulator.Chat.Engine;

/// <summary>What is answered, in no provider's words.</summary>
internal sealed record ChatAnswer
{
    /// <summary>Twenty-four hexadecimal digits, which each format puts its own prefix before.</summary>
    public required string Id { get; init; }

    /// <summary>The model that really answers.</summary>
    public required string Model { get; init; }

    public required DateTimeOffset Created { get; init; }

    public required IReadOnlyList<string> Reasoning { get; init; }

    public required bool ShowsReasoning { get; init; }

    /// <summary>Empty when a tool is called.</summary>
    public required IReadOnlyList<string> Text { get; init; }

    public ToolCall? Call { get; init; }

    public required Finish Finish { get; init; }

    public required ChatUsage Usage { get; init; }

    /// <summary>False when the fault is that nothing is said about tokens.</summary>
    public required bool TellsUsage { get; init; }

    public bool HasShownReasoning => ShowsReasoning && Reasoning.Count > 0;

    public string ReasoningText => string.Concat(Reasoning);

    public string FullText => string.Concat(Text);

    /// <summary>All tokens: each takes a place in time, sent or not.</summary>
    public int Slots => Reasoning.Count + Text.Count + (Call?.Arguments.Count ?? 0);
}

/// <summary>A call, its arguments as the tokens of their JSON.</summary>
internal sealed record ToolCall(string Id, string Name, IReadOnlyList<string> Arguments)
{
    public string Json => string.Concat(Arguments);
}

/// <summary>Why the answer ends.</summary>
internal enum Finish
{
    Stop,
    Length,
    ToolCall,
}

/// <summary>Tokens as the engine counts them: words.</summary>
/// <param name="Prompt">All of the prompt, cached or not.</param>
/// <param name="Cached">Of these, those that began another prompt before.</param>
/// <param name="Written">Of these, those that the next prompt will find cached.</param>
/// <param name="Output">Thought and answer together.</param>
/// <param name="Reasoning">Of these, thought.</param>
internal sealed record ChatUsage(int Prompt, int Cached, int Written, int Output, int Reasoning)
{
    public int Total => Prompt + Output;
}
