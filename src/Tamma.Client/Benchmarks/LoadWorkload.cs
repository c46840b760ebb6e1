using System.Text.Json;

namespace Tamma.Client.Benchmarks;

/// <summary>What is asked.</summary>
public sealed record LoadWorkload
{
    /// <summary>Of prompts and answers, where nothing is said.</summary>
    public const int UsualTokens = 100;

    /// <summary>Length of a prompt, in tokens of the <see cref="Tokenizer"/>, between 1 and 2,000,000; 100 when not given. The frame that a server puts around it comes on top; the server's own count is in the report.</summary>
    public int? InputTokens { get; init; }

    /// <summary>How lengths of prompts are spread, in place of <see cref="InputTokens"/>: <c>512</c>, <c>100..2000</c>, <c>normal:512,128</c> or <c>lognormal:400,0.8</c> (median, sigma).</summary>
    public string? InputLengths { get; init; }

    /// <summary>Most tokens of an answer; 100 when not given.</summary>
    public int? OutputTokens { get; init; }

    /// <summary>How the most tokens of an answer are spread, in place of <see cref="OutputTokens"/>; written as <see cref="InputLengths"/>.</summary>
    public string? OutputLengths { get; init; }

    /// <summary><c>o200k</c>, <c>cl100k</c> or <c>estimate</c> (four characters a token); null to know it by the model's name.</summary>
    public string? Tokenizer { get; init; }

    /// <summary>Tokens that all prompts begin with, to measure a cache. Without it each prompt begins otherwise, so that none is answered from one.</summary>
    public int SharedPrefixTokens { get; init; }

    /// <summary>Prompts of one's own, taken in order and again from the first; lengths of prompts above are then not used. They are sent as they are, unless <see cref="Unique"/>.</summary>
    public IReadOnlyList<LoadPrompt>? Prompts { get; init; }

    /// <summary>Puts eight words that no other request has before each prompt of one's own, so that none is answered from a cache. Made prompts always have them.</summary>
    public bool Unique { get; init; }

    /// <summary>Functions that the model may call, sent with each request that has none of its own.</summary>
    public IReadOnlyList<LoadTool>? Tools { get; init; }
}

/// <summary>A prompt of one's own: either <see cref="Prompt"/> or <see cref="Messages"/>.</summary>
public sealed record LoadPrompt
{
    /// <summary>One message of a user.</summary>
    public string? Prompt { get; init; }

    /// <summary>A conversation: what the system says first, a user's message last.</summary>
    public IReadOnlyList<LoadMessage>? Messages { get; init; }

    /// <summary>Most tokens of its answer; null for the workload's.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>Functions that the model may call, in place of the workload's.</summary>
    public IReadOnlyList<LoadTool>? Tools { get; init; }
}

/// <summary>A message of a conversation.</summary>
public sealed record LoadMessage
{
    /// <summary><c>system</c>, <c>user</c> or <c>assistant</c>.</summary>
    public required string Role { get; init; }

    /// <summary>A text.</summary>
    public required string Content { get; init; }
}

/// <summary>A function that the model may call, sent in the protocol's own form.</summary>
public sealed record LoadTool
{
    /// <summary>Letters, digits, <c>_</c> and <c>-</c>, at most 64: what all protocols take.</summary>
    public required string Name { get; init; }

    /// <summary>What it does.</summary>
    public string? Description { get; init; }

    /// <summary>JSON Schema of an object; null for a function without parameters.</summary>
    public JsonElement? Parameters { get; init; }

    /// <summary>Whether arguments must keep to the schema, for OpenAI's two protocols.</summary>
    public bool? Strict { get; init; }
}
