namespace Tamma.Catalog.Fields;

/// <summary>
/// Whether a price of tokens can be one in dollars for a million of them. What lies outside was most likely said in another unit: it is
/// kept as its source states it, and counted, so that a person looks.
/// </summary>
public static class PlausiblePrice
{
    /// <summary>Name of the reading rule that counts what does not look right.</summary>
    public const string Rule = "price_looks_like_another_unit";

    /// <summary>The dearest that anybody lists is below a tenth of it.</summary>
    public const decimal Highest = 10_000;

    /// <summary>Dollars for one token, taken for dollars for a million of them, end below it.</summary>
    public const decimal Lowest = 0.000_001m;

    /// <param name="price">In dollars for a million tokens. Zero is a price.</param>
    public static bool Is(decimal price) => price is 0 or (>= Lowest and <= Highest);

    /// <summary>Whether a field's value may be looked at in this way at all.</summary>
    public static bool IsAbout(Field field) => field is { Type: FieldType.Money } && field.Unit == PriceUnit.DollarsPerMillionTokens.Name;
}
