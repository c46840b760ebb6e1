using System.Globalization;

namespace Tamma.Catalog.Fields;

/// <summary>Reads JSON numbers as decimals without losing anything in silence.</summary>
public static class Decimals
{
    /// <returns>False where decimal would round: beyond 28 digits, or too small or too large.</returns>
    public static bool TryParse(ReadOnlySpan<char> raw, out decimal number)
    {
        if (!decimal.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out number))
        {
            return false;
        }

        number /= 1.0000000000000000000000000000m;
        return raw.Length <= 28 && (number != 0 || IsZero(raw));
    }

    private static bool IsZero(ReadOnlySpan<char> raw)
    {
        var end = raw.IndexOfAny('e', 'E');
        return (end < 0 ? raw : raw[..end]).IndexOfAnyInRange('1', '9') < 0;
    }
}
