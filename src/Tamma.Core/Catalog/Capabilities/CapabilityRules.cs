using System.Collections.Immutable;
using static Tamma.Catalog.Capabilities.FindingSeverity;

namespace Tamma.Catalog.Capabilities;

/// <summary>Everything that is checked, as data.</summary>
public static class CapabilityRules
{
    /// <summary>US dollars for a million tokens above which a price is worth a word; one model in a hundred asks more for its output.</summary>
    public const decimal HighInput = 30;
    public const decimal HighOutput = 120;

    public static ImmutableArray<CapabilityRule> All { get; } =
    [
        new("INVALID_MAX_TOKENS", Error, "A limit in tokens that is not a whole number above zero.", LimitRules.Tokens),
        new("INCONSISTENT_TOKEN_LIMITS", Warning, "Input or output alone is more than both together, or two statements of one limit differ more than tenfold.", LimitRules.Together),
        new("STREAMING_WITHOUT_TOKEN_LIMIT", Info, "It streams, and nobody states how long an answer may be.", LimitRules.Streaming),
        new("INVALID_MAX_IMAGES", Error, "A number of images that is not a whole number above zero.", LimitRules.Images),
        new("INVALID_MAX_IMAGE_SIZE", Error, "A size of images that is not above zero, or beyond a gigabyte.", LimitRules.ImageSize),
        new("INVALID_TEMPERATURE", Error, "A temperature below zero, above its own maximum, or a maximum above 5.", LimitRules.Temperature),
        new("INVALID_INPUT_COST", Error, "A price of input that is below zero.", PriceRules.Input),
        new("INVALID_OUTPUT_COST", Error, "A price of output that is below zero.", PriceRules.Output),
        new("HIGH_COST", Info, $"Input above {HighInput:0} or output above {HighOutput:0} dollars for a million tokens.", PriceRules.High),
        new("HIGH_COST_MODEL", Warning, "Both prices are high: a mistake in the unit, or a very dear model.", PriceRules.HighModel),
        new("CACHE_COSTS_MORE", Warning, "Input from the cache is dearer than fresh input.", PriceRules.Cache),
        new("MISSING_DEPENDENCY", Error, "It has a capability, and lacks one that this builds on.", DependencyRules.Missing),
        new("RECOMMENDED_DEPENDENCY", Info, "It has a capability, and lacks one without which this is of little use.", DependencyRules.Recommended),
        new("MISSING_REQUIRED_CAPABILITY", Error, "It is said to be able to do nothing at all.", DependencyRules.Nothing),
        new("UNRESOLVABLE_CONFLICT", Warning, "Two of its own fields say the opposite of a capability.", DependencyRules.Conflict),
        new("INVALID_MAX_FUNCTIONS", Error, "A number of tools that is not a whole number above zero.", DocumentRules.Functions),
        new("PARALLEL_CALLS_WITHOUT_LIMIT", Info, "A document states several calls at once and no number of tools.", DocumentRules.Parallel),
        new("UNSUPPORTED_IMAGE_FORMATS", Warning, "A document names a format that no provider takes.", DocumentRules.Formats),
        new("INVALID_REQUEST_RATE", Error, "A rate of requests that is not above zero.", DocumentRules.Rate),
    ];
}
