using System.Text.Json;
using Tamma.Catalog.Fields;
using Tamma.Providers.Wire;
using static Tamma.Providers.Wire.Member;

namespace Tamma.Providers.GitHubCopilot;

/// <summary>
/// Prices in AI credits for a batch of tokens, kept as credits for a million of them. What a credit costs is the plan's business, so
/// they are never turned into dollars. Some clients have seen the prices under <c>default</c>, others directly under <c>token_prices</c>.
/// </summary>
internal static class CopilotBilling
{
    private const string Prices = "billing.token_prices";
    private const string NoBatch = "credits_without_batch_are_kept";
    private const string Negative = "negative_price_is_unknown";
    private const decimal Million = 1_000_000;

    private static readonly (string Wire, string Field)[] s_prices =
    [
        ("input_price", "credits.input"), ("output_price", "credits.output"), ("cache_price", "credits.cache_read"), ("cache_write_price", "credits.cache_write"),
    ];

    public static WireMembers Members { get; } =
    [
        Kept("billing.is_premium", "whether it counts against the premium requests"),
        Number("billing.multiplier", "credits.multiplier"),
        Words("billing.restricted_to", "plans"),
        Kept("billing.promo", "a rebate for a time"),
        Part(Prices + ".batch_size", [.. s_prices.Select(pair => pair.Field)], JsonValueKind.Number),
        .. s_prices.Select(pair => Custom($"{Prices}.default.{pair.Wire}", [pair.Field], Credits)),
        .. s_prices.Select(pair => Custom($"{Prices}.{pair.Wire}", [pair.Field], Credits)),
        Part(Prices + ".default.context_max", ["pricing_notes"], JsonValueKind.Number),
        Part(Prices + ".context_max", ["pricing_notes"], JsonValueKind.Number),
        Part(Prices + ".long_context", ["pricing_notes"], JsonValueKind.Object),
    ];

    /// <summary>There is no field for credits of a tier: it is kept as stated, with the size up to which the other prices hold.</summary>
    public static void Finish(WireRow row)
    {
        var prices = Leaves.At(row.Element, "billing", "token_prices");
        var tier = Leaves.At(prices, "long_context");
        if (tier.ValueKind is not JsonValueKind.Object)
        {
            return;
        }

        row.Set("pricing_notes", WrittenJson.Of(json =>
        {
            json.WriteStartObject();
            json.WriteString("unit"u8, "AI credits for batch_size tokens"u8);
            Write("batch_size", Leaves.At(prices, "batch_size"));
            Write("context_max", Leaves.At(prices, "default", "context_max") is { ValueKind: JsonValueKind.Number } size ? size : Leaves.At(prices, "context_max"));
            Write("long_context", tier);
            json.WriteEndObject();

            void Write(string name, JsonElement value)
            {
                if (value.ValueKind is not JsonValueKind.Undefined)
                {
                    json.WritePropertyName(name);
                    value.WriteTo(json);
                }
            }
        }));
    }

    private static void Credits(JsonElement value, WireField member, WireRow row)
    {
        var batch = WireValues.Decimal(Leaves.At(row.Element, "billing", "token_prices", "batch_size"));
        if (WireValues.Decimal(value) is not { } price || price >= decimal.MaxValue / Million)
        {
            row.Unknown(value, member.Path);
        }
        else if (price < 0)
        {
            row.Draft.Apply(Negative);
        }
        else if (batch is > 0 and var tokens)
        {
            row.Set(member.Targets[0], FieldValue.Number(price == 0 ? 0 : price * Million / tokens), value, member);
        }
        else
        {
            row.Draft.Apply(NoBatch);
            row.Keep(value, member.Path);
        }
    }
}
