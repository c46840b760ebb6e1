using System.Buffers;
using System.Numerics.Tensors;
using Tamma.Search.Embedding;
using Tamma.Search.Index;

namespace Tamma.Search.Ranking;

/// <summary>
/// The products of one vector and the rows of a table, as they are: a row is looked at in few bits first, and exactly when that leaves a doubt or its
/// product is asked for. The room is rented and given back. Not for two threads.
/// </summary>
internal sealed class VectorScores : IDisposable
{
    private readonly EmbeddedRows _rows;
    private readonly ReadOnlyMemory<float> _with;
    private readonly int _count;

    /// <summary>By row, the product where it is known, and no less elsewhere.</summary>
    private readonly float[] _scores;
    private readonly ulong[] _known;

    /// <summary>Rows that are some model's.</summary>
    private readonly ulong[] _used;

    public VectorScores(EmbeddedRows rows, ReadOnlyMemory<float> with)
    {
        (_rows, _with, _count) = (rows, with, rows.Rough.Units.Length);
        _scores = ArrayPool<float>.Shared.Rent(_count);
        _known = ArrayPool<ulong>.Shared.Rent(Bits.Words(_count));
        _used = ArrayPool<ulong>.Shared.Rent(Bits.Words(_count));
        _known.AsSpan(0, Bits.Words(_count)).Clear();
        _used.AsSpan(0, Bits.Words(_count)).Clear();
        foreach (var row in rows.Rows)
        {
            if (row >= 0)
            {
                Bits.Add(_used, row);
            }
        }

        for (var row = 0; row < _count; row++)
        {
            _scores[row] = Bits.Has(_used, row) ? rows.Rough.Dot(row, with.Span) + rows.Rough.Errors[row] : 0;
        }
    }

    /// <summary>The cosine of a row, or zero where that is below.</summary>
    public float this[int row]
    {
        get
        {
            if (!Bits.Has(_known, row))
            {
                _scores[row] = Math.Max(0, TensorPrimitives.Dot(_rows.Values.AsSpan(row * _rows.Dimensions, _rows.Dimensions), _with.Span));
                Bits.Add(_known, row);
            }

            return _scores[row];
        }
    }

    /// <summary>What the cosine of a row is not above.</summary>
    public float Most(int row) => _scores[row];

    /// <summary>Writes which rows have so much of what the nearest has.</summary>
    public void WriteNear(float share, Span<ulong> near)
    {
        near.Clear();
        var least = share * Nearest();
        for (var row = 0; row < _count; row++)
        {
            if (Bits.Has(_used, row) && Most(row) is > 0 and var most && most >= least && ((Least(row) is > 0 and var sure && sure >= least) || (this[row] is > 0 and var exact && exact >= least)))
            {
                Bits.Add(near, row);
            }
        }
    }

    public void Dispose()
    {
        ArrayPool<float>.Shared.Return(_scores);
        ArrayPool<ulong>.Shared.Return(_known);
        ArrayPool<ulong>.Shared.Return(_used);
    }

    private float Nearest()
    {
        var (sure, nearest) = (0f, 0f);
        for (var row = 0; row < _count; row++)
        {
            sure = Bits.Has(_used, row) ? Math.Max(sure, Least(row)) : sure;
        }

        for (var row = 0; row < _count; row++)
        {
            nearest = Bits.Has(_used, row) && Most(row) >= sure ? Math.Max(nearest, this[row]) : nearest;
        }

        return nearest;
    }

    /// <summary>What the cosine of a row is not below.</summary>
    private float Least(int row) => Bits.Has(_known, row) ? _scores[row] : _scores[row] - (2 * _rows.Rough.Errors[row]);
}
