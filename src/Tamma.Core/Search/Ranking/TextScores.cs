using System.Buffers;
using Tamma.Search.Index;

namespace Tamma.Search.Ranking;

/// <summary>For each model, which terms of the query it has and how much they count. The room is rented and given back.</summary>
internal sealed class TextScores : IDisposable
{
    private readonly float[] _scores;
    private readonly uint[] _matched;
    private readonly uint[] _near;

    public TextScores(ReadOnlySpan<PlannedTerm> terms, IndexData data)
    {
        _scores = ArrayPool<float>.Shared.Rent(data.Count);
        _matched = ArrayPool<uint>.Shared.Rent(data.Count);
        _near = ArrayPool<uint>.Shared.Rent(data.Count);
        _scores.AsSpan(0, data.Count).Clear();
        _matched.AsSpan(0, data.Count).Clear();
        _near.AsSpan(0, data.Count).Clear();
        for (var i = 0; i < terms.Length; i++)
        {
            Total += terms[i].Weight;
            if (!terms[i].Matches.IsEmpty)
            {
                Known |= 1u << i;
                Add(terms[i], 1u << i, data);
                AddNear(terms[i].Near, 1u << i, data);
            }
        }
    }

    /// <summary>Of a model that has all terms in their best places.</summary>
    public float Total { get; }

    /// <summary>Terms that some model has.</summary>
    public uint Known { get; }

    public float this[int model] => _scores[model];

    public uint Matched(int model) => _matched[model];

    /// <summary>Terms of which it has another version.</summary>
    public uint Near(int model) => _near[model];

    public void Dispose()
    {
        ArrayPool<float>.Shared.Return(_scores);
        ArrayPool<uint>.Shared.Return(_matched);
        ArrayPool<uint>.Shared.Return(_near);
    }

    private void AddNear(TermMatch near, uint bit, IndexData data)
    {
        for (var number = near.From; number < near.To; number++)
        {
            foreach (var model in data.Postings.Models(number))
            {
                _near[model] |= bit;
            }
        }
    }

    /// <summary>Matches come best first, so the first that a model has is the one that counts.</summary>
    private void Add(PlannedTerm term, uint bit, IndexData data)
    {
        foreach (var match in term.Matches)
        {
            for (var number = match.From; number < match.To; number++)
            {
                var models = data.Postings.Models(number);
                var fields = data.Postings.Fields(number);
                for (var i = 0; i < models.Length; i++)
                {
                    var model = models[i];
                    if ((_matched[model] & bit) == 0)
                    {
                        _matched[model] |= bit;
                        _scores[model] += term.Weight * match.Quality * FieldWeights.Of(fields[i]);
                    }
                }
            }
        }
    }
}
