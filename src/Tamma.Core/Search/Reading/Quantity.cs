using System.Buffers;
using System.Globalization;

namespace Tamma.Search.Reading;

/// <summary>A number with its unit, as people write it: <c>200k</c>, <c>$0.10</c>, <c>24 GB</c>, <c>70b</c>.</summary>
internal readonly record struct Quantity(double Number, QuantityUnit Unit, int End)
{
    private static readonly SearchValues<char> s_number = SearchValues.Create("0123456789.");

    /// <returns>Null when no quantity begins at this word.</returns>
    public static Quantity? At(ReadOnlySpan<QueryWord> words, int at, string query)
    {
        if (at >= words.Length || !char.IsAsciiDigit(words[at].Text[0]))
        {
            return null;
        }

        // The number as it was written: as a term, 0.20 and 0-20 would be one.
        var raw = query.AsSpan(words[at].Start, words[at].End - words[at].Start);
        var digits = raw.IndexOfAnyExcept(s_number);
        var number = digits < 0 ? raw : raw[..digits];
        var unit = digits < 0 ? "" : raw[digits..].ToString().ToLowerInvariant();
        var end = at + 1;
        if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            return null;
        }

        // $1,000 and 1,000,000: groups of three digits.
        while (unit.Length == 0 && end < words.Length && words[end].Before == "," && words[end].Text.Length == 3 && int.TryParse(words[end].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var group))
        {
            value = (value * 1_000) + group;
            end++;
        }

        if (unit.Length == 0 && end < words.Length && words[end].Text is "k" or "m" or "gb" or "b" or "billion" or "million" or "thousand" or "gib" or "cents" or "dollars" or "usd" && (end + 1 == words.Length || words[end + 1].Begins))
        {
            unit = words[end].Text;
            end++;
        }

        var money = words[at].Before.Contains('$', StringComparison.Ordinal);
        return unit switch
        {
            "" => new(value, money ? QuantityUnit.Dollars : QuantityUnit.None, end),
            "k" or "thousand" => new(value * 1e3, QuantityUnit.Tokens, end),
            "m" or "million" => new(value * 1e6, QuantityUnit.Tokens, end),
            "gb" or "gib" or "g" => new(value, QuantityUnit.Gigabytes, end),
            "b" or "billion" => new(value, QuantityUnit.Billions, end),
            "t" => new(value * 1e3, QuantityUnit.Billions, end),
            "cents" or "c" => new(value / 100, QuantityUnit.Dollars, end),
            "dollars" or "usd" => new(value, QuantityUnit.Dollars, end),
            _ => null,
        };
    }

    public string Text => Number.ToString(CultureInfo.InvariantCulture);
}

internal enum QuantityUnit
{
    None,
    Tokens,
    Dollars,
    Gigabytes,

    /// <summary>Of parameters.</summary>
    Billions,
}
