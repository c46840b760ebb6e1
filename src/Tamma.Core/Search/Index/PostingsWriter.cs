namespace Tamma.Search.Index;

/// <summary>Writes postings term by term, each the merge of two runs.</summary>
internal sealed class PostingsWriter(int mostPostings, int mostTerms)
{
    private readonly List<int> _starts = new(mostTerms + 1) { 0 };
    private readonly int[] _models = new int[mostPostings];
    private readonly SearchField[] _fields = new SearchField[mostPostings];
    private int _count;

    /// <summary>Adds one term's models: those that stayed, and those that are read anew. Both come out in the order of the index.</summary>
    /// <param name="before">Where the term's number is <paramref name="old"/>; below zero for none.</param>
    /// <param name="old">See <paramref name="before"/>.</param>
    /// <param name="fresh">Where the term's number is <paramref name="added"/>, and models are numbered as in <see cref="Moves.Fresh"/>.</param>
    /// <param name="added">See <paramref name="fresh"/>.</param>
    /// <param name="moves">Where models stand now.</param>
    /// <returns>False where no model has it.</returns>
    public bool Add(Postings before, int old, Postings fresh, int added, Moves moves)
    {
        var from = _count;
        var stayed = old < 0 ? [] : before.Models(old);
        var stayedFields = old < 0 ? [] : before.Fields(old);
        var anew = added < 0 ? [] : fresh.Models(added);
        var anewFields = added < 0 ? [] : fresh.Fields(added);
        var next = 0;
        var after = moves.After;
        for (var i = 0; i < stayed.Length; i++)
        {
            var place = after[stayed[i]];
            if (place < 0)
            {
                continue;
            }

            for (; next < anew.Length && moves.Fresh[anew[next]] < place; next++)
            {
                Put(moves.Fresh[anew[next]], anewFields[next]);
            }

            Put(place, stayedFields[i]);
        }

        for (; next < anew.Length; next++)
        {
            Put(moves.Fresh[anew[next]], anewFields[next]);
        }

        if (_count > from)
        {
            _starts.Add(_count);
        }

        return _count > from;
    }

    /// <param name="models">How many there are.</param>
    public Postings Build(int models) => new([.. _starts], _models[.._count], _fields[.._count], models);

    private void Put(int place, SearchField fields)
    {
        (_models[_count], _fields[_count]) = (place, fields);
        _count++;
    }
}
