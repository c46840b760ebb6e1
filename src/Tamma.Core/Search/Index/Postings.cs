namespace Tamma.Search.Index;

/// <summary>Which models a term stands in, and where there; models in the order of the index.</summary>
internal sealed class Postings
{
    private readonly int[] _starts;
    private readonly int[] _models;
    private readonly SearchField[] _fields;

    /// <param name="starts">Where each term's run begins; one more at the end.</param>
    public Postings(int[] starts, int[] models, SearchField[] fields)
    {
        _starts = starts;
        _models = models;
        _fields = fields;
    }

    /// <summary>Of all terms.</summary>
    public int Total => _models.Length;

    public int Count(int term) => _starts[term + 1] - _starts[term];

    /// <summary>In how many models the terms of a range stand, those in several counted as often.</summary>
    public int Count(int from, int to) => _starts[to] - _starts[from];

    public ReadOnlySpan<int> Models(int term) => _models.AsSpan(_starts[term], Count(term));

    public ReadOnlySpan<SearchField> Fields(int term) => _fields.AsSpan(_starts[term], Count(term));
}
