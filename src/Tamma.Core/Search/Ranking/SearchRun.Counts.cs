using System.Buffers;
using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Filters;
using Tamma.Search.Facets;
using Tamma.Search.Filtering;
using Tamma.Search.Index;

namespace Tamma.Search.Ranking;

/// <content>What is counted beside the rows.</content>
internal sealed partial class SearchRun
{
    /// <summary>With so few found, it is told who has more.</summary>
    private const int Few = 3;

    private const int MostProviders = 5;

    /// <summary>Of each facet, values at most.</summary>
    private const int MostValues = 20;

    /// <summary>So many are written down one by one, for all facets.</summary>
    private const int MostListed = 4_096;

    /// <summary>Fields of which it is counted how many do not state them.</summary>
    private const int MostUnknown = 6;

    private static readonly FilterField s_provider = ModelFields.Of("provider").Filter;
    private static readonly FilterField s_pricing = ModelFields.Of("pricing_status").Filter;

    private List<FilterField>? _selected;

    private ImmutableArray<Facet> Facets()
    {
        if (_request.Facets.IsEmpty || _isEmpty)
        {
            return [.. _request.Facets.Select(static field => new Facet(field.Name, [], 0, 0))];
        }

        var words = Bits.Words(_data.Count);
        var rented = ArrayPool<ulong>.Shared.Rent(2 * words);
        var listed = ArrayPool<int>.Shared.Rent(MostListed);
        try
        {
            var found = rented.AsSpan(0, words);
            var wider = rented.AsSpan(words, words);
            _sets.Satisfied.CopyTo(found);
            KeepText(found);
            var total = Bits.Count(found);
            var places = total > MostListed ? [] : Bits.List(found, listed);
            var facets = ImmutableArray.CreateBuilder<Facet>(_request.Facets.Length);
            foreach (var field in _request.Facets)
            {
                if (Selects(field))
                {
                    FillWithout(own => own == field, _request.Hidden, wider);
                    facets.Add(FacetCounter.Count(_index.Coded.Of(field), wider, MostValues));
                }
                else
                {
                    facets.Add(FacetCounter.Count(_index.Coded.Of(field), found, total, places, MostValues));
                }
            }

            return facets.MoveToImmutable();
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(rented);
            ArrayPool<int>.Shared.Return(listed);
        }
    }

    private ImmutableArray<LeftOut> LeftOut()
    {
        if (!_request.CountLeftOut || _isEmpty)
        {
            return [];
        }

        var words = Bits.Words(_data.Count);
        var rented = ArrayPool<ulong>.Shared.Rent(2 * words);
        try
        {
            var found = rented.AsSpan(0, words);
            var wider = rented.AsSpan(words, words);
            _sets.Satisfied.CopyTo(found);
            KeepText(found);
            var reasons = ImmutableArray.CreateBuilder<LeftOut>();
            var fields = SelectedFields();
            if (fields.Exists(FilterSelection.IsPrice))
            {
                FillWithout(FilterSelection.IsPrice, _request.Hidden, wider);
                Bits.AndNot(wider, found);
                AddPrices(reasons, wider);
            }

            foreach (var field in fields.Where(field => !FilterSelection.IsPrice(field)).Take(MostUnknown))
            {
                FillWithout(own => own == field, _request.Hidden, wider);
                Bits.AndNot(wider, found);
                Add(reasons, $"unknown {field.ShortName ?? field.Name}", FacetCounter.CountUnknown(_index.Coded.Of(field), wider));
            }

            if (_request.Hidden is Hiding.Exclude && _data.Sets.Hidden.AsSpan().ContainsAnyExcept(0UL))
            {
                FillWithout(static _ => false, Hiding.Only, wider);
                Add(reasons, "hidden", Bits.Count(wider));
            }

            return reasons.DrainToImmutable();
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(rented);
        }
    }

    private ImmutableArray<SearchHit> Grouped(ImmutableArray<SearchHit> rows, Groups groups)
    {
        var rented = ArrayPool<ulong>.Shared.Rent(Bits.Words(_data.Count));
        try
        {
            var found = rented.AsSpan(0, Bits.Words(_data.Count));
            _sets.Satisfied.CopyTo(found);
            KeepText(found);
            var ids = rows.Select(row => groups.IdOf(row.Place)).ToList();
            var known = groups.Of(ids.OfType<string>(), found);
            return [.. rows.Select((row, i) => ids[i] is { } id && known[id].Listings > 0 ? row with { Group = known[id] } : row)];
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(rented);
        }
    }

    /// <summary>What costs nothing, what a plan pays for and what nobody prices are three things, and none is a price that was too high.</summary>
    private void AddPrices(ImmutableArray<LeftOut>.Builder reasons, ReadOnlySpan<ulong> set)
    {
        var facet = FacetCounter.Count(_index.Coded.Of(s_pricing), set, int.MaxValue);
        foreach (var status in new[] { "free", "subscription" })
        {
            Add(reasons, status, facet.Values.FirstOrDefault(value => value.Label.Value == status, new(new(status), 0)).Count);
        }

        Add(reasons, "unknown price", facet.Unknown);
    }

    private static void Add(ImmutableArray<LeftOut>.Builder reasons, string why, int count)
    {
        if (count > 0)
        {
            reasons.Add(new(why, count));
        }
    }

    /// <summary>Of those that <see cref="CountElsewhere"/> left in the set.</summary>
    private ImmutableArray<FacetValue> ProvidersElsewhere()
    {
        KeepText(_sets.Everywhere);
        return FacetCounter.Count(_index.Coded.Of(s_provider), _sets.Everywhere, MostProviders).Values;
    }

    private void FillWithout(Func<FilterField, bool> own, Hiding hidden, Span<ulong> set)
    {
        _sets.FillWithout(own, hidden, set);
        KeepText(set);
    }

    private bool Selects(FilterField field) => SelectedFields().Contains(field);

    private List<FilterField> SelectedFields() => _selected ??=
        [.. _filters.Select(FilterSelection.FieldOf).OfType<FilterField>().Concat(FilterSelection.FieldsOf(_request.Filter)).Distinct()];

    private void KeepText(Span<ulong> set)
    {
        if (_text is not null)
        {
            Bits.And(set, _text.With);
        }
        else if (_isMeantOnly)
        {
            Bits.And(set, _meaning!.Near);
        }
    }
}
