using System.Text.Json;
using Tamma.Catalog.Fields;
using Tamma.Providers.Wire;
using static Tamma.Providers.Wire.Member;

namespace Tamma.Providers.OpenRouter;

/// <summary>
/// Prices, as decimal texts in dollars for one token. Negative is OpenRouter's word for "depends on where it is routed". A zero of
/// anything but <c>prompt</c> and <c>completion</c> beside a price above zero means that this is not charged apart, which is no price.
/// </summary>
internal static class OpenRouterPricing
{
    private const string NotApart = "zero_part_price_is_none";
    private const string PerToken = "image_price_per_token_is_kept";

    /// <summary>Parts of an override that models.dev's tiers have too.</summary>
    private static readonly (string Wire, string Tier)[] s_tier =
    [
        ("prompt", "input"), ("completion", "output"), ("input_cache_read", "cache_read"), ("input_cache_write", "cache_write"),
        ("audio", "input_audio"), ("audio_output", "output_audio"), ("internal_reasoning", "reasoning"), ("input_cache_write_1h", "cache_write_1h"),
    ];

    public static WireMembers Members { get; } =
    [
        PricePerToken("pricing.prompt", "cost.input"),
        PricePerToken("pricing.completion", "cost.output"),
        Apart("pricing.input_cache_read", "cost.cache_read", WireValues.PricePerToken),
        Apart("pricing.input_cache_write", "cost.cache_write", WireValues.PricePerToken),
        Apart("pricing.input_cache_write_1h", "cost.cache_write_1h", WireValues.PricePerToken),
        Apart("pricing.internal_reasoning", "cost.reasoning", WireValues.PricePerToken),
        Apart("pricing.audio", "cost.input_audio", WireValues.PricePerToken),
        Apart("pricing.audio_output", "cost.output_audio", WireValues.PricePerToken),
        Apart("pricing.image_output", "cost.image_output", WireValues.PricePerToken),
        Apart("pricing.request", "cost.request", WireValues.Price),
        Apart("pricing.web_search", "cost.web_search", WireValues.Price),
        Apart("pricing.image", "cost.image", Image),
        Kept("pricing.image_token", "the price of a token of an image that goes in"),
        Kept("pricing.input_audio_cache", "the price of audio found in the cache"),
        Number("pricing.discount", "cost.discount"),
        Part("pricing.overrides", ["cost.tiers", "pricing_notes"], JsonValueKind.Array),
        Structure("pricing.overrides[].min_prompt_tokens", "above which a tier holds"),
        .. s_tier.Select(pair => Structure($"pricing.overrides[].{pair.Wire}", "a price of a tier")),
        Structure("pricing.overrides[].*", "conditions and prices that a tier cannot say; the list is then kept in pricing_notes as it is"),
    ];

    /// <summary>Overrides that ask for a size of the prompt only are tiers; if there are others (hours of a day), all are kept as they are.</summary>
    public static void Finish(WireRow row)
    {
        var overrides = Leaves.At(row.Element, "pricing", "overrides");
        if (overrides.ValueKind is not JsonValueKind.Array || overrides.GetArrayLength() == 0)
        {
            return;
        }

        var tiers = overrides.EnumerateArray().Where(item => Size(item) is > 0).ToArray();
        if (overrides.EnumerateArray().Any(item => !IsTier(item)))
        {
            row.Set("pricing_notes", WrittenJson.Of(json =>
            {
                json.WriteStartObject();
                json.WritePropertyName("overrides"u8);
                overrides.WriteTo(json);
                json.WriteEndObject();
            }));
        }

        tiers = [.. tiers.Where(IsTierAlone)];
        if (tiers.Length > 0)
        {
            row.Set("cost.tiers", WrittenJson.Of(json =>
            {
                json.WriteStartArray();
                foreach (var tier in tiers)
                {
                    Write(json, tier);
                }

                json.WriteEndArray();
            }));
        }
    }

    private static WireField Apart(string path, string field, WireRead read) => Custom(path, [field], (value, member, row) =>
    {
        if (WireValues.Decimal(value) is 0 && WireValues.Decimal(Leaves.At(row.Element, "pricing", "prompt")) is not 0)
        {
            row.Draft.Apply(NotApart);
        }
        else
        {
            read(value, member, row);
        }
    });

    /// <summary>Once dollars for an image (0.0048); since 2025 Google's rows have here what a token of the prompt costs, and that is no price of an image.</summary>
    private static void Image(JsonElement value, WireField member, WireRow row)
    {
        if (WireValues.Decimal(value) is > 0 and var price && price <= WireValues.Decimal(Leaves.At(row.Element, "pricing", "prompt")))
        {
            row.Draft.Apply(PerToken);
            row.Keep(value, member.Path);
        }
        else
        {
            WireValues.Price(value, member, row);
        }
    }

    private static decimal? Size(JsonElement item) => WireValues.Decimal(Leaves.At(item, "min_prompt_tokens"));

    /// <summary>Nothing in it is lost by writing it as a tier.</summary>
    private static bool IsTier(JsonElement item) =>
        IsTierAlone(item) && item.EnumerateObject().All(member => member.NameEquals("min_prompt_tokens"u8) || s_tier.Any(pair => member.NameEquals(pair.Wire)));

    /// <summary>It holds by the prompt's size and by nothing else.</summary>
    private static bool IsTierAlone(JsonElement item) =>
        item.ValueKind is JsonValueKind.Object && Size(item) is > 0
        && !item.EnumerateObject().Any(member => member.Name.StartsWith("utc_", StringComparison.Ordinal))
        && s_tier.Any(pair => WireValues.Decimal(Leaves.At(item, pair.Wire)) is >= 0);

    private static void Write(Utf8JsonWriter json, JsonElement tier)
    {
        json.WriteStartObject();
        foreach (var (wire, name) in s_tier)
        {
            if (WireValues.Price(Leaves.At(tier, wire), PriceUnit.DollarsPerToken) is { } price)
            {
                json.WritePropertyName(name);
                FieldSetJson.Write(json, FieldValue.Number(price));
            }
        }

        json.WriteStartObject("tier"u8);
        json.WriteNumber("size"u8, Size(tier)!.Value);
        json.WriteString("type"u8, "context"u8);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
