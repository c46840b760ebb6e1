using System.Buffers;
using System.Collections.Immutable;
using System.Numerics;
using Tamma.Catalog;
using Tamma.Filters;
using Tamma.Search.Filtering;
using Tamma.Search.Index;

namespace Tamma.Search.Ranking;

/// <summary>The conditions of a request as sets of models, in one rented block.</summary>
internal sealed class RunSets : IDisposable
{
    private const int Beside = 3;
    private const int MostOrdered = 32;

    private readonly SearchIndex _index;
    private readonly SearchRequest _request;
    private readonly IndexData _data;
    private readonly ulong[] _room;
    private readonly int _words;
    private readonly ImmutableArray<FilterExpression> _conditions;

    /// <summary>Of the filter, each with a set of its own, because what is counted beside the rows leaves out now this and now that.</summary>
    private readonly ImmutableArray<FilterExpression> _parts;

    /// <param name="index">Whose models.</param>
    /// <param name="request">Its filter, and whom it may see.</param>
    /// <param name="conditions">What must hold beside the filter.</param>
    /// <param name="wishes">What need not hold.</param>
    public RunSets(SearchIndex index, SearchRequest request, ImmutableArray<FilterExpression> conditions, ImmutableArray<FilterExpression> wishes)
    {
        (_index, _request, _data, _conditions) = (index, request, index.Data, conditions);
        _parts = request.Filter == FilterExpression.Everything ? [] : FilterSelection.Parts(request.Filter);
        _words = Bits.Words(_data.Count);
        _room = ArrayPool<ulong>.Shared.Rent(Math.Max(1, (_conditions.Length + Beside + _parts.Length + wishes.Length) * _words));
        Fill(conditions, 0);
        Fill(_parts, _conditions.Length + Beside);
        Fill(wishes, _conditions.Length + Beside + _parts.Length);
        Choose();
    }

    /// <summary>Whom the request may see.</summary>
    public Span<ulong> Eligible => Of(_conditions.Length);

    /// <summary>Of these, who satisfies every condition that is no wish.</summary>
    public Span<ulong> Satisfied => Of(_conditions.Length + 1);

    /// <summary>Who would, were the scope wider.</summary>
    public Span<ulong> Everywhere => Of(_conditions.Length + 2);

    /// <summary>The conditions in the order in which they were applied; only where it is to be explained.</summary>
    public ImmutableArray<PlanStep> Steps { get; private set; } = [];

    public bool Has(int condition, int place) => Bits.Has(Of(condition), place);

    public bool Grants(int wish, int place) => Bits.Has(Of(_conditions.Length + Beside + _parts.Length + wish), place);

    /// <summary>How many may be seen at all.</summary>
    public int CountShown()
    {
        var shown = new ulong[_words];
        Show(_request.Hidden, shown);
        return CountSeen(shown);
    }

    /// <summary>Of 64 models, those that satisfy a condition.</summary>
    public ulong Word(int condition, int word) => _room[(condition * _words) + word];

    public void Dispose() => ArrayPool<ulong>.Shared.Return(_room);

    /// <summary>Writes whom the request may see and who satisfies it, but for what is said of some fields alone.</summary>
    public void FillWithout(Func<FilterField, bool> own, Hiding hidden, Span<ulong> set)
    {
        See(own, hidden, set);
        if (_request.Scope is ModelScope.Mine)
        {
            Bits.And(set, _data.Sets.Mine);
        }

        for (var i = 0; i < _conditions.Length; i++)
        {
            if (FilterSelection.FieldOf(_conditions[i]) is not { } field || !own(field))
            {
                Bits.And(set, Of(i));
            }
        }
    }

    private Span<ulong> Of(int number) => _room.AsSpan(number * _words, _words);

    private void Fill(ImmutableArray<FilterExpression> filters, int from)
    {
        for (var i = 0; i < filters.Length; i++)
        {
            if (!CalledSets.TryWrite(filters[i], _data, Of(from + i)))
            {
                FilterSets.Write(filters[i], _index.Coded, _request.Today, Of(from + i));
            }
        }
    }

    /// <summary>With any connection.</summary>
    private void See(Func<FilterField, bool>? own, Hiding hidden, Span<ulong> set)
    {
        Show(hidden, set);
        for (var i = 0; i < _parts.Length; i++)
        {
            if (own is null || FilterSelection.FieldOf(_parts[i]) is not { } field || !own(field))
            {
                Bits.And(set, Of(_conditions.Length + Beside + i));
            }
        }
    }

    /// <summary>Whom anybody may see.</summary>
    private void Show(Hiding hidden, Span<ulong> set)
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
    }

    /// <summary>The most selective comes first, and where nothing is left the others are not looked at.</summary>
    private void Choose()
    {
        var everywhere = Everywhere;
        See(null, _request.Hidden, Eligible);
        Show(_request.Hidden, everywhere);
        Span<(int Count, int Set)> order = stackalloc (int, int)[MostOrdered];
        order = order.Length < _conditions.Length + _parts.Length ? new (int, int)[_conditions.Length + _parts.Length] : order[..(_conditions.Length + _parts.Length)];
        for (var i = 0; i < order.Length; i++)
        {
            var set = i < _conditions.Length ? i : i + Beside;
            order[i] = (Bits.Count(Of(set)), set);
        }

        order.Sort();
        var steps = _request.Explain ? ImmutableArray.CreateBuilder<PlanStep>(order.Length) : null;
        foreach (var (count, set) in order)
        {
            Bits.And(everywhere, Of(set));
            steps?.Add(new(FilterPrinter.Print(set < _conditions.Length ? _conditions[set] : _parts[set - _conditions.Length - Beside], useShort: true), count, CountSeen(everywhere)));
            if (!everywhere.ContainsAnyExcept(0UL))
            {
                break;
            }
        }

        Steps = steps?.DrainToImmutable() ?? [];
        if (_request.Scope is ModelScope.Mine)
        {
            Bits.And(Eligible, _data.Sets.Mine);
        }

        Eligible.CopyTo(Satisfied);
        Bits.And(Satisfied, everywhere);
    }

    /// <summary>How many of them the scope has.</summary>
    private int CountSeen(ReadOnlySpan<ulong> set)
    {
        var seen = 0;
        for (var word = 0; word < set.Length; word++)
        {
            seen += BitOperations.PopCount(set[word] & (_request.Scope is ModelScope.Mine ? _data.Sets.Mine[word] : ulong.MaxValue));
        }

        return seen;
    }
}
