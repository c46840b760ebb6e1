using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Tamma.Catalog.Fields;

/// <summary>Ten thousand models have a few hundred different sets of known fields; each such set is kept once.</summary>
internal static class FieldShapes
{
    /// <summary>Foreign data decides the shapes, so their number is bounded; beyond it a set keeps its own array.</summary>
    private const int Most = 20_000;

    private static readonly ConcurrentDictionary<Field[], Field[]> s_shapes = new(new SameFields());

    private static readonly ConcurrentDictionary<Field[], Field[]>.AlternateLookup<ReadOnlySpan<Field>> s_bySpan =
        s_shapes.GetAlternateLookup<ReadOnlySpan<Field>>();

    public static Field[] Share(ReadOnlySpan<Field> fields)
    {
        if (s_bySpan.TryGetValue(fields, out var shared))
        {
            return shared;
        }

        var own = fields.ToArray();
        return s_shapes.Count >= Most ? own : s_shapes.GetOrAdd(own, own);
    }

    private sealed class SameFields : IEqualityComparer<Field[]>, IAlternateEqualityComparer<ReadOnlySpan<Field>, Field[]>
    {
        public bool Equals(Field[]? x, Field[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] Field[] obj) => GetHashCode(obj.AsSpan());

        public bool Equals(ReadOnlySpan<Field> alternate, Field[] other) => alternate.SequenceEqual(other);

        public Field[] Create(ReadOnlySpan<Field> alternate) => alternate.ToArray();

        public int GetHashCode(ReadOnlySpan<Field> alternate)
        {
            HashCode hash = default;
            foreach (var field in alternate)
            {
                hash.Add(field.Ordinal);
            }

            return hash.ToHashCode();
        }
    }
}
