using System.Text.Json;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Conflicts;

/// <summary>
/// A model has many prices for a million tokens that come in, and many for what goes out. A number that is another of the other
/// side's prices is no contradiction of this one.
/// </summary>
internal static class PriceMeaning
{
    private const string Unit = "USD per million tokens";

    public static Difference Compare(Field field, decimal a, in Speaker x, decimal b, in Speaker y, ReadOnlySpan<Speaker> all)
    {
        if (a < 0 || b < 0)
        {
            return new(DifferenceKind.NoPrice, OfFirst: a < 0);
        }

        if ((a == 0 && x.WritesZero) || (b == 0 && y.WritesZero))
        {
            return new(DifferenceKind.ZeroForUnknown, OfFirst: a == 0);
        }

        if (field.Unit != Unit || SideOf(field) is not { } side)
        {
            return new(DifferenceKind.Conflict);
        }

        return a != 0 && Find(field, side, a, y) is { } first ? new(DifferenceKind.OtherPrice, OfFirst: true, first, y.Claim.Source)
            : b != 0 && Find(field, side, b, x) is { } second ? new(DifferenceKind.OtherPrice, OfFirst: false, second, x.Claim.Source)
            : Third(field, side, a, b, all) ?? new(DifferenceKind.Conflict);
    }

    /// <summary>Somebody who states one of the two as this price and the other as another price shows what that other is.</summary>
    private static Difference? Third(Field field, bool side, decimal a, decimal b, ReadOnlySpan<Speaker> all)
    {
        foreach (var third in all)
        {
            if (!third.Claim.Values.TryGet(field, out var said) || !said.IsNumber)
            {
                continue;
            }

            if (a != 0 && said.AsNumber() == b && Find(field, side, a, third) is { } first)
            {
                return new(DifferenceKind.OtherPrice, OfFirst: true, first, third.Claim.Source);
            }

            if (b != 0 && said.AsNumber() == a && Find(field, side, b, third) is { } second)
            {
                return new(DifferenceKind.OtherPrice, OfFirst: false, second, third.Claim.Source);
            }
        }

        return null;
    }

    /// <summary>The path of another price of the same side with this number.</summary>
    private static string? Find(Field field, bool side, decimal number, in Speaker speaker)
    {
        var values = speaker.Claim.Values;
        for (var i = 0; i < values.Count; i++)
        {
            var other = values.Fields[i];
            if (other.Group is FieldGroup.Price && !ReferenceEquals(other, field) && other.Unit == Unit
                && (values.Values[i].IsJson
                    ? HasTier(values.Values[i], side ? "output" : "input", number)
                    : SideOf(other) == side && values.Values[i].IsNumber && values.Values[i].AsNumber() == number))
            {
                return other.Path;
            }
        }

        return null;
    }

    /// <summary>True for what goes out, false for what comes in, null for neither.</summary>
    private static bool? SideOf(Field field) =>
        field.Path.Contains("output", StringComparison.Ordinal) || field.Path == "cost.reasoning" ? true
        : field.Path.Contains("input", StringComparison.Ordinal) || field.Path.Contains("cache", StringComparison.Ordinal) ? false
        : null;

    private static bool HasTier(FieldValue tiers, string side, decimal number)
    {
        using var document = JsonDocument.Parse(tiers.AsJson().Text);
        return document.RootElement.ValueKind is JsonValueKind.Array && document.RootElement.EnumerateArray().Any(tier =>
            tier.ValueKind is JsonValueKind.Object && tier.TryGetProperty(side, out var price)
            && price.ValueKind is JsonValueKind.Number && price.TryGetDecimal(out var stated) && stated == number);
    }
}
