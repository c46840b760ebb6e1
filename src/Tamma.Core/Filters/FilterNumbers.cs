using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;

namespace Tamma.Filters;

/// <summary>Numbers as people write them: <c>200k</c>, <c>1M</c>, <c>$0.05</c>, <c>1.5b</c>, <c>24GB</c>, <c>1_000</c>. Exact.</summary>
internal static class FilterNumbers
{
    public const decimal Largest = 1_000_000_000_000_000_000;

    /// <summary>Together with <see cref="Largest"/> this is what a decimal holds exactly.</summary>
    private const int MostDecimals = 10;

    private const int MostDigits = 40;

    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789._");

    private static readonly ImmutableArray<(string Suffix, decimal Factor)> s_factors =
    [
        ("", 1m), ("k", 1e3m), ("m", 1e6m), ("b", 1e9m), ("t", 1e12m),
        ("kb", 1e3m), ("mb", 1e6m), ("gb", 1e9m), ("tb", 1e12m),
        ("kib", 1024m), ("mib", 1024m * 1024), ("gib", 1024m * 1024 * 1024), ("tib", 1024m * 1024 * 1024 * 1024),
    ];

    public static bool TryParse(string text, out decimal number)
    {
        number = 0;
        var body = text.AsSpan();
        var isNegative = body is ['-', ..];
        body = isNegative ? body[1..] : body;
        body = body is ['$', ..] ? body[1..] : body;
        var end = body.IndexOfAnyExcept(s_digits);
        var digits = end < 0 ? body : body[..end];
        if (FactorOf(body[digits.Length..]) is not { } factor || !TryDigits(digits, out var plain) || plain > Largest / factor)
        {
            return false;
        }

        number = (isNegative ? -plain : plain) * factor;
        return true;
    }

    /// <summary>Short where that is exact: <c>200k</c>, <c>1M</c>.</summary>
    public static string Print(decimal number)
    {
        var plain = number.ToString("0.############################", CultureInfo.InvariantCulture);
        return plain.Contains('.', StringComparison.Ordinal) ? plain
            : plain.EndsWith("000000", StringComparison.Ordinal) ? $"{plain[..^6]}M"
            : plain.EndsWith("000", StringComparison.Ordinal) ? $"{plain[..^3]}k"
            : plain;
    }

    private static decimal? FactorOf(ReadOnlySpan<char> suffix)
    {
        foreach (var (known, factor) in s_factors)
        {
            if (suffix.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return factor;
            }
        }

        return null;
    }

    private static bool TryDigits(ReadOnlySpan<char> text, out decimal number)
    {
        number = 0;
        Span<char> digits = stackalloc char[MostDigits];
        var length = 0;
        foreach (var letter in text)
        {
            if (letter == '_')
            {
                continue;
            }

            if (length == MostDigits)
            {
                return false;
            }

            digits[length++] = letter;
        }

        digits = digits[..length];
        var point = digits.IndexOf('.');
        return (point < 0 || digits[(point + 1)..].TrimEnd('0').Length <= MostDecimals)
            && decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }
}
