namespace Tamma.Client.Benchmarks;

/// <summary>What a run was told, without its key, its headers and its prompts: enough to do it again.</summary>
public sealed record LoadAskedResponse
{
    /// <summary>Wished length of a prompt; absent with prompts of one's own.</summary>
    public int? InputTokens { get; init; }

    /// <summary>Standard deviation of that length, where there is one.</summary>
    public int? InputDeviation { get; init; }

    /// <summary>Most tokens of an answer.</summary>
    public int? OutputTokens { get; init; }

    /// <summary>Tokens that all prompts began with, where there were any.</summary>
    public int? SharedPrefixTokens { get; init; }

    /// <summary>How many prompts of one's own.</summary>
    public int? OwnPrompts { get; init; }

    /// <summary>Whether streams were asked for.</summary>
    public bool Stream { get; init; }

    /// <summary>Wished length of the window.</summary>
    public double? Seconds { get; init; }

    /// <summary>Wished number of requests.</summary>
    public int? Requests { get; init; }

    /// <summary>Load before the window.</summary>
    public double WarmupSeconds { get; init; }

    /// <summary>Longest wait for a whole answer.</summary>
    public double TimeoutSeconds { get; init; }

    /// <summary>What counted as good.</summary>
    public LoadObjectives? Objectives { get; init; }
}
