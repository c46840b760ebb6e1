using System.Buffers;
using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Filters;
using Tamma.Search.Filtering;
using Tamma.Search.Index;

namespace Tamma.Search.Ranking;

/// <summary>The conditions of a request as sets of models, in one rented block.</summary>
internal sealed class RunSets : IDisposable
{
    private const int Beside = 3;

    private readonly SearchIndex _index;
    private readonly SearchRequest _request;
    private readonly IndexData _data;
    private readonly ulong[] _room;
    private readonly int _words;
    private readonly int _conditions;

    /// <summary>Of the filter, each with a set of its own, because what is counted beside the rows leaves out now this and now that.</summary>
    private readonly ImmutableArray<FilterExpression> _parts;

    public RunSets(SearchIndex index, SearchRequest request, ReadOnlySpan<Constraint> conditions)
    {
        (_index, _request, _data) = (index, request, index.Data);
        _conditions = conditions.Length;
        _parts = FilterSelection.Parts(request.Filter);
        _words = Bits.Words(_data.Count);
        _room = ArrayPool<ulong>.Shared.Rent(Math.Max(1, (_conditions + Beside + _parts.Length) * _words));
        _room.AsSpan(0, _conditions * _words).Clear();
        for (var i = 0; i < _conditions; i++)
        {
            ConstraintSets.Fill(conditions[i], index, Of(i));
        }

        for (var i = 0; i < _parts.Length; i++)
        {
            FilterSets.Write(_parts[i], index.Coded, request.Today, Of(_conditions + Beside + i));
        }

        Choose(conditions);
    }

    /// <summary>Whom the request may see.</summary>
    public Span<ulong> Eligible => Of(_conditions);

    /// <summary>Of these, who satisfies every condition that is no wish.</summary>
    public Span<ulong> Satisfied => Of(_conditions + 1);

    /// <summary>Who would, were the scope wider.</summary>
    public Span<ulong> Everywhere => Of(_conditions + 2);

    public bool Has(int condition, int place) => Bits.Has(Of(condition), place);

    /// <summary>Of 64 models, those that satisfy a condition.</summary>
    public ulong Word(int condition, int word) => _room[(condition * _words) + word];

    public void Dispose() => ArrayPool<ulong>.Shared.Return(_room);

    /// <summary>Writes whom the request may see and who satisfies it, but for what is said of some fields alone.</summary>
    public void FillWithout(Func<FilterField, bool> own, ReadOnlySpan<Constraint> hard, Hiding hidden, Span<ulong> set)
    {
        See(own, hidden, set);
        if (_request.Scope is ModelScope.Mine)
        {
            Bits.And(set, _data.Sets.Mine);
        }

        for (var i = 0; i < hard.Length; i++)
        {
            if (ConstraintFilters.FieldOf(hard[i]) is not { } field || !own(field))
            {
                Bits.And(set, Of(i));
            }
        }
    }

    private Span<ulong> Of(int number) => _room.AsSpan(number * _words, _words);

    /// <summary>With any connection.</summary>
    private void See(Func<FilterField, bool>? own, Hiding hidden, Span<ulong> set)
    {
        Bits.Fill(set, _data.Count);
        if (!FilterSelection.AsksForRemoved(_request.Filter))
        {
            Bits.AndNot(set, _data.Sets.Removed);
        }

        if (hidden is Hiding.Exclude)
        {
            Bits.AndNot(set, _data.Sets.Hidden);
        }
        else if (hidden is Hiding.Only)
        {
            Bits.And(set, _data.Sets.Hidden);
        }

        for (var i = 0; i < _parts.Length; i++)
        {
            if (own is null || FilterSelection.FieldOf(_parts[i]) is not { } field || !own(field))
            {
                Bits.And(set, Of(_conditions + Beside + i));
            }
        }
    }

    private void Choose(ReadOnlySpan<Constraint> conditions)
    {
        var everywhere = Everywhere;
        See(null, _request.Hidden, everywhere);
        everywhere.CopyTo(Eligible);
        if (_request.Scope is ModelScope.Mine)
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
