using System.Collections.Immutable;

namespace Tamma.Benchmarks.Plans;

/// <summary>What is asked.</summary>
public sealed record Workload
{
    /// <summary>Length of a prompt in tokens.</summary>
    public int InputTokens { get; init; } = 100;

    /// <summary>Most tokens of an answer, its reasoning included.</summary>
    public int OutputTokens { get; init; } = 100;

    /// <summary>Tokens that all prompts begin with.</summary>
    public int SharedPrefixTokens { get; init; }

    /// <summary>Prompts of one's own, in place of made ones.</summary>
    public ImmutableArray<string> Prompts { get; init; } = [];
}
