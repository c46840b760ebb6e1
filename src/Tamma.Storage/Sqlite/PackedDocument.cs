using System.IO.Compression;
using Tamma.Catalog;

namespace Tamma.Storage.Sqlite;

/// <summary>A document as it lies in the database. Packing is done before the writer is taken, because it takes longer than the write.</summary>
internal sealed record PackedDocument(Document Document, ReadOnlyMemory<byte> Content)
{
    /// <summary>A catalogue of some megabytes shrinks to a tenth at about 100 MB/s; higher levels save little and take long.</summary>
    private const int Quality = 3;

    private const int Window = 22;

    public static PackedDocument From(Document document)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(document.Content.Length)];
        return BrotliEncoder.TryCompress(document.Content.Span, packed, out var length, Quality, Window)
            ? new(document, packed.AsMemory(0, length))
            : throw new InvalidOperationException("The document did not fit into the longest form that it can have.");
    }

    public static ReadOnlyMemory<byte> Unpack(ReadOnlySpan<byte> content, int size)
    {
        var bytes = new byte[size];
        return BrotliDecoder.TryDecompress(content, bytes, out var length) && length == size
            ? bytes
            : throw new InvalidDataException("A kept document does not unpack to its size.");
    }
}
