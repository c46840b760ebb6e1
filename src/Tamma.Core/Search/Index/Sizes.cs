using System.Globalization;

namespace Tamma.Search.Index;

/// <summary>
/// How many parameters a model has in all, in billions, as its name says: <c>70b</c>, <c>8x7b</c>, <c>1t</c>. A name that gives the
/// active parameters beside a number of experts (<c>17b-16e</c>) does not say.
/// </summary>
internal static class Sizes
{
    /// <returns>NaN when no term says it.</returns>
    public static double Of(ReadOnlySpan<int> id, ReadOnlySpan<int> name, TermDictionary terms)
    {
        var size = double.NaN;
        var experts = false;
        Add(id, terms, ref size, ref experts);
        Add(name, terms, ref size, ref experts);
        return experts ? double.NaN : size;
    }

    private static void Add(ReadOnlySpan<int> sequence, TermDictionary terms, ref double size, ref bool experts)
    {
        foreach (var term in sequence)
        {
            var text = terms[term];
            if (text.Length < 2 || !char.IsAsciiDigit(text[0]))
            {
                continue;
            }

            experts |= text[^1] == 'e' && !text[..^1].ContainsAnyExceptInRange('0', '9');
            if (Read(text) is { } billions && !(billions <= size))
            {
                size = billions;
            }
        }
    }

    /// <summary>A term as billions; null where it is no size.</summary>
    public static double? Read(ReadOnlySpan<char> term)
    {
        if (term.Length < 2 || term[^1] is not ('b' or 't'))
        {
            return null;
        }

        var unit = term[^1] == 't' ? 1_000 : 1;
        var number = term[..^1];
        var times = number.IndexOf('x');
        return times > 0
            ? Number(number[..times]) is { } experts && Number(number[(times + 1)..]) is { } each ? experts * each * unit : null
            : Number(number) is { } all ? all * unit : null;
    }

    private static double? Number(ReadOnlySpan<char> text) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
