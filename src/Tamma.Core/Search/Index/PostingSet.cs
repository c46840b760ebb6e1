using System.Buffers;
using System.Numerics;

namespace Tamma.Search.Index;

/// <summary>
/// A long run of postings as a set, so that the models of another term are looked up in it and it need not be gone through: one bit for
/// each model, and by the bits before it the place of a model's fields.
/// </summary>
internal sealed class PostingSet
{
    private readonly ulong[] _bits;
    private readonly int[] _before;
    private readonly SearchField[] _fields;
    private readonly int _start;

    private PostingSet(ulong[] bits, SearchField[] fields, int start)
    {
        (_bits, _fields, _start) = (bits, fields, start);
        _before = new int[bits.Length];
        for (var word = 0; word < bits.Length; word++)
        {
            _before[word] = Count;
            Count += BitOperations.PopCount(bits[word]);
        }
    }

    public int Count { get; }

    public ReadOnlySpan<ulong> Bits => _bits;

    /// <summary>Of one term, whose models stand in order.</summary>
    /// <param name="total">Models of the index.</param>
    /// <param name="models">Of the term.</param>
    /// <param name="fields">Of all terms; shared.</param>
    /// <param name="start">Where the term's begin.</param>
    public static PostingSet Of(int total, ReadOnlySpan<int> models, SearchField[] fields, int start)
    {
        var bits = new ulong[Index.Bits.Words(total)];
        foreach (var model in models)
        {
            Index.Bits.Add(bits, model);
        }

        return new(bits, fields, start);
    }

    /// <summary>Of all terms of a range; a model that has several is there with the first.</summary>
    public static PostingSet OfRange(int total, Postings postings, int from, int to)
    {
        var bits = new ulong[Index.Bits.Words(total)];
        var all = ArrayPool<SearchField>.Shared.Rent(Math.Max(1, total));
        var count = 0;
        for (var term = from; term < to; term++)
        {
            var models = postings.Models(term);
            var fields = postings.Fields(term);
            for (var i = 0; i < models.Length; i++)
            {
                if (!Index.Bits.Has(bits, models[i]))
                {
                    Index.Bits.Add(bits, models[i]);
                    all[models[i]] = fields[i];
                    count++;
                }
            }
        }

        var kept = new SearchField[count];
        var at = 0;
        for (var word = 0; word < bits.Length; word++)
        {
            for (var rest = bits[word]; rest != 0; rest &= rest - 1)
            {
                kept[at++] = all[(word << 6) + BitOperations.TrailingZeroCount(rest)];
            }
        }

        ArrayPool<SearchField>.Shared.Return(all);
        return new(bits, kept, 0);
    }

    /// <summary>Of the models in their order, where the range or the term stands in each.</summary>
    public ReadOnlySpan<SearchField> Fields => _fields.AsSpan(_start, Count);

    public IEnumerable<int> Models()
    {
        for (var word = 0; word < _bits.Length; word++)
        {
            for (var rest = _bits[word]; rest != 0; rest &= rest - 1)
            {
                yield return (word << 6) + BitOperations.TrailingZeroCount(rest);
            }
        }
    }

    public bool Has(int model) => Index.Bits.Has(_bits, model);

    /// <summary>Where it stands in a model that is in the set.</summary>
    public SearchField FieldsOf(int model) => _fields[_start + _before[model >> 6] + BitOperations.PopCount(_bits[model >> 6] & ((1UL << (model & 63)) - 1))];
}
