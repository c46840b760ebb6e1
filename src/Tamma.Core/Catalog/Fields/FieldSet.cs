using System.Buffers;
using System.Collections;

namespace Tamma.Catalog.Fields;

/// <summary>The known fields of something, sorted. What is not in it is unknown.</summary>
public sealed class FieldSet : IEquatable<FieldSet>, IReadOnlyCollection<KeyValuePair<Field, FieldValue>>
{
    private readonly Field[] _fields;
    private readonly FieldValue[] _values;

    private FieldSet(Field[] fields, FieldValue[] values)
    {
        _fields = fields;
        _values = values;
    }

    public static FieldSet Empty { get; } = new([], []);

    public int Count => _fields.Length;

    /// <summary>The fields alone, in the order of the values.</summary>
    public ReadOnlySpan<Field> Fields => _fields;

    public ReadOnlySpan<FieldValue> Values => _values;

    public FieldValue? this[Field field] => TryGet(field, out var value) ? value : null;

    public static FieldSet From(IEnumerable<KeyValuePair<Field, FieldValue>> pairs) => new Builder().AddRange(pairs).Build();

    /// <param name="fields">Sorted, none twice.</param>
    /// <param name="values">One for each.</param>
    internal static FieldSet FromSorted(ReadOnlySpan<Field> fields, ReadOnlySpan<FieldValue> values) =>
        fields.IsEmpty ? Empty : new(FieldShapes.Share(fields), values.ToArray());

    public int IndexOf(Field field) => Array.BinarySearch(_fields, field);

    public bool TryGet(Field field, out FieldValue value)
    {
        var index = IndexOf(field);
        value = index >= 0 ? _values[index] : default;
        return index >= 0;
    }

    /// <summary>The same set without what the predicate refuses.</summary>
    public FieldSet Where(Func<Field, bool> keep)
    {
        var fields = ArrayPool<Field>.Shared.Rent(_fields.Length);
        var values = ArrayPool<FieldValue>.Shared.Rent(_fields.Length);
        var count = 0;
        for (var i = 0; i < _fields.Length; i++)
        {
            if (keep(_fields[i]))
            {
                (fields[count], values[count]) = (_fields[i], _values[i]);
                count++;
            }
        }

        var kept = count == _fields.Length ? this : FromSorted(fields.AsSpan(0, count), values.AsSpan(0, count));
        ArrayPool<Field>.Shared.Return(fields);
        ArrayPool<FieldValue>.Shared.Return(values, clearArray: true);
        return kept;
    }

    public bool Equals(FieldSet? other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        if (other is null || _fields.Length != other._fields.Length)
        {
            return false;
        }

        for (var i = 0; i < _fields.Length; i++)
        {
            if (!ReferenceEquals(_fields[i], other._fields[i]) || _values[i] != other._values[i])
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as FieldSet);

    public override int GetHashCode() => _values.Aggregate(_fields.Length, (hash, value) => HashCode.Combine(hash, value));

    public IEnumerator<KeyValuePair<Field, FieldValue>> GetEnumerator()
    {
        for (var i = 0; i < _fields.Length; i++)
        {
            yield return new(_fields[i], _values[i]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Collects fields in any order. Setting a field again replaces its value.</summary>
    public sealed class Builder
    {
        private Field[] _fields = new Field[32];
        private FieldValue[] _values = new FieldValue[32];

        public int Count { get; private set; }

        /// <summary>Kept sorted as it grows: sources name their members in nearly the registry's order, so most fields go to the end.</summary>
        public Builder Set(Field field, FieldValue value)
        {
            var place = Count;
            while (place > 0 && _fields[place - 1].CompareTo(field) is var order && order >= 0)
            {
                if (order == 0)
                {
                    _values[place - 1] = value;
                    return this;
                }

                place--;
            }

            if (Count == _fields.Length)
            {
                Array.Resize(ref _fields, Count * 2);
                Array.Resize(ref _values, Count * 2);
            }

            Array.Copy(_fields, place, _fields, place + 1, Count - place);
            Array.Copy(_values, place, _values, place + 1, Count - place);
            _fields[place] = field;
            _values[place] = value;
            Count++;
            return this;
        }

        /// <summary>What is set for a field so far; null when nothing is.</summary>
        public FieldValue? Peek(Field field) =>
            Array.BinarySearch(_fields, 0, Count, field) is >= 0 and var index ? _values[index] : null;

        public Builder AddRange(IEnumerable<KeyValuePair<Field, FieldValue>> pairs)
        {
            foreach (var (field, value) in pairs)
            {
                Set(field, value);
            }

            return this;
        }

        /// <summary>Sets the field when the value is known.</summary>
        public Builder SetKnown(Field field, FieldValue? value) => value is { } known ? Set(field, known) : this;

        /// <summary>Gives the set and empties the builder for the next.</summary>
        public FieldSet Build()
        {
            if (Count == 0)
            {
                return Empty;
            }

            var set = new FieldSet(FieldShapes.Share(_fields.AsSpan(0, Count)), _values.AsSpan(0, Count).ToArray());
            Array.Clear(_values, 0, Count);
            Count = 0;
            return set;
        }
    }
}
