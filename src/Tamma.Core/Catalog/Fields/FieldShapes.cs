using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Tamma.Catalog.Fields;

/// <summary>Ten thousand models have a few hundred different sets of known fields; each such set is kept once.</summary>
internal static class FieldShapes
{
    /// <summary>Foreign data decides the shapes, so their number is bounded; beyond it a set keeps its own array.</summary>
    private const int Most = 20_000;

    private static readonly ConcurrentDictionary<Field[], Field[]> s_shapes = new(new SameFields());

    public static Field[] Share(Field[] fields) =>
        s_shapes.TryGetValue(fields, out var shared) ? shared
        : s_shapes.Count >= Most ? fields
        : s_shapes.GetOrAdd(fields, fields);

    private sealed class SameFields : IEqualityComparer<Field[]>
    {
        public bool Equals(Field[]? x, Field[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode([DisallowNull] Field[] obj)
        {
            HashCode hash = default;
            foreach (var field in obj)
            {
                hash.Add(field.Ordinal);
            }

            return hash.ToHashCode();
        }
    }
}
