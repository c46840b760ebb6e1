using Tamma.Filters;

namespace Tamma.Search.Filtering;

/// <summary>How values of one field are compared and ordered: numbers and dates by size, no before yes, texts without regard to case.</summary>
internal static class ValueOrder
{
    public static IEqualityComparer<FilterValue> Same { get; } = EqualityComparer<FilterValue>.Create(
        static (a, b) => a == b,
        static value => value.TryWords(out var words) ? HashOf(words) : value.GetHashCode());

    /// <summary>Puts values into ascending order; those that differ by case only by their letters, so that the order is always the same.</summary>
    /// <returns>By the place where a value was, the place where it is.</returns>
    public static int[] Sort(FilterValue[] values)
    {
        var were = new int[values.Length];
        for (var i = 0; i < were.Length; i++)
        {
            were[i] = i;
        }

        Array.Sort(values, were, Comparer<FilterValue>.Create(static (a, b) => KindOf(a) is var kind && KindOf(b) is var other && kind != other ? kind.CompareTo(other) : Compare(a, b) is not 0 and var order ? order : string.CompareOrdinal(a.AsText(), b.AsText())));
        var are = new int[were.Length];
        for (var i = 0; i < were.Length; i++)
        {
            are[were[i]] = i;
        }

        return are;
    }

    /// <summary>By code, the place among all in ascending order; values that are alike share one.</summary>
    /// <param name="values">In ascending order.</param>
    public static int[] Ranks(FilterValue[] values)
    {
        var ranks = new int[values.Length];
        for (var i = 1; i < values.Length; i++)
        {
            ranks[i] = ranks[i - 1] + (Compare(values[i - 1], values[i]) == 0 ? 0 : 1);
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

    /// <summary>A field has values of one kind, unless a source was wrong; they must have an order all the same.</summary>
    private static int KindOf(FilterValue value) => value.TryNumber(out _) ? 0 : value.TryDate(out _) ? 1 : value.TryWords(out _) ? 2 : value.AsText() is null ? 3 : 4;

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
