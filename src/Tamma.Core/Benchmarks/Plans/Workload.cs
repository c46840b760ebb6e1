using System.Collections.Immutable;
using Tamma.Benchmarks.Shapes;
using Tamma.Providers.Chat;

namespace Tamma.Benchmarks.Plans;

/// <summary>What is asked.</summary>
public sealed record Workload
{
    /// <summary>Of prompts that are made, in tokens.</summary>
    public Lengths Input { get; init; } = new Lengths.Fixed(100);

    /// <summary>Most tokens of an answer, its reasoning included.</summary>
    public Lengths Output { get; init; } = new Lengths.Fixed(100);

    /// <summary>That lengths are counted by; null for the one that the model's name tells.</summary>
    public string? Tokenizer { get; init; }

    /// <summary>Tokens that all prompts begin with.</summary>
    public int SharedPrefixTokens { get; init; }

    /// <summary>In place of prompts that are made.</summary>
    public ImmutableArray<OwnPrompt> Prompts { get; init; } = [];

    /// <summary>Whether something of its own stands before each of <see cref="Prompts"/>, so that none is answered from a cache.</summary>
    public bool IsUnique { get; init; }

    /// <summary>That the model may call.</summary>
    public ImmutableArray<ChatTool> Tools { get; init; } = [];
}

/// <summary>A prompt of somebody's own.</summary>
/// <param name="Messages">The last is the user's.</param>
/// <param name="MaxTokens">Of its answer; null for the workload's.</param>
/// <param name="Tools">In place of the workload's; null for those.</param>
public sealed record OwnPrompt(ImmutableArray<ChatMessage> Messages, int? MaxTokens = null, ImmutableArray<ChatTool>? Tools = null);
