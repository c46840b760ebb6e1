using System.Collections.Immutable;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Providers.Http;
using Tamma.Providers.Wire;

namespace Tamma.Providers.OpenRouter;

/// <summary>One host that serves a model of OpenRouter. What is null is not stated. Prices are dollars for a million tokens.</summary>
public sealed record OpenRouterEndpoint
{
    /// <summary>For people: host and model.</summary>
    public string? Name { get; init; }

    /// <summary>What a request names to be served here, as <c>provider.order</c>.</summary>
    public string? Tag { get; init; }

    public string? Provider { get; init; }

    /// <summary>int4, int8, fp4, mxfp4, nvfp4, fp6, fp8, mxfp8, fp16, bf16 or fp32.</summary>
    public string? Quantization { get; init; }

    public long? ContextLength { get; init; }

    public long? MaxPromptTokens { get; init; }

    public long? MaxCompletionTokens { get; init; }

    public decimal? InputPrice { get; init; }

    public decimal? OutputPrice { get; init; }

    public decimal? CacheReadPrice { get; init; }

    public decimal? CacheWritePrice { get; init; }

    public ImmutableArray<string> SupportedParameters { get; init; } = [];

    public bool? SupportsImplicitCaching { get; init; }

    /// <summary>0 is well; below it the host is worse the lower it is (-1, -2, -3, -5, -10).</summary>
    public int? Status { get; init; }

    /// <summary>Percent.</summary>
    public decimal? UptimeLast5Minutes { get; init; }

    /// <summary>Percent.</summary>
    public decimal? UptimeLast30Minutes { get; init; }

    /// <summary>Percent.</summary>
    public decimal? UptimeLastDay { get; init; }

    /// <summary>Milliseconds to the first token in the last half hour; null without a key.</summary>
    public OpenRouterPercentiles? Latency { get; init; }

    /// <summary>Tokens in a second in the last half hour; null without a key.</summary>
    public OpenRouterPercentiles? Throughput { get; init; }

    /// <summary><c>{"data":{"id":…,"endpoints":[…]}}</c>, in the order of the answer. A row that is no object is left out.</summary>
    internal static ImmutableArray<OpenRouterEndpoint> ReadAll(Document document, ConnectionAccess access)
    {
        using var json = JsonDocument.Parse(document.Content);
        if (ProviderError.Read(json.RootElement, access.Secrets) is { } error && Leaves.At(json.RootElement, "data").ValueKind is not JsonValueKind.Object)
        {
            throw AnswerFaults.Of(error, access.Credential);
        }

        var data = Required.Member(json.RootElement, "data", JsonValueKind.Object, "the answer");
        return [.. Required.Member(data, "endpoints", JsonValueKind.Array, "the model").EnumerateArray().Where(row => row.ValueKind is JsonValueKind.Object).Select(Read)];
    }

    private static OpenRouterEndpoint Read(JsonElement row) => new()
    {
        Name = Leaves.Text(Leaves.At(row, "name")),
        Tag = Leaves.Text(Leaves.At(row, "tag")),
        Provider = Leaves.Text(Leaves.At(row, "provider_name")),
        Quantization = Leaves.Text(Leaves.At(row, "quantization")) is { } packing && packing != "unknown" ? packing : null,
        ContextLength = Limit(Leaves.At(row, "context_length")),
        MaxPromptTokens = Limit(Leaves.At(row, "max_prompt_tokens")),
        MaxCompletionTokens = Limit(Leaves.At(row, "max_completion_tokens")),
        InputPrice = Price(Leaves.At(row, "pricing", "prompt")),
        OutputPrice = Price(Leaves.At(row, "pricing", "completion")),
        CacheReadPrice = Price(Leaves.At(row, "pricing", "input_cache_read")),
        CacheWritePrice = Price(Leaves.At(row, "pricing", "input_cache_write")),
        SupportedParameters = [.. Leaves.Texts(Leaves.At(row, "supported_parameters"))],
        SupportsImplicitCaching = Leaves.Flag(Leaves.At(row, "supports_implicit_caching")),
        Status = WireValues.Decimal(Leaves.At(row, "status")) is >= -1_000 and <= 1_000 and var status ? (int)status : null,
        UptimeLast5Minutes = WireValues.Decimal(Leaves.At(row, "uptime_last_5m")),
        UptimeLast30Minutes = WireValues.Decimal(Leaves.At(row, "uptime_last_30m")),
        UptimeLastDay = WireValues.Decimal(Leaves.At(row, "uptime_last_1d")),
        Latency = OpenRouterPercentiles.Read(Leaves.At(row, "latency_last_30m")),
        Throughput = OpenRouterPercentiles.Read(Leaves.At(row, "throughput_last_30m")),
    };

    private static long? Limit(JsonElement value) => WireValues.Decimal(value) is > 0 and < long.MaxValue and var limit ? (long)limit : null;

    /// <summary>Theirs are for one token; negative is unknown.</summary>
    private static decimal? Price(JsonElement value) => WireValues.Price(value, PriceUnit.DollarsPerToken);
}

/// <summary>What half, three quarters, 90 % and 99 % of the requests stayed below (of a throughput: above).</summary>
public sealed record OpenRouterPercentiles(decimal? P50, decimal? P75, decimal? P90, decimal? P99)
{
    internal static OpenRouterPercentiles? Read(JsonElement value) => value.ValueKind is not JsonValueKind.Object ? null : new(
        WireValues.Decimal(Leaves.At(value, "p50")),
        WireValues.Decimal(Leaves.At(value, "p75")),
        WireValues.Decimal(Leaves.At(value, "p90")),
        WireValues.Decimal(Leaves.At(value, "p99")));
}
