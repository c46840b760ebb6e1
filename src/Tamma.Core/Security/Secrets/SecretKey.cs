using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tamma.Security.Secrets;

/// <summary>A key of 256 bits and the id by which a sealed secret names it. The id is a digest, so that it says nothing of the key and two keys never share one.</summary>
internal sealed record SecretKey(uint Id, ReadOnlyMemory<byte> Bytes)
{
    public const int Size = 32;

    public static SecretKey Create() => From(RandomNumberGenerator.GetBytes(Size));

    public static SecretKey From(byte[] bytes) => new(BinaryPrimitives.ReadUInt32LittleEndian(SHA256.HashData([.. "tamma-secret-key"u8, .. bytes])), bytes);
}
