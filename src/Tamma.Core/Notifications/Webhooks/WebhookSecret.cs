using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Tamma.Notifications.Webhooks;

/// <summary>A signing secret as Standard Webhooks writes it: <c>whsec_</c> and 24 to 64 bytes in base64.</summary>
/// <remarks>https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md, "Signature scheme".</remarks>
public sealed class WebhookSecret
{
    private const string Prefix = "whsec_";
    private const int Least = 24;
    private const int Most = 64;
    private const int Usual = 32;

    private readonly byte[] _key;

    private WebhookSecret(byte[] key) => _key = key;

    /// <summary>The text of a new secret.</summary>
    public static string Generate() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Usual));

    public static bool TryParse(string? text, [NotNullWhen(true)] out WebhookSecret? secret)
    {
        var key = new byte[Most + 2];
        secret = text is not null
            && text.StartsWith(Prefix, StringComparison.Ordinal)
            && Convert.TryFromBase64String(text[Prefix.Length..], key, out var length)
            && length is >= Least and <= Most ? new(key[..length]) : null;
        return secret is not null;
    }

    /// <summary>HMAC-SHA256 in base64.</summary>
    internal string Sign(ReadOnlySpan<byte> content) => Convert.ToBase64String(HMACSHA256.HashData(_key, content));

    /// <summary>A secret does not show itself.</summary>
    public override string ToString() => Prefix + "…";
}
