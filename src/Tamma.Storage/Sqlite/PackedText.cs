using System.IO.Compression;

namespace Tamma.Storage.Sqlite;

/// <summary>JSON as it lies in the database, packed by Brotli. Packing is done before the writer is taken, because it takes longer than the write.</summary>
internal static class PackedText
{
    private const int Quality = 3;
    private const int Window = 22;

    public static byte[] Pack(ReadOnlySpan<byte> text)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(text.Length)];
        return BrotliEncoder.TryCompress(text, packed, out var length, Quality, Window)
            ? packed[..length]
            : throw new InvalidOperationException("The text did not fit into the longest form that it can have.");
    }

    public static byte[] Unpack(ReadOnlySpan<byte> packed)
    {
        using var from = new MemoryStream(packed.ToArray());
        using var unpacking = new BrotliStream(from, CompressionMode.Decompress);
        using var text = new MemoryStream();
        unpacking.CopyTo(text);
        return text.ToArray();
    }
}
