namespace Tamma.Search.Index;

/// <summary>What a term is in a name.</summary>
internal enum TermKind : byte
{
    Word,

    /// <summary>A version, a size or another number.</summary>
    Number,

    /// <summary>Says hardly more than that there are several: a date, a revision, <c>latest</c>.</summary>
    Slight,
}

internal static class TermKinds
{
    public static TermKind[] Of(TermDictionary terms)
    {
        var kinds = new TermKind[terms.Count];
        for (var term = 0; term < kinds.Length; term++)
        {
            kinds[term] = Of(terms[term]);
        }

        return kinds;
    }

    public static TermKind Of(ReadOnlySpan<char> term) =>
        term.SequenceEqual("latest") || (term.Length is 3 or 4 or 6 or 8 && !term.ContainsAnyExceptInRange('0', '9')) ? TermKind.Slight
        : char.IsAsciiDigit(term[0]) || (term.Length > 1 && char.IsAsciiDigit(term[1]) && char.IsAsciiLetter(term[0])) ? TermKind.Number
        : TermKind.Word;
}
