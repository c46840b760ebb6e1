using System.Collections.Immutable;
using Tamma.Filters;
using Tamma.Search.Filtering;
using Tamma.Search.Index;

namespace Tamma.Search.Reading;

/// <summary>
/// What is worked on, and what for. Contracts are a condition as long as nobody says what is to be made of them: a model must take PDF. Where a purpose is
/// asked for whose models hardly ever take it, the two would exclude each other, and the purpose is what was asked.
/// </summary>
internal sealed partial class QueryReader
{
    /// <summary>Of so many that are made for a purpose one must take what is worked on. PDF in: one chat model of three to five, one coder of nine, no embedding, ranking or translating one of 91.</summary>
    private const int OneOf = 20;

    /// <summary>Where words said what is worked on, and the conditions that only they gave.</summary>
    private readonly List<(int From, int To, ImmutableArray<Constraint> Said)> _matters = [];

    /// <summary>Where words said what for.</summary>
    private readonly List<(int From, int To, ImmutableArray<Constraint> Said)> _purposes = [];

    /// <summary>Makes wishes of conditions that the purpose excludes.</summary>
    /// <returns>The words of both: what they mean is all that is left to tell who suits.</returns>
    private ImmutableArray<string> GiveWay()
    {
        if (_matters.Count == 0 || _purposes.Count == 0)
        {
            return [];
        }

        var made = FilterExpression.Any([.. _purposes.SelectMany(purpose => purpose.Said).Select(ConstraintFilters.Surely)]);
        var all = Count(made);
        List<(int From, int To)> words = [];
        foreach (var (from, to, said) in _matters)
        {
            if (Count(FilterExpression.All([made, .. said.Select(ConstraintFilters.Surely)])) * OneOf < all)
            {
                words.Add((from, to));
                foreach (var constraint in said)
                {
                    _constraints[_constraints.IndexOf(constraint)] = constraint with { Soft = true };
                }
            }
        }

        return words.Count == 0 ? [] : [.. words.Concat(_purposes.Select(purpose => (purpose.From, purpose.To))).Order().SelectMany(one => _words[one.From..one.To]).Select(word => word.Meant)];
    }

    /// <summary><c>pdf input</c>: that is no matter, but what a model must take.</summary>
    private bool IsStated(int end) => end < _words.Length && _words[end].Meant is ("input" or "inputs" or "support");

    private int Count(FilterExpression filter)
    {
        var set = new ulong[Bits.Words(_data.Count)];
        FilterSets.Write(filter, _index.Coded, _today, set);
        return Bits.Count(set);
    }
}
