using System.Globalization;

namespace Tamma.Events;

/// <summary>How far a reader has come in one log. Its text form is opaque to callers.</summary>
public readonly record struct Cursor(Guid LogId, long Position)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{LogId:N}-{Position}");

    /// <summary>Reads the text form. A position alone is no cursor: it says nothing of the log that it belongs to.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Cursor cursor)
    {
        var dash = text.IndexOf('-');
        if (dash == 32
            && Guid.TryParseExact(text[..dash], "N", out var log)
            && long.TryParse(text[(dash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            cursor = new(log, position);
            return true;
        }

        cursor = default;
        return false;
    }
}
