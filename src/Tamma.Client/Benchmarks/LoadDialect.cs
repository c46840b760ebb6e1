namespace Tamma.Client.Benchmarks;

/// <summary>In what servers of one protocol differ; the default is what most of them take.</summary>
public sealed record LoadDialect
{
    /// <summary>Says <c>max_completion_tokens</c> in place of <c>max_tokens</c>.</summary>
    public bool CompletionTokens { get; init; }

    /// <summary>Sends <c>stream_options.include_usage</c>.</summary>
    public bool IncludeUsage { get; init; } = true;

    /// <summary>Sends <c>stream_options.include_obfuscation: false</c>.</summary>
    public bool NoObfuscation { get; init; }

    /// <summary>The smallest limit on an answer that the server accepts.</summary>
    public int? FewestTokens { get; init; }
}
