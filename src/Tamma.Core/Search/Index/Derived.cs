using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Identities;
using Tamma.Catalog.Pricing;

namespace Tamma.Search.Index;

/// <summary>Columns that no source states as such: they follow from those that are stated.</summary>
internal static class Derived
{
    public const string Provider = "provider";
    public const string Maker = "maker";
    public const string Pricing = "pricing";
    public const string Availability = "availability";

    /// <summary>Parameters in all, in billions.</summary>
    public const string Size = "size_b";

    /// <summary>Three tokens in for one out; only where both are known and it is not free.</summary>
    public const string Blended = "cost.blended";

    /// <summary>Share of the input price that a cache saves.</summary>
    public const string CacheDiscount = "cache_discount";

    private const decimal InputShare = 3;

    private static readonly Field s_input = FieldRegistry.Models["cost.input"];
    private static readonly Field s_output = FieldRegistry.Models["cost.output"];
    private static readonly Field s_cached = FieldRegistry.Models["cost.cache_read"];
    private static readonly Field s_parameters = FieldRegistry.Models["parameters"];

    private static readonly Field[] s_modalities = [FieldRegistry.Models["modalities.input"], FieldRegistry.Models["modalities.output"]];

    private static readonly (Field Field, string Words)[] s_flags =
    [
        (FieldRegistry.Models["tool_call"], "tools tool calling functions"),
        (FieldRegistry.Models["reasoning"], "reasoning thinking"),
        (FieldRegistry.Models["open_weights"], "open weights"),
        (FieldRegistry.Models["structured_output"], "structured json"),
        (FieldRegistry.Models["vision"], "vision"),
    ];

    public static void Add(Columns.Builder columns, int place, Model model, Lab? maker, CatalogSnapshot snapshot)
    {
        columns.Word(place, Provider, model.Key.Provider);
        columns.Word(place, Availability, model.Availability.ToString());
        columns.Word(place, Pricing, PricingRules.Of(model, snapshot).ToString());
        if (maker is not null)
        {
            columns.Word(place, Maker, maker.Id);
        }

        var (input, output, cached) = (Price(model, s_input), Price(model, s_output), Price(model, s_cached));
        if (input is { } into && output is { } from && into + from > 0)
        {
            columns.Number(place, Blended, (double)(((into * InputShare) + from) / (InputShare + 1)));
        }

        if (input is > 0 && cached is { } read)
        {
            columns.Number(place, CacheDiscount, (double)(1 - (read / input.Value)));
        }

        if (Price(model, s_parameters) is { } parameters)
        {
            columns.Number(place, Size, (double)parameters / 1e9);
        }
    }

    /// <summary>What it can do, in words that people type.</summary>
    public static IEnumerable<string> CapabilityWords(Model model)
    {
        foreach (var (field, words) in s_flags)
        {
            if (model.Values.TryGet(field, out var flag) && flag.IsFlag && flag.AsFlag())
            {
                yield return words;
            }
        }

        foreach (var field in s_modalities)
        {
            if (model.Values.TryGet(field, out var modalities) && modalities.IsWords)
            {
                foreach (var word in modalities.AsWords())
                {
                    if (word != "text")
                    {
                        yield return word;
                    }
                }
            }
        }
    }

    private static decimal? Price(Model model, Field field) => model.Values.TryGet(field, out var value) && value.IsNumber ? value.AsNumber() : null;
}
