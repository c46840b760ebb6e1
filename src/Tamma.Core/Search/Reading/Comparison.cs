namespace Tamma.Search.Reading;

/// <summary>Words and signs that compare.</summary>
internal static class Comparison
{
    private static readonly (string[] Words, ConstraintOp Op)[] s_words =
    [
        (["or", "less"], ConstraintOp.AtMost), (["or", "smaller"], ConstraintOp.AtMost), (["or", "fewer"], ConstraintOp.AtMost), (["or", "cheaper"], ConstraintOp.AtMost),
        (["or", "more"], ConstraintOp.AtLeast), (["or", "larger"], ConstraintOp.AtLeast), (["or", "bigger"], ConstraintOp.AtLeast), (["or", "above"], ConstraintOp.AtLeast),
        (["or", "later"], ConstraintOp.AtLeast), (["or", "newer"], ConstraintOp.AtLeast),
        (["at", "least"], ConstraintOp.AtLeast), (["no", "less", "than"], ConstraintOp.AtLeast), (["minimum"], ConstraintOp.AtLeast), (["min"], ConstraintOp.AtLeast),
        (["minimum", "of"], ConstraintOp.AtLeast), (["from"], ConstraintOp.AtLeast), (["since"], ConstraintOp.AtLeast),
        (["at", "most"], ConstraintOp.AtMost), (["up", "to"], ConstraintOp.AtMost), (["no", "more", "than"], ConstraintOp.AtMost), (["not", "more", "than"], ConstraintOp.AtMost),
        (["maximum"], ConstraintOp.AtMost), (["max"], ConstraintOp.AtMost), (["maximum", "of"], ConstraintOp.AtMost), (["until"], ConstraintOp.AtMost), (["within"], ConstraintOp.AtMost),
        (["more", "than"], ConstraintOp.Above), (["greater", "than"], ConstraintOp.Above), (["larger", "than"], ConstraintOp.Above), (["bigger", "than"], ConstraintOp.Above),
        (["longer", "than"], ConstraintOp.Above), (["over"], ConstraintOp.Above), (["above"], ConstraintOp.Above), (["after"], ConstraintOp.Above), (["newer", "than"], ConstraintOp.Above),
        (["exceeding"], ConstraintOp.Above), (["beyond"], ConstraintOp.Above), (["later", "than"], ConstraintOp.Above),
        (["less", "than"], ConstraintOp.Below), (["fewer", "than"], ConstraintOp.Below), (["smaller", "than"], ConstraintOp.Below), (["cheaper", "than"], ConstraintOp.Below),
        (["lower", "than"], ConstraintOp.Below), (["under"], ConstraintOp.Below), (["below"], ConstraintOp.Below), (["before"], ConstraintOp.Below), (["older", "than"], ConstraintOp.Below),
        (["shorter", "than"], ConstraintOp.Below), (["earlier", "than"], ConstraintOp.Below),
    ];

    /// <summary>A comparison whose value begins at <paramref name="end"/>; signs stand before the value's own word.</summary>
    public static ConstraintOp? Before(ReadOnlySpan<QueryWord> words, int at, out int end)
    {
        end = at;
        if (at >= words.Length)
        {
            return null;
        }

        if (Sign(words[at].Before) is { } sign)
        {
            return sign;
        }

        ConstraintOp? found = null;
        foreach (var (phrase, op) in s_words)
        {
            if (phrase[0] != "or" && phrase.Length > end - at && Stands(phrase, words, at))
            {
                (found, end) = (op, at + phrase.Length);
            }
        }

        return found;
    }

    /// <summary>A comparison that follows its value: <c>32b or smaller</c>, <c>128k+</c>.</summary>
    public static ConstraintOp? Behind(ReadOnlySpan<QueryWord> words, int at, string query, ref int end)
    {
        if (end - 1 < words.Length && words[end - 1].End < query.Length && query[words[end - 1].End] == '+')
        {
            return ConstraintOp.AtLeast;
        }

        foreach (var (phrase, op) in s_words)
        {
            if (phrase[0] == "or" && Stands(phrase, words, at))
            {
                end = at + phrase.Length;
                return op;
            }
        }

        return null;
    }

    private static bool Stands(string[] phrase, ReadOnlySpan<QueryWord> words, int at)
    {
        if (at + phrase.Length > words.Length)
        {
            return false;
        }

        for (var i = 0; i < phrase.Length; i++)
        {
            if (words[at + i].Meant != phrase[i])
            {
                return false;
            }
        }

        return true;
    }

    private static ConstraintOp? Sign(string before) =>
        before.Contains(">=", StringComparison.Ordinal) || before.Contains('≥', StringComparison.Ordinal) ? ConstraintOp.AtLeast
        : before.Contains("<=", StringComparison.Ordinal) || before.Contains('≤', StringComparison.Ordinal) ? ConstraintOp.AtMost
        : before.Contains('>', StringComparison.Ordinal) ? ConstraintOp.Above
        : before.Contains('<', StringComparison.Ordinal) ? ConstraintOp.Below
        : before.Contains('=', StringComparison.Ordinal) ? ConstraintOp.Is
        : null;
}
