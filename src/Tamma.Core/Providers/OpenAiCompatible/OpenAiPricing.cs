using System.Text.Json;
using Tamma.Catalog.Fields;

namespace Tamma.Providers.OpenAiCompatible;

/// <summary>Prices in dollars for one token, as decimal text (OpenRouter) or numbers; ours are for a million.</summary>
internal sealed class OpenAiPricing(ListingDraft draft)
{
    private const string NegativePrice = "negative_price_is_unknown";
    private const decimal Million = 1_000_000;

    public void Read(JsonElement pricing, LeafFields leaves)
    {
        foreach (var member in pricing.EnumerateObject())
        {
            var field = member.Name switch
            {
                "prompt" => "cost.input",
                "completion" => "cost.output",
                "input_cache_read" => "cost.cache_read",
                "input_cache_write" => "cost.cache_write",
                _ => null,
            };
            if (field is null || PerMillion(member.Value) is not { } price)
            {
                leaves.Unknown(member.Value, $"pricing.{member.Name}");
            }
            else if (price < 0)
            {
                // OpenRouter's -1: "depends on where it is routed".
                draft.Apply(NegativePrice);
            }
            else
            {
                leaves.Fields.Set(FieldRegistry.Models[field], FieldValue.Number(price));
            }
        }
    }

    private static decimal? PerMillion(JsonElement leaf)
    {
        var raw = leaf.ValueKind switch
        {
            JsonValueKind.String => leaf.GetString(),
            JsonValueKind.Number => leaf.GetRawText(),
            _ => null,
        };
        return Decimals.TryParse(raw, out var price) && Math.Abs(price) < decimal.MaxValue / Million ? price * Million : null;
    }
}
