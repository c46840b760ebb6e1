namespace Tamma.Search.Index;

/// <summary>Two sorted dictionaries with their postings become one, as if all had been read at once. A term that nobody has any more goes.</summary>
internal sealed class TermMerge
{
    private readonly int[] _before;
    private readonly int[] _fresh;

    private TermMerge(TermDictionary terms, Postings postings, int[] before, int[] fresh) => (Terms, Postings, _before, _fresh) = (terms, postings, before, fresh);

    public TermDictionary Terms { get; }

    public Postings Postings { get; }

    public static TermMerge Of(IndexPart before, IndexPart fresh, Moves moves)
    {
        var (old, added) = (before.Terms, fresh.Terms);
        var (oldTo, addedTo) = (new int[old.Count], new int[added.Count]);
        var writer = new PostingsWriter(before.Postings.Length + fresh.Postings.Length, old.Count + added.Count);
        List<(TermDictionary Of, int Term)> terms = new(old.Count + added.Count);
        for (var (i, j) = (0, 0); i < old.Count || j < added.Count;)
        {
            var order = i == old.Count ? 1 : j == added.Count ? -1 : old[i].SequenceCompareTo(added[j]);
            if (writer.Add(before.Postings, order <= 0 ? i : -1, fresh.Postings, order >= 0 ? j : -1, moves))
            {
                terms.Add(order <= 0 ? (old, i) : (added, j));
            }

            var to = terms.Count - 1;
            if (order <= 0)
            {
                oldTo[i++] = to;
            }

            if (order >= 0)
            {
                addedTo[j++] = to;
            }
        }

        // The same number of terms, none of them new, are the same terms.
        var isSame = terms.Count == old.Count && terms.TrueForAll(term => ReferenceEquals(term.Of, old));
        return new(isSame ? old : TermDictionary.Of(terms), writer.Build(moves.Count), oldTo, addedTo);
    }

    /// <summary>The terms of one field of each model, in the numbers of the merged dictionary.</summary>
    public TermSequences Sequences(TermSequences before, TermSequences fresh, Moves moves)
    {
        var starts = new int[moves.Count + 1];
        var next = 0;
        for (var place = 0; place < moves.Count; place++)
        {
            starts[place + 1] = starts[place] + (moves.Before[place] is >= 0 and var old ? before[old].Length : fresh[next++].Length);
        }

        var terms = new int[starts[^1]];
        next = 0;
        for (var place = 0; place < moves.Count; place++)
        {
            var old = moves.Before[place];
            var source = old >= 0 ? before[old] : fresh[next++];
            var to = old >= 0 ? _before : _fresh;
            var into = terms.AsSpan(starts[place], source.Length);
            for (var i = 0; i < source.Length; i++)
            {
                into[i] = to[source[i]];
            }
        }

        return new(starts, terms);
    }
}
