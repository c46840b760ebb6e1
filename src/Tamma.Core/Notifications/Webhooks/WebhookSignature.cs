using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Tamma.Notifications.Webhooks;

/// <summary>What a receiver needs to know that a message is ours, whole and of now: the three headers of Standard Webhooks.</summary>
/// <param name="Id">The same for each try of the same message.</param>
/// <param name="Timestamp">When it was sent, in seconds since 1970; the try's own.</param>
/// <param name="Signatures">One for each secret that is valid now, <c>v1,BASE64</c>, with spaces between.</param>
public sealed record WebhookSignature(string Id, string Timestamp, string Signatures)
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    /// <summary>Signs <c>id.timestamp.body</c> with each secret.</summary>
    public static WebhookSignature Sign(string id, DateTimeOffset at, ReadOnlyMemory<byte> body, ImmutableArray<WebhookSecret> secrets)
    {
        var timestamp = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] content = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body.Span];
        return new(id, timestamp, string.Join(' ', secrets.Select(secret => $"v1,{secret.Sign(content)}")));
    }
}
