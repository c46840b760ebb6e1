using System.Collections.Immutable;

namespace Tamma.Providers.Http;

/// <summary>What an answer says beside its body: how much may still be asked, when to come back, how long the address lives.</summary>
public sealed record AnswerSignals
{
    public static AnswerSignals None { get; } = new();

    /// <summary>In the order of their names.</summary>
    public ImmutableArray<RateLimit> Limits { get; init; } = [];

    /// <summary>When it may be asked again, if it says so; never negative.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Since when the address is deprecated, or from when on (RFC 9745).</summary>
    public DateTimeOffset? Deprecated { get; init; }

    /// <summary>When the address stops to answer (RFC 8594).</summary>
    public DateTimeOffset? Sunset { get; init; }

    /// <summary>Where the provider explains the deprecation (<c>Link</c> with <c>rel=deprecation</c>), without its query.</summary>
    public string? DeprecationLink { get; init; }

    /// <summary>The provider's own name of the request, for its support.</summary>
    public string? RequestId { get; init; }
}

/// <summary>One of the bounds that a provider sets and tells.</summary>
/// <param name="Name">What is counted, in snake_case: <c>requests</c>, <c>input_tokens</c>, <c>premium_interactions</c>.</param>
/// <param name="Limit">How many in one period.</param>
/// <param name="Remaining">How many are left.</param>
/// <param name="ResetsAt">When all are there again.</param>
public sealed record RateLimit(string Name, decimal? Limit, decimal? Remaining, DateTimeOffset? ResetsAt)
{
    /// <summary>Where the provider tells a share only: percent that are left.</summary>
    public decimal? RemainingPercent { get; init; }

    /// <summary>The provider says that there is no bound.</summary>
    public bool IsUnlimited { get; init; }
}
