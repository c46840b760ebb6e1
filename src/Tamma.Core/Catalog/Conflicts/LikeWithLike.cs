using System.Collections.Frozen;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Conflicts;

/// <summary>
/// Compares a like with its like only (architecture §9.6). The same code says which values are disputed and which verdict a person
/// is shown. It builds no text, because it runs whenever two sources differ.
/// </summary>
internal static class LikeWithLike
{
    /// <summary>What each source says in its own words, or of itself.</summary>
    private static readonly FrozenSet<string> s_ownWords = FrozenSet.Create(
        StringComparer.Ordinal,
        "name", "description", "owned_by", "version", "canonical_id", "root", "created", "last_updated", "methods", "variants", "pricing_notes", "policy", "plans",
        "api.id", "api.url", "api.npm", "provider.npm", "provider.api", "provider.shape", "limit.context_rounded");

    /// <summary>A double keeps fifteen digits; what differs beyond twelve is noise of arithmetic.</summary>
    private const decimal Noise = 0.000_000_000_001m;

    /// <param name="field">The field that both speak of.</param>
    /// <param name="a">What the first says.</param>
    /// <param name="x">The first.</param>
    /// <param name="b">What the second says.</param>
    /// <param name="y">The second.</param>
    /// <param name="all">Everybody who speaks of this model, in the order of their sources: a third may show what a number means.</param>
    public static Difference Compare(Field field, FieldValue a, in Speaker x, FieldValue b, in Speaker y, ReadOnlySpan<Speaker> all)
    {
        if (a == b)
        {
            return new(DifferenceKind.None);
        }

        if (field.IsExtra)
        {
            return new(DifferenceKind.UnknownField);
        }

        if (IsNearly(field, a, b))
        {
            return new(DifferenceKind.Precision);
        }

        return (field.Group, a.IsNumber && b.IsNumber) switch
        {
            (FieldGroup.Limit, true) => LimitMeaning.Compare(field, a.AsNumber(), x, b.AsNumber(), y, all),
            (FieldGroup.Price, true) => PriceMeaning.Compare(field, a.AsNumber(), x, b.AsNumber(), y, all),
            (FieldGroup.State or FieldGroup.Operator, _) => new(DifferenceKind.OwnWords),
            _ => new(s_ownWords.Contains(field.Path) ? DifferenceKind.OwnWords : DifferenceKind.Conflict),
        };
    }

    private static bool IsNearly(Field field, FieldValue a, FieldValue b) => field.Type switch
    {
        _ when a.IsNumber && b.IsNumber => IsNoise(a.AsNumber(), b.AsNumber()),
        _ when a.IsWords && b.IsWords => SameSet(a.AsWords().AsSpan(), b.AsWords().AsSpan()),
        FieldType.Date when a.IsText && b.IsText => IsSameDate(a.AsText(), b.AsText()),
        _ when a.IsText && b.IsText => string.Equals(a.AsText(), b.AsText(), StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private static bool IsNoise(decimal a, decimal b) => a != 0 && b != 0 && Math.Abs((a / b) - 1) < Noise;

    /// <summary>2025-09 says less than 2025-09-29 and nothing else.</summary>
    private static bool IsSameDate(string a, string b) =>
        a.Length < b.Length ? b.StartsWith(a, StringComparison.Ordinal) && b[a.Length] == '-' : a.Length > b.Length && IsSameDate(b, a);

    private static bool SameSet(ReadOnlySpan<string> a, ReadOnlySpan<string> b) => IsWithin(a, b) && IsWithin(b, a);

    private static bool IsWithin(ReadOnlySpan<string> a, ReadOnlySpan<string> b)
    {
        foreach (var word in a)
        {
            var found = false;
            foreach (var other in b)
            {
                found |= string.Equals(word, other, StringComparison.OrdinalIgnoreCase);
            }

            if (!found)
            {
                return false;
            }
        }

        return true;
    }
}
