namespace Tamma.Search.Vectors;

/// <summary>Writes a <see cref="VectorTable"/> place by place.</summary>
internal sealed class VectorTableWriter(int places, int dimensions)
{
    private const int Fewest = 64;

    private readonly int[] _rows = new int[places];
    private float[] _values = new float[Fewest * dimensions];
    private int _used;

    /// <summary>The place has a vector of its own, which the caller writes into what is given back, all zero, before the next call.</summary>
    public Span<float> Add(int place)
    {
        if ((_used + 1) * dimensions > _values.Length)
        {
            Array.Resize(ref _values, checked((_used + (_used / 2)) * dimensions));
        }

        _rows[place] = _used;
        return _values.AsSpan(_used++ * dimensions, dimensions);
    }

    /// <summary>The place has the vector of another.</summary>
    public void Share(int place, int other) => _rows[place] = _rows[other];

    public VectorTable Build()
    {
        Array.Resize(ref _values, _used * dimensions);
        return new(_rows, _values, dimensions);
    }
}
