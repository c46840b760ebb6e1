using System.Buffers;
using System.Numerics;
using Tamma.Filters;
using Tamma.Search.Filtering;

namespace Tamma.Search.Ranking;

/// <summary>The best listing of each canonical model. The room is rented and given back.</summary>
internal sealed class Groups : IDisposable
{
    private static readonly FilterField s_canonical = ModelFields.Of("canonical").Filter;
    private static readonly FilterField s_price = ModelFields.Of("price").Filter;

    private readonly SearchIndex _index;
    private readonly CodedColumn _column;
    private readonly Ranked[] _best;
    private readonly bool[] _has;

    public Groups(SearchIndex index)
    {
        _index = index;
        _column = index.Coded.Of(s_canonical);
        _best = ArrayPool<Ranked>.Shared.Rent(_column.Values.Length);
        _has = ArrayPool<bool>.Shared.Rent(_column.Values.Length);
        _has.AsSpan(0, _column.Values.Length).Clear();
    }

    /// <returns>False where it is no canonical model's, and stands for itself.</returns>
    public bool Take(in Ranked one)
    {
        var code = _column.Codes[one.Place];
        if (code == CodedColumn.Unknown)
        {
            return false;
        }

        if (!_has[code] || one.CompareTo(_best[code]) < 0)
        {
            _best[code] = one;
            _has[code] = true;
        }

        return true;
    }

    /// <summary>Offers the best of each.</summary>
    /// <returns>How many there are.</returns>
    public int Offer(ref Best best)
    {
        var count = 0;
        for (var code = 0; code < _column.Values.Length; code++)
        {
            if (_has[code])
            {
                count++;
                best.Offer(_best[code]);
            }
        }

        return count;
    }

    /// <summary>The listing that stands for a group; what is no canonical model's stands for itself.</summary>
    public int BestOf(int place) => _column.Codes[place] is var code && code != CodedColumn.Unknown && _has[code] ? _best[code].Place : place;

    /// <summary>What stands behind rows, of those listings that are in the set.</summary>
    public Dictionary<string, ListingGroup> Of(IEnumerable<string> canonical, ReadOnlySpan<ulong> set)
    {
        Dictionary<string, (ListingGroup Group, HashSet<string> Providers)> groups = new(StringComparer.Ordinal);
        foreach (var id in canonical)
        {
            groups[id] = (new(id, 0, 0, null, null), new(StringComparer.Ordinal));
        }

        for (var word = 0; word < set.Length; word++)
        {
            for (var bits = set[word]; bits != 0; bits &= bits - 1)
            {
                var place = (word << 6) + BitOperations.TrailingZeroCount(bits);
                if (IdOf(place) is { } id && groups.TryGetValue(id, out var known))
                {
                    groups[id] = (With(known.Group, known.Providers, place), known.Providers);
                }
            }
        }

        return groups.ToDictionary(pair => pair.Key, pair => pair.Value.Group with { Providers = pair.Value.Providers.Count }, StringComparer.Ordinal);
    }

    public string? IdOf(int place) => _column.Codes[place] is var code && code == CodedColumn.Unknown ? null : _column.Values[code].AsText();

    public void Dispose()
    {
        ArrayPool<Ranked>.Shared.Return(_best);
        ArrayPool<bool>.Shared.Return(_has);
    }

    private ListingGroup With(ListingGroup group, HashSet<string> providers, int place)
    {
        var model = _index.Models[place];
        providers.Add(model.Key.Provider);
        var prices = _index.Coded.Of(s_price);
        var one = group with { Listings = group.Listings + 1 };
        return prices.Codes[place] is var code && (code == CodedColumn.Unknown || !prices.Values[code].TryNumber(out var price)) ? one
            : price == 0 ? one with { Free = one.Free + 1 }
            : one.From <= price ? one
            : one with { From = price, Cheapest = model.Key };
    }
}
