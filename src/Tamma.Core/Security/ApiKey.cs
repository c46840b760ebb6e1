using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Tamma.Security;

/// <summary>
/// A key as the store keeps it: its public id and the SHA-256 of its secret. The secret has 256 random bits,
/// so a fast hash is enough; nothing that is stored lets anyone sign in.
/// </summary>
public sealed record ApiKey(string Id, string Name, ReadOnlyMemory<byte> SecretHash, DateTimeOffset CreatedAt)
{
    private const string Prefix = "tamma_";

    /// <summary>Makes a key. Its text, <c>tamma_ID_SECRET</c>, exists here and nowhere else afterwards.</summary>
    public static (ApiKey Key, string Text) Create(string name, DateTimeOffset now)
    {
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6));
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        return (new(id, name, SHA256.HashData(Encoding.ASCII.GetBytes(secret)), now), $"{Prefix}{id}_{secret}");
    }

    /// <summary>Splits a presented key into its public id and its secret.</summary>
    public static bool TrySplit(string? text, [NotNullWhen(true)] out string? id, out ReadOnlySpan<char> secret)
    {
        id = null;
        secret = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal) || text.Length > 200)
        {
            return false;
        }

        var rest = text.AsSpan(Prefix.Length);
        var bar = rest.IndexOf('_');
        if (bar is <= 0 or > 32)
        {
            return false;
        }

        id = rest[..bar].ToString();
        secret = rest[(bar + 1)..];
        return true;
    }

    /// <summary>Compares in constant time.</summary>
    public bool Matches(ReadOnlySpan<char> secret)
    {
        Span<byte> text = stackalloc byte[256];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        if (!Encoding.UTF8.TryGetBytes(secret, text, out var length))
        {
            return false;
        }

        SHA256.HashData(text[..length], hash);
        return CryptographicOperations.FixedTimeEquals(hash, SecretHash.Span);
    }
}
