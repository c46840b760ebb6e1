using System.Runtime.InteropServices;
using Tamma.Search.Names;

namespace Tamma.Search.Index;

/// <summary>Collects the terms of one model after the other, and sorts them in the end.</summary>
internal sealed class TermCollector
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly List<string> _terms = [];
    private readonly List<Posting> _postings = [];

    /// <summary>By term, where its last posting stands; tells whether it is of the model in hand.</summary>
    private readonly List<int> _last = [];

    private readonly char[] _term = new char[NameTokens.Longest];
    private char[] _folded = new char[256];

    public TermCollector() => _lookup = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Reads a text of a model. Its terms, in order, are added to <paramref name="sequence"/> where one is given.</summary>
    public void Add(int model, SearchField field, ReadOnlySpan<char> text, List<int>? sequence = null)
    {
        if (_folded.Length < text.Length)
        {
            _folded = new char[text.Length * 2];
        }

        for (var i = 0; i < text.Length; i++)
        {
            _folded[i] = Fold.Letter(text[i]);
        }

        var tokens = new NameTokens(_folded.AsSpan(0, text.Length), _term);
        while (tokens.MoveNext())
        {
            var term = Number(tokens.Current);
            sequence?.Add(term);
            Post(term, model, field);
        }
    }

    private int Number(ReadOnlySpan<char> term)
    {
        if (!_lookup.TryGetValue(term, out var number))
        {
            number = _terms.Count;
            var text = term.ToString();
            _numbers.Add(text, number);
            _terms.Add(text);
            _last.Add(-1);
        }

        return number;
    }

    private void Post(int term, int model, SearchField field)
    {
        if (_last[term] is >= 0 and var last && _postings[last].Model == model)
        {
            CollectionsMarshal.AsSpan(_postings)[last].Fields |= field;
            return;
        }

        _last[term] = _postings.Count;
        _postings.Add(new() { Term = term, Model = model, Fields = field });
    }

    /// <summary>Sorts the terms; <paramref name="order"/> gives for each number that was handed out its place in the dictionary.</summary>
    /// <param name="total">How many models there are.</param>
    /// <param name="order">By number.</param>
    public (TermDictionary Terms, Postings Postings) Build(int total, out int[] order)
    {
        var sorted = new int[_terms.Count];
        for (var i = 0; i < sorted.Length; i++)
        {
            sorted[i] = i;
        }

        Array.Sort(sorted, (a, b) => _terms[a].AsSpan().SequenceCompareTo(_terms[b]));
        order = new int[sorted.Length];
        for (var place = 0; place < sorted.Length; place++)
        {
            order[sorted[place]] = place;
        }

        var starts = new int[sorted.Length + 1];
        foreach (ref readonly var posting in CollectionsMarshal.AsSpan(_postings))
        {
            starts[order[posting.Term] + 1]++;
        }

        for (var i = 0; i < sorted.Length; i++)
        {
            starts[i + 1] += starts[i];
        }

        // Models were added in order, so each run comes out in order too.
        var next = starts.AsSpan(0, sorted.Length).ToArray();
        var models = new int[_postings.Count];
        var fields = new SearchField[_postings.Count];
        foreach (ref readonly var posting in CollectionsMarshal.AsSpan(_postings))
        {
            var at = next[order[posting.Term]]++;
            (models[at], fields[at]) = (posting.Model, posting.Fields);
        }

        return (TermDictionary.Of([.. sorted.Select(number => _terms[number])]), new(starts, models, fields, total));
    }

    private struct Posting
    {
        public int Term;
        public int Model;
        public SearchField Fields;
    }
}
