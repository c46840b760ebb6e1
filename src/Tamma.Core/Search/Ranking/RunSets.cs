using System.Buffers;
using Tamma.Catalog;
using Tamma.Search.Index;

namespace Tamma.Search.Ranking;

/// <summary>The conditions of a request as sets of models, in one rented block.</summary>
internal sealed class RunSets : IDisposable
{
    private const int Beside = 3;

    private readonly IndexData _data;
    private readonly ulong[] _room;
    private readonly int _words;
    private readonly int _conditions;

    public RunSets(SearchIndex index, SearchRequest request, ReadOnlySpan<Constraint> conditions)
    {
        _data = index.Data;
        _conditions = conditions.Length;
        _words = Bits.Words(_data.Count);
        _room = ArrayPool<ulong>.Shared.Rent(Math.Max(1, (_conditions + Beside) * _words));
        _room.AsSpan(0, (_conditions + Beside) * _words).Clear();
        for (var i = 0; i < _conditions; i++)
        {
            ConstraintSets.Fill(conditions[i], index, Of(i));
        }

        Choose(request, conditions);
    }

    /// <summary>Whom the request may see.</summary>
    public Span<ulong> Eligible => Of(_conditions);

    /// <summary>Of these, who satisfies every condition that is no wish.</summary>
    public Span<ulong> Satisfied => Of(_conditions + 1);

    /// <summary>Who would, were the scope wider.</summary>
    public Span<ulong> Everywhere => Of(_conditions + 2);

    public bool Has(int condition, int place) => Bits.Has(Of(condition), place);

    public void Dispose() => ArrayPool<ulong>.Shared.Return(_room);

    private Span<ulong> Of(int number) => _room.AsSpan(number * _words, _words);

    private void Choose(SearchRequest request, ReadOnlySpan<Constraint> conditions)
    {
        var everywhere = Everywhere;
        Bits.Fill(everywhere, _data.Count);
        Bits.AndNot(everywhere, _data.Sets.Removed);
        if (request.Hidden is Hiding.Exclude)
        {
            Bits.AndNot(everywhere, _data.Sets.Hidden);
        }
        else if (request.Hidden is Hiding.Only)
        {
            Bits.And(everywhere, _data.Sets.Hidden);
        }

        everywhere.CopyTo(Eligible);
        if (request.Scope is ModelScope.Mine)
        {
            Bits.And(Eligible, _data.Sets.Mine);
        }

        for (var i = 0; i < conditions.Length; i++)
        {
            if (!conditions[i].Soft)
            {
                Bits.And(everywhere, Of(i));
            }
        }

        Eligible.CopyTo(Satisfied);
        Bits.And(Satisfied, everywhere);
    }
}
