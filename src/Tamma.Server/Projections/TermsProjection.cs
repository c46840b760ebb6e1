using Tamma.Client;

namespace Tamma.Server.Projections;

/// <summary>Limits and prices, of a model or of one offer. A group of which nothing is known is absent.</summary>
internal static class TermsProjection
{
    private static readonly string[] s_prices =
    [
        "cost.input", "cost.output", "cost.reasoning", "cost.cache_read", "cost.cache_write", "cost.input_audio", "cost.output_audio", "cost.tiers",
    ];

    private static readonly string[] s_longPrices =
    [
        "cost.context_over_200k.input", "cost.context_over_200k.output", "cost.context_over_200k.cache_read", "cost.context_over_200k.cache_write",
    ];

    /// <summary>The fields that <see cref="LimitResponse"/> and <see cref="CostResponse"/> have members for.</summary>
    public static IEnumerable<string> Paths => ["limit.context", "limit.input", "limit.output", .. s_prices, .. s_longPrices];

    public static LimitResponse? Limit(FieldReader values) =>
        (values.Count("limit.context"), values.Count("limit.input"), values.Count("limit.output")) switch
        {
            (null, null, null) => null,
            var (context, input, output) => new() { Context = context, Input = input, Output = output },
        };

    public static CostResponse? Cost(FieldReader values)
    {
        var hasLong = values.Any(s_longPrices);
        return !hasLong && !values.Any(s_prices) ? null : new()
        {
            Input = values.Money("cost.input"),
            Output = values.Money("cost.output"),
            Reasoning = values.Money("cost.reasoning"),
            CacheRead = values.Money("cost.cache_read"),
            CacheWrite = values.Money("cost.cache_write"),
            InputAudio = values.Money("cost.input_audio"),
            OutputAudio = values.Money("cost.output_audio"),
            Tiers = values.Json("cost.tiers"),
            ContextOver200K = !hasLong ? null : new()
            {
                Input = values.Money("cost.context_over_200k.input"),
                Output = values.Money("cost.context_over_200k.output"),
                CacheRead = values.Money("cost.context_over_200k.cache_read"),
                CacheWrite = values.Money("cost.context_over_200k.cache_write"),
            },
        };
    }
}
