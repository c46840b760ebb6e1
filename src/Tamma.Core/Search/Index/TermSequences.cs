namespace Tamma.Search.Index;

/// <summary>The terms of one field of each model, in their order: for phrases, and for what is exactly the same name.</summary>
internal sealed class TermSequences
{
    private readonly int[] _starts;
    private readonly int[] _terms;

    /// <param name="starts">Where each model's run begins; one more at the end.</param>
    public TermSequences(int[] starts, int[] terms)
    {
        _starts = starts;
        _terms = terms;
    }

    public ReadOnlySpan<int> this[int model] => _terms.AsSpan(_starts[model], _starts[model + 1] - _starts[model]);
}
