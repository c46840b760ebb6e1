using System.Buffers;

namespace Tamma.Search.Ranking;

/// <summary>For each term of the dictionary, which terms of the query it answers to, and to which it is the same; one bit each. Rented.</summary>
internal sealed class TermMasks : IDisposable
{
    /// <summary>A term of this quality stands for what was written; from the second on it is the same.</summary>
    private const float Counts = 0.69f;
    private const float Same = 0.9f;

    private readonly PlannedTerm[] _terms;
    private readonly uint[] _counts;
    private readonly uint[] _same;

    /// <param name="terms">Of the query.</param>
    /// <param name="dictionary">How many terms there are.</param>
    public TermMasks(PlannedTerm[] terms, int dictionary)
    {
        _terms = terms;
        _counts = Rent(dictionary);
        _same = Rent(dictionary);
        for (var i = 0; i < terms.Length; i++)
        {
            foreach (var match in terms[i].Matches)
            {
                if (match.Quality >= Counts)
                {
                    Add(_counts, match, 1u << i);
                }

                if (match.Quality >= Same)
                {
                    Add(_same, match, 1u << i);
                }
            }
        }
    }

    public bool Counted(int term, int of) => (_counts[term] >> of & 1) != 0;

    public bool IsSame(int term, int of) => (_same[term] >> of & 1) != 0;

    public uint Of(int term) => _counts[term];

    /// <summary>Given back clean: only what was written to is cleared.</summary>
    public void Dispose()
    {
        foreach (var term in _terms)
        {
            foreach (var match in term.Matches)
            {
                _counts.AsSpan(match.From, match.To - match.From).Clear();
                _same.AsSpan(match.From, match.To - match.From).Clear();
            }
        }

        s_clean.Return(_counts);
        s_clean.Return(_same);
    }

    /// <summary>A pool of its own, whose arrays are always clean.</summary>
    private static readonly ArrayPool<uint> s_clean = ArrayPool<uint>.Create(1 << 22, 64);

    private static uint[] Rent(int count) => s_clean.Rent(Math.Max(count, 1));

    private static void Add(uint[] masks, TermMatch match, uint bit)
    {
        foreach (ref var mask in masks.AsSpan(match.From, match.To - match.From))
        {
            mask |= bit;
        }
    }
}
