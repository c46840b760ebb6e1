using System.Globalization;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Pricing;
using Tamma.Filters;

namespace Tamma.Catalog.Asking;

/// <summary>Prices as they can be compared. A zero that nobody is believed is unknown, and what is known to be free costs zero.</summary>
public static class ModelPrices
{
    /// <summary>Tokens that go in for each that comes out, where nobody says otherwise.</summary>
    public const decimal InputShare = 3;

    private const string RatioPrefix = "price.";
    private const int MostShare = 1_000;

    private static readonly Field s_input = FieldRegistry.Models["cost.input"];
    private static readonly Field s_output = FieldRegistry.Models["cost.output"];

    /// <returns>US dollars, per what the field says; null when it is unknown.</returns>
    public static decimal? Of(Field field, Model model, CatalogSnapshot snapshot)
    {
        decimal? stated = model.Values.TryGet(field, out var value) && value.IsNumber ? value.AsNumber() : null;
        if (stated > 0 || (stated is null && field != s_input && field != s_output))
        {
            return stated;
        }

        return PricingRules.Of(model, snapshot) switch
        {
            PricingStatus.Free => 0,
            PricingStatus.Known => stated,
            _ => null,
        };
    }

    /// <summary>The field of a price at another ratio, <c>price.10:1</c>: ten tokens in for one out; each from 0 to 1,000.</summary>
    /// <returns>Null where the name is none.</returns>
    public static ModelField? AtRatio(string name)
    {
        if (!name.StartsWith(RatioPrefix, StringComparison.OrdinalIgnoreCase) || name.Split(':') is not [var into, var from]
            || !TryShare(into[RatioPrefix.Length..], out var input) || !TryShare(from, out var output) || output == 0)
        {
            return null;
        }

        return new(
            new(string.Create(CultureInfo.InvariantCulture, $"{RatioPrefix}{input}:{output}"), FilterType.Number, string.Create(CultureInfo.InvariantCulture, $"Input and output together, {input} to {output}.")) { Unit = "USD per million tokens" },
            row => ModelFieldValues.OfPrice(Blended(row.Model, row.Snapshot, (decimal)input / output)));
    }

    private static bool TryShare(string text, out int share) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out share) && share <= MostShare;

    /// <summary>US dollars for a million tokens, of which a share goes in; unknown where either price is.</summary>
    public static decimal? Blended(Model model, CatalogSnapshot snapshot, decimal inputShare = InputShare) =>
        Of(s_input, model, snapshot) is { } input && Of(s_output, model, snapshot) is { } output
            ? ((inputShare * input) + output) / (inputShare + 1)
            : null;
}
