using Tamma.Filters;

namespace Tamma.Search.Filtering;

/// <summary>How values of one field are compared and ordered: numbers and dates by size, no before yes, texts without regard to case.</summary>
internal static class ValueOrder
{
    public static IEqualityComparer<FilterValue> Same { get; } = EqualityComparer<FilterValue>.Create(
        static (a, b) => a == b,
        static value => value.TryWords(out var words) ? HashOf(words) : value.GetHashCode());

    /// <summary>By code, the place among all in ascending order; values that are alike share one.</summary>
    public static int[] Ranks(FilterValue[] values)
    {
        var order = new int[values.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort(order, (a, b) => Compare(values[a], values[b]));
        var ranks = new int[values.Length];
        for (var i = 1; i < order.Length; i++)
        {
            ranks[order[i]] = ranks[order[i - 1]] + (Compare(values[order[i - 1]], values[order[i]]) == 0 ? 0 : 1);
        }

        return ranks;
    }

    public static int Compare(FilterValue a, FilterValue b)
    {
        if (a.TryNumber(out var one) && b.TryNumber(out var other))
        {
            return one.CompareTo(other);
        }

        if (a.TryDate(out var day) && b.TryDate(out var otherDay))
        {
            return day.First.CompareTo(otherDay.First) is not 0 and var byFirst ? byFirst : day.Last.CompareTo(otherDay.Last);
        }

        if (a.TryWords(out var words) && b.TryWords(out var otherWords))
        {
            return words.Length != otherWords.Length ? words.Length.CompareTo(otherWords.Length) : words.SequenceCompareTo(otherWords);
        }

        return a.AsText() is { } text && b.AsText() is { } otherText
            ? string.Compare(text, otherText, StringComparison.OrdinalIgnoreCase)
            : a.AsFlag().CompareTo(b.AsFlag());
    }

    private static int HashOf(ReadOnlySpan<string> words)
    {
        var hash = new HashCode();
        foreach (var word in words)
        {
            hash.Add(word, StringComparer.Ordinal);
        }

        return hash.ToHashCode();
    }
}
