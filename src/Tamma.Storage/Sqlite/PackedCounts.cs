namespace Tamma.Storage.Sqlite;

/// <summary>Counts by bucket, of which most are zero: of each other one the bucket in a byte and its count, seven bits a byte, the lowest first.</summary>
internal static class PackedCounts
{
    private const int More = 0x80;
    private const int Bits = 7;

    public static byte[] Pack(ReadOnlySpan<long> counts)
    {
        List<byte> packed = [];
        for (var bucket = 0; bucket < counts.Length; bucket++)
        {
            if (counts[bucket] == 0)
            {
                continue;
            }

            packed.Add((byte)bucket);
            for (var rest = (ulong)counts[bucket]; ; rest >>= Bits)
            {
                if (rest < More)
                {
                    packed.Add((byte)rest);
                    break;
                }

                packed.Add((byte)(rest | More));
            }
        }

        return [.. packed];
    }

    /// <summary>What is of no bucket or breaks off is left out: a count that is damaged must not keep others from being read.</summary>
    public static long[] Unpack(ReadOnlySpan<byte> packed, int buckets)
    {
        var counts = new long[buckets];
        for (var at = 0; at < packed.Length;)
        {
            var bucket = packed[at++];
            var (count, shift, isWhole) = (0L, 0, false);
            while (at < packed.Length && !isWhole && shift < 63)
            {
                count |= (long)(packed[at] & (More - 1)) << shift;
                isWhole = packed[at++] < More;
                shift += Bits;
            }

            if (isWhole && bucket < buckets)
            {
                counts[bucket] = count;
            }
        }

        return counts;
    }
}
