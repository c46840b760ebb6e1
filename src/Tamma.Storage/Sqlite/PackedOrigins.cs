using System.Buffers.Binary;
using System.Collections.Immutable;
using Tamma.Catalog;

namespace Tamma.Storage.Sqlite;

/// <summary>Origins as bytes: source, day (little-endian), confidence, disputed; in the order in which the fields were written.</summary>
internal static class PackedOrigins
{
    private const int Size = 7;

    public static void Add(Statement statement, ImmutableArray<Origin> origins)
    {
        Span<byte> bytes = origins.Length <= 64 ? stackalloc byte[64 * Size] : new byte[origins.Length * Size];
        bytes = bytes[..(origins.Length * Size)];
        for (var i = 0; i < origins.Length; i++)
        {
            var packed = bytes.Slice(i * Size, Size);
            packed[0] = origins[i].Source;
            BinaryPrimitives.WriteInt32LittleEndian(packed[1..], origins[i].SinceDay);
            packed[5] = origins[i].Confidence;
            packed[6] = origins[i].Disputed ? (byte)1 : (byte)0;
        }

        statement.AddBlob(bytes);
    }

    public static Origin Read(ReadOnlySpan<byte> bytes, int place)
    {
        var packed = bytes.Slice(place * Size, Size);
        return new(packed[0], BinaryPrimitives.ReadInt32LittleEndian(packed[1..]), packed[5], packed[6] != 0);
    }
}
