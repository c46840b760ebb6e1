using System.Globalization;
using System.Text.Json;
using Tamma.Catalog.Fields;
using Tamma.Providers.Wire;
using static Tamma.Providers.Wire.Member;

namespace Tamma.Sources.LiteLlm;

/// <summary>
/// Prices above a size of context, in the shape that models.dev has for them. LiteLLM says them in two ways: members whose names hold the
/// size (<c>input_cost_per_token_above_200k_tokens</c>), and a list of ranges.
/// </summary>
internal static class LiteLlmTiers
{
    private const string Ranges = "tiered_pricing";
    private const string NoTier = "ranges_that_are_no_tiers_are_kept";
    private const decimal Thousand = 1_000;

    private static readonly int[] s_thousands = [32, 64, 128, 200, 256, 272, 512];

    private static readonly (string Wire, string Tier)[] s_prices =
    [
        ("input_cost_per_token", "input"),
        ("output_cost_per_token", "output"),
        ("cache_read_input_token_cost", "cache_read"),
        ("cache_creation_input_token_cost", "cache_write"),
        ("cache_creation_input_token_cost_above_1hr", "cache_write_1h"),
        ("output_cost_per_reasoning_token", "reasoning"),
    ];

    private static readonly (string Suffix, string Field)[] s_kinds = [("", "cost.tiers"), ("_flex", "cost.flex_tiers"), ("_priority", "cost.priority_tiers")];

    public static WireMembers Members { get; } =
    [
        .. from kind in s_kinds
           from thousand in s_thousands
           from price in s_prices
           select Part(Name(price.Wire, thousand, kind.Suffix), [kind.Field], JsonValueKind.Number, JsonValueKind.String),
        Part(Ranges, ["cost.tiers", "cost.input", "cost.output", "pricing_notes"], JsonValueKind.Array),
    ];

    public static void Finish(WireRow row)
    {
        foreach (var (suffix, field) in s_kinds)
        {
            var tiers = s_thousands
                .Select(thousand => (Size: thousand * Thousand, Prices: Prices(price => Leaves.At(row.Element, Name(price, thousand, suffix)))))
                .Where(tier => tier.Prices.Length > 0)
                .ToArray();
            if (tiers.Length > 0)
            {
                row.Set(field, Write(tiers));
            }
        }

        var ranges = Leaves.At(row.Element, Ranges);
        if (ranges.ValueKind is JsonValueKind.Array && ranges.GetArrayLength() > 0)
        {
            Read([.. ranges.EnumerateArray()], ranges, row);
        }
    }

    /// <summary>The range that begins at nothing holds the base prices; each of the others is a tier above its beginning.</summary>
    private static void Read(JsonElement[] ranges, JsonElement stated, WireRow row)
    {
        var read = ranges.Select(range => (Size: Start(range), Prices: Prices(price => Leaves.At(range, price)))).ToArray();
        if (read.Any(range => range.Size is null || range.Prices.Length == 0) || row.Fields.Peek(FieldRegistry.Models["cost.tiers"]) is not null)
        {
            row.Draft.Apply(NoTier);
            row.Set("pricing_notes", WrittenJson.Of(json =>
            {
                json.WriteStartObject();
                json.WritePropertyName(Ranges);
                stated.WriteTo(json);
                json.WriteEndObject();
            }));
            return;
        }

        foreach (var (name, price) in read.Where(range => range.Size == 0).SelectMany(range => range.Prices))
        {
            if (FieldRegistry.Models.Find("cost." + name) is { } field && row.Fields.Peek(field) is null)
            {
                row.Draft.Weigh(field, price);
                row.Set(field.Path, FieldValue.Number(price));
            }
        }

        var tiers = read.Where(range => range.Size > 0).Select(range => (range.Size!.Value, range.Prices)).OrderBy(tier => tier.Value).ToArray();
        if (tiers.Length > 0)
        {
            row.Set("cost.tiers", Write(tiers));
        }
    }

    private static decimal? Start(JsonElement range) =>
        Leaves.At(range, "range") is { ValueKind: JsonValueKind.Array } bounds && bounds.GetArrayLength() == 2 ? WireValues.Decimal(bounds[0]) : null;

    private static (string Name, decimal Price)[] Prices(Func<string, JsonElement> find) =>
    [
        .. from pair in s_prices
           let price = WireValues.Price(find(pair.Wire), PriceUnit.DollarsPerToken)
           where price is > 0
           select (pair.Tier, price.Value),
    ];

    private static FieldValue Write(IEnumerable<(decimal Size, (string Name, decimal Price)[] Prices)> tiers) => WrittenJson.Of(json =>
    {
        json.WriteStartArray();
        foreach (var (size, prices) in tiers)
        {
            json.WriteStartObject();
            foreach (var (name, price) in prices)
            {
                json.WriteNumber(name, price);
            }

            json.WriteStartObject("tier"u8);
            json.WriteNumber("size"u8, size);
            json.WriteString("type"u8, "context"u8);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private static string Name(string price, int thousand, string suffix) =>
        string.Create(CultureInfo.InvariantCulture, $"{price}_above_{thousand}k_tokens{suffix}");
}
