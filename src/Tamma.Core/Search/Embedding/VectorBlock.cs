namespace Tamma.Search.Embedding;

/// <summary>
/// The growing rows behind the generations of one space. Only the follower writes, and only behind the rows that a generation has seen, so
/// that a new text costs its own row and no copy of the others. Not for two threads.
/// </summary>
/// <param name="mostBytes">What all rows together may take, and a quarter of it more for their rough ones.</param>
internal sealed class VectorBlock(EmbeddingSpace space, ModelTexts texts, long mostBytes = VectorBlock.MostBytes)
{
    /// <summary>More is a mistake of configuration: 8,000 texts of 8,192 dimensions are half of it.</summary>
    public const long MostBytes = 512L * 1024 * 1024;

    private const int Fewest = 64;

    private Dictionary<TextHash, int> _rows = [];
    private float[] _values = [];
    private RoughVectors _rough = RoughVectors.None;
    private int _used;

    /// <summary>Zero until the first vector is there.</summary>
    public int Dimensions { get; private set; } = space.Dimensions ?? 0;

    public EmbeddingSpace Space => space;

    public bool Has(TextHash text) => _rows.ContainsKey(text);

    /// <exception cref="EmbeddingException">It has another length than the others, or there is no room.</exception>
    public void Add(TextHash text, ReadOnlySpan<float> vector)
    {
        Dimensions = Dimensions == 0 ? vector.Length : Dimensions;
        if (vector.Length != Dimensions)
        {
            throw VectorCheck.WrongDimensions(vector.Length, Dimensions, space);
        }

        if (_rows.ContainsKey(text))
        {
            return;
        }

        Grow();
        vector.CopyTo(_values.AsSpan(_used * Dimensions));
        _rough.Write(_used, vector);
        _rows.Add(text, _used++);
    }

    /// <summary>What is wanted, as far as it is here. What is wanted no more goes when it is more than the rest.</summary>
    public EmbeddedModels Generation(IReadOnlyCollection<TextHash> wanted)
    {
        if (_used > Fewest + (2 * wanted.Count))
        {
            Keep(wanted);
        }

        return new(space, new(_rows), _values, _rough, Dimensions, texts);
    }

    private void Keep(IReadOnlyCollection<TextHash> wanted)
    {
        var kept = wanted.Where(_rows.ContainsKey).ToList();
        var (rows, values, rough) = (new Dictionary<TextHash, int>(kept.Count), new float[kept.Count * Dimensions], RoughVectors.None.Grown(kept.Count, Dimensions));
        foreach (var text in kept)
        {
            var vector = _values.AsSpan(_rows[text] * Dimensions, Dimensions);
            vector.CopyTo(values.AsSpan(rows.Count * Dimensions));
            rough.Write(rows.Count, vector);
            rows.Add(text, rows.Count);
        }

        (_rows, _values, _rough, _used) = (rows, values, rough, rows.Count);
    }

    private void Grow()
    {
        var rows = _values.Length / Dimensions;
        if (_used < rows)
        {
            return;
        }

        var most = mostBytes / sizeof(float) / Dimensions;
        if (_used >= most)
        {
            throw new EmbeddingException(FormattableString.Invariant(
                $"more than {most:N0} texts of {Dimensions:N0} dimensions are more than the {mostBytes / (1024 * 1024)} MB that vectors may take; set search.embeddings.dimensions to fewer, if the model can do that"));
        }

        var room = (int)Math.Min(most, Math.Max(Fewest, rows + (rows / 2)));
        Array.Resize(ref _values, room * Dimensions);
        _rough = _rough.Grown(room, Dimensions);
    }
}
