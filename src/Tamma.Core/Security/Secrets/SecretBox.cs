using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Tamma.Security.Secrets;

/// <summary>
/// Seals secrets for the record with AES-256-GCM. What is sealed is bound to its place, the row and the column that it is kept in: moved to another
/// place it does not open.
/// </summary>
/// <remarks>
/// A sealed secret is: 1 byte version (1), 4 bytes key id, 12 bytes nonce, the secret, 16 bytes tag. The nonce is random; 2^32 secrets under
/// one key are far more than there will be. The key file is read when it is needed and no key is kept in memory.
/// </remarks>
/// <param name="keyFile">Where the keys are; made at the first use. Null where nothing is to be sealed.</param>
public sealed class SecretBox(string? keyFile)
{
    private const byte Version = 1;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int HeadSize = 1 + sizeof(uint) + NonceSize;

    /// <summary>Seals a text.</summary>
    /// <param name="secret">What is to be kept.</param>
    /// <param name="place">Where it will be kept, for example <c>subscription:ID:url</c>. The same is needed to open it.</param>
    /// <exception cref="SecretException">There is no key and none can be made.</exception>
    public byte[] Seal(string secret, string place)
    {
        if (keyFile is null)
        {
            throw new SecretException("No secret can be kept here: no key file is configured. Name where the secret is instead, as env:NAME or file:PATH.");
        }

        if (SecretKeyFile.Read(keyFile) is not [var key, ..])
        {
            SecretKeyFile.Make(keyFile);
            key = SecretKeyFile.Read(keyFile)[0];
        }

        var plain = Encoding.UTF8.GetBytes(secret);
        var box = new byte[HeadSize + plain.Length + TagSize];
        box[0] = Version;
        BinaryPrimitives.WriteUInt32LittleEndian(box.AsSpan(1), key.Id);
        var nonce = box.AsSpan(1 + sizeof(uint), NonceSize);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = new AesGcm(key.Bytes.Span, TagSize);
        cipher.Encrypt(nonce, plain, box.AsSpan(HeadSize, plain.Length), box.AsSpan(HeadSize + plain.Length), Bound(box, place));
        CryptographicOperations.ZeroMemory(plain);
        return box;
    }

    /// <summary>Opens what <see cref="Seal"/> made for the same place.</summary>
    /// <exception cref="SecretException">The key is not there, or what is kept was changed or moved.</exception>
    public string Open(ReadOnlySpan<byte> box, string place)
    {
        if (box.Length < HeadSize + TagSize || box[0] != Version)
        {
            throw new SecretException("What is kept is no sealed secret of this version. Give the secret anew.");
        }

        var id = BinaryPrimitives.ReadUInt32LittleEndian(box[1..]);
        var key = (keyFile is null ? [] : SecretKeyFile.Read(keyFile)).FirstOrDefault(known => known.Id == id)
            ?? throw new SecretException($"The key that opens a stored secret is not in the key file{(keyFile is null ? "" : $" '{keyFile}'")}. Restore that file from where you keep it, or give the secret anew.");
        var plain = new byte[box.Length - HeadSize - TagSize];
        try
        {
            using var cipher = new AesGcm(key.Bytes.Span, TagSize);
            cipher.Decrypt(box.Slice(1 + sizeof(uint), NonceSize), box[HeadSize..^TagSize], box[^TagSize..], plain, Bound(box, place));
            return Encoding.UTF8.GetString(plain);
        }
        catch (AuthenticationTagMismatchException ex)
        {
            throw new SecretException("A stored secret was changed or moved, and is not used. Give the secret anew.", ex);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>Version, key and place are authenticated with the secret.</summary>
    private static byte[] Bound(ReadOnlySpan<byte> box, string place) => [.. box[..(1 + sizeof(uint))], .. Encoding.UTF8.GetBytes(place)];
}
