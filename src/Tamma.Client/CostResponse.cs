using System.Text.Json;

namespace Tamma.Client;

/// <summary>Prices in US dollars for a million tokens. A price that nobody stated is null; zero is a price.</summary>
public sealed record CostResponse
{
    /// <summary>Input.</summary>
    public decimal? Input { get; init; }

    /// <summary>Output.</summary>
    public decimal? Output { get; init; }

    /// <summary>Reasoning, where it is billed apart.</summary>
    public decimal? Reasoning { get; init; }

    /// <summary>Input found in the cache.</summary>
    public decimal? CacheRead { get; init; }

    /// <summary>Input written to the cache.</summary>
    public decimal? CacheWrite { get; init; }

    /// <summary>Audio input.</summary>
    public decimal? InputAudio { get; init; }

    /// <summary>Audio output.</summary>
    public decimal? OutputAudio { get; init; }

    /// <summary>Prices above a context size, as the source states them.</summary>
    public JsonElement? Tiers { get; init; }

    /// <summary>Prices above 200,000 tokens of context.</summary>
    [System.Text.Json.Serialization.JsonPropertyName("context_over_200k")]
    public LongContextCostResponse? ContextOver200K { get; init; }
}

/// <summary>Prices above 200,000 tokens of context, in US dollars for a million tokens.</summary>
public sealed record LongContextCostResponse
{
    /// <summary>Input.</summary>
    public decimal? Input { get; init; }

    /// <summary>Output.</summary>
    public decimal? Output { get; init; }

    /// <summary>Input found in the cache.</summary>
    public decimal? CacheRead { get; init; }

    /// <summary>Input written to the cache.</summary>
    public decimal? CacheWrite { get; init; }
}
