using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Fields;

namespace Tamma.Discovery;

/// <summary>
/// Finds values that look wrong beside the last trusted ones of the same source: a price that moves tenfold or to zero, a limit
/// that falls to half (architecture §9.2). Pure.
/// </summary>
internal static class NoiseGuard
{
    private const decimal Tenfold = 10;

    public static ImmutableArray<Finding> Check(Claim before, Claim after)
    {
        if (before.Values.Equals(after.Values))
        {
            return [];
        }

        var findings = ImmutableArray.CreateBuilder<Finding>();
        foreach (var (field, now) in after.Values)
        {
            if (now.IsNumber && before.Values.TryGet(field, out var old) && old.IsNumber && KindOf(field.Group, old.AsNumber(), now.AsNumber()) is { } kind)
            {
                findings.Add(new(after.Key, field, old, now, kind));
            }
        }

        return findings.DrainToImmutable();
    }

    private static ReviewKind? KindOf(FieldGroup group, decimal old, decimal now) => group switch
    {
        FieldGroup.Price when old > 0 && now == 0 => ReviewKind.PriceToZero,
        FieldGroup.Price when old > 0 && now > 0 && (now >= old * Tenfold || old >= now * Tenfold) => ReviewKind.PriceJump,
        FieldGroup.Limit when old > 0 && now * 2 <= old => ReviewKind.LimitHalved,
        _ => null,
    };

    internal sealed record Finding(ModelKey Key, Field Field, FieldValue Old, FieldValue Now, ReviewKind Kind)
    {
        public string Sentence => $"{Key}: {Field.Path} {Old} → {Now}{(Field.Unit is { } unit ? " " + unit : "")}.";

        public string Fingerprint => $"{Key}|{Field.Path}|{Now}";
    }
}
