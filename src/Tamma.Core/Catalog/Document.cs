using System.Security.Cryptography;

namespace Tamma.Catalog;

/// <summary>A page as received, without its secrets. Kept compressed, once by hash.</summary>
public sealed record Document(DocumentHash Hash, ReadOnlyMemory<byte> Content, string MediaType, DateTimeOffset ReceivedAt)
{
    /// <param name="content">Already redacted: nothing behind this line may see a secret.</param>
    public static Document From(ReadOnlyMemory<byte> content, string mediaType, DateTimeOffset receivedAt) =>
        new(DocumentHash.Of(content.Span), content, mediaType, receivedAt);
}

/// <summary>SHA-256 of a document's redacted bytes, in lower-case hexadecimal.</summary>
public readonly record struct DocumentHash(string Hex)
{
    public static DocumentHash Of(ReadOnlySpan<byte> content) => new(Convert.ToHexStringLower(SHA256.HashData(content)));

    public override string ToString() => Hex;
}
