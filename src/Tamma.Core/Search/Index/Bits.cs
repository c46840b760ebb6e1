using System.Numerics;
using System.Runtime.InteropServices;

namespace Tamma.Search.Index;

/// <summary>A set of models, one bit each by their place in the index. Operations are on spans, so that working sets can be rented.</summary>
internal static class Bits
{
    private const int Word = 64;

    public static int Words(int count) => (count + Word - 1) / Word;

    public static bool Has(ReadOnlySpan<ulong> bits, int index) => (bits[index >> 6] >> (index & 63) & 1) != 0;

    public static void Add(Span<ulong> bits, int index) => bits[index >> 6] |= 1UL << (index & 63);

    public static void Set(Span<ulong> bits, int index, bool isIn)
    {
        var bit = 1UL << (index & 63);
        bits[index >> 6] = isIn ? bits[index >> 6] | bit : bits[index >> 6] & ~bit;
    }

    /// <summary>Adds a run of one set to another, at another place.</summary>
    public static void Copy(ReadOnlySpan<ulong> bits, int from, Span<ulong> into, int to, int length)
    {
        while (length > 0)
        {
            var take = Math.Min(Word - (to & 63), length);
            var word = bits[from >> 6] >> (from & 63);
            if ((from & 63) + take > Word)
            {
                word |= bits[(from >> 6) + 1] << (Word - (from & 63));
            }

            into[to >> 6] |= (take == Word ? word : word & ((1UL << take) - 1)) << (to & 63);
            (from, to, length) = (from + take, to + take, length - take);
        }
    }

    public static void And(Span<ulong> bits, ReadOnlySpan<ulong> with)
    {
        var vectors = MemoryMarshal.Cast<ulong, Vector<ulong>>(bits);
        var others = MemoryMarshal.Cast<ulong, Vector<ulong>>(with[..bits.Length]);
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] &= others[i];
        }

        for (var i = vectors.Length * Vector<ulong>.Count; i < bits.Length; i++)
        {
            bits[i] &= with[i];
        }
    }

    public static void Or(Span<ulong> bits, ReadOnlySpan<ulong> with)
    {
        var vectors = MemoryMarshal.Cast<ulong, Vector<ulong>>(bits);
        var others = MemoryMarshal.Cast<ulong, Vector<ulong>>(with[..bits.Length]);
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] |= others[i];
        }

        for (var i = vectors.Length * Vector<ulong>.Count; i < bits.Length; i++)
        {
            bits[i] |= with[i];
        }
    }

    public static void AndNot(Span<ulong> bits, ReadOnlySpan<ulong> without)
    {
        var vectors = MemoryMarshal.Cast<ulong, Vector<ulong>>(bits);
        var others = MemoryMarshal.Cast<ulong, Vector<ulong>>(without[..bits.Length]);
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] &= ~others[i];
        }

        for (var i = vectors.Length * Vector<ulong>.Count; i < bits.Length; i++)
        {
            bits[i] &= ~without[i];
        }
    }

    /// <summary>Adds those of one set that are not in another.</summary>
    public static void OrAndNot(Span<ulong> bits, ReadOnlySpan<ulong> with, ReadOnlySpan<ulong> without)
    {
        var vectors = MemoryMarshal.Cast<ulong, Vector<ulong>>(bits);
        var others = MemoryMarshal.Cast<ulong, Vector<ulong>>(with[..bits.Length]);
        var none = MemoryMarshal.Cast<ulong, Vector<ulong>>(without[..bits.Length]);
        for (var i = 0; i < vectors.Length; i++)
        {
            vectors[i] |= others[i] & ~none[i];
        }

        for (var i = vectors.Length * Vector<ulong>.Count; i < bits.Length; i++)
        {
            bits[i] |= with[i] & ~without[i];
        }
    }

    /// <summary>All of the first <paramref name="count"/>.</summary>
    public static void Fill(Span<ulong> bits, int count)
    {
        bits.Fill(ulong.MaxValue);
        Trim(bits, count);
    }

    /// <summary>All that are not in it, of the first <paramref name="count"/>.</summary>
    public static void Not(Span<ulong> bits, int count)
    {
        for (var i = 0; i < bits.Length; i++)
        {
            bits[i] = ~bits[i];
        }

        Trim(bits, count);
    }

    /// <summary>Adds a run of models.</summary>
    public static void AddRange(Span<ulong> bits, int from, int to)
    {
        for (; from < to && (from & 63) != 0; from++)
        {
            Add(bits, from);
        }

        for (; from + Word <= to; from += Word)
        {
            bits[from >> 6] = ulong.MaxValue;
        }

        for (; from < to; from++)
        {
            Add(bits, from);
        }
    }

    public static int Count(ReadOnlySpan<ulong> bits)
    {
        var count = 0;
        foreach (var word in bits)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    /// <summary>Writes down the places of a set.</summary>
    /// <param name="bits">The set.</param>
    /// <param name="places">Room for all of them.</param>
    public static Span<int> List(ReadOnlySpan<ulong> bits, Span<int> places)
    {
        var count = 0;
        for (var word = 0; word < bits.Length; word++)
        {
            for (var rest = bits[word]; rest != 0; rest &= rest - 1)
            {
                places[count++] = (word << 6) + BitOperations.TrailingZeroCount(rest);
            }
        }

        return places[..count];
    }

    public static int CountAnd(ReadOnlySpan<ulong> bits, ReadOnlySpan<ulong> with)
    {
        var count = 0;
        for (var i = 0; i < bits.Length; i++)
        {
            count += BitOperations.PopCount(bits[i] & with[i]);
        }

        return count;
    }

    private static void Trim(Span<ulong> bits, int count)
    {
        if ((count & 63) is var rest && rest != 0)
        {
            bits[^1] &= (1UL << rest) - 1;
        }
    }
}
