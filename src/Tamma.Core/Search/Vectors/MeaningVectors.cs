using System.Buffers;
using System.Numerics;
using Tamma.Search.Index;

namespace Tamma.Search.Vectors;

/// <summary>The vectors of what models are for and what they are called: the axes of a glossary, then the directions of their names.</summary>
internal static class MeaningVectors
{
    /// <summary>What a name weighs against all that a model is for.</summary>
    private const float NameWeight = 1.5f;

    /// <param name="axes">By axis, the models that lie on it.</param>
    public static VectorTable Of(IndexData data, Glossary glossary, ulong[][] axes)
    {
        var masks = ArrayPool<ulong>.Shared.Rent(Math.Max(1, data.Count));
        try
        {
            Turn(axes, masks.AsSpan(0, data.Count));
            var table = new VectorTableWriter(data.Count, glossary.Axes.Length + NameDirections.Dimensions);
            Dictionary<long, int> known = [];
            for (var place = 0; place < data.Count; place++)
            {
                var key = KeyOf(data, place, masks[place]);
                if (known.TryGetValue(key, out var other) && masks[other] == masks[place] && Tail(data, other).SequenceEqual(Tail(data, place)) && data.Names[other].SequenceEqual(data.Names[place]))
                {
                    table.Share(place, other);
                    continue;
                }

                known.TryAdd(key, place);
                var vector = table.Add(place);
                for (var rest = masks[place]; rest != 0; rest &= rest - 1)
                {
                    var axis = BitOperations.TrailingZeroCount(rest);
                    vector[axis] = glossary.Axes[axis].Weight;
                }

                NameDirections.Add(data, place, NameWeight, vector[glossary.Axes.Length..]);
                VectorTable.Normalise(vector);
            }

            return table.Build();
        }
        finally
        {
            ArrayPool<ulong>.Shared.Return(masks);
        }
    }

    /// <summary>The models of each axis → the axes of each model, one bit each.</summary>
    private static void Turn(ulong[][] axes, Span<ulong> masks)
    {
        masks.Clear();
        for (var axis = 0; axis < axes.Length; axis++)
        {
            for (var word = 0; word < axes[axis].Length; word++)
            {
                for (var bits = axes[axis][word]; bits != 0; bits &= bits - 1)
                {
                    masks[(word << 6) + BitOperations.TrailingZeroCount(bits)] |= 1UL << axis;
                }
            }
        }
    }

    private static ReadOnlySpan<int> Tail(IndexData data, int place) => data.Ids[place][data.Tails[place]..];

    /// <summary>The same for the same axes and names, and rarely for others.</summary>
    private static long KeyOf(IndexData data, int place, ulong mask)
    {
        var key = mask * 0x9E3779B97F4A7C15UL;
        foreach (var term in Tail(data, place))
        {
            key = (key ^ (uint)term) * 1_099_511_628_211UL;
        }

        key ^= key >> 29;
        foreach (var term in data.Names[place])
        {
            key = (key ^ (uint)term) * 1_099_511_628_211UL;
        }

        return (long)(key ^ (key >> 32));
    }
}
