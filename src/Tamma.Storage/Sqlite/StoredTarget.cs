using System.Text.Json;
using System.Text.Json.Serialization;
using Tamma.Notifications.Subscriptions;

namespace Tamma.Storage.Sqlite;

/// <summary>A webhook's target as JSON. Secrets in it are sealed already, and are base64 here.</summary>
internal static class StoredTarget
{
    public static string Write(WebhookTarget target) => JsonSerializer.Serialize(
        new StoredWebhook(
            target.Shown,
            target.Url.ToArray(),
            [.. target.Headers.Select(header => new StoredHeader(header.Name, header.Value.ToArray()))],
            target.Format,
            target.Ordered,
            [.. target.Secrets.Select(secret => new StoredSecret(secret.Id, secret.Reference, secret.Sealed?.ToArray(), secret.CreatedAt, secret.ExpiresAt))]),
        StoredTargetContext.Default.StoredWebhook);

    public static WebhookTarget Read(ReadOnlySpan<byte> json)
    {
        var stored = JsonSerializer.Deserialize(json, StoredTargetContext.Default.StoredWebhook)!;
        return new()
        {
            Shown = stored.Shown,
            Url = stored.Url,
            Headers = [.. stored.Headers.Select(header => new SealedHeader(header.Name, header.Value))],
            Format = stored.Format,
            Ordered = stored.Ordered,
            Secrets = [.. stored.Secrets.Select(secret => new SigningSecret
            {
                Id = secret.Id,
                Reference = secret.Reference,
                Sealed = secret.Sealed is { } bytes ? new ReadOnlyMemory<byte>(bytes) : default(ReadOnlyMemory<byte>?), // null would be an empty one
                CreatedAt = secret.CreatedAt,
                ExpiresAt = secret.ExpiresAt,
            })],
        };
    }
}

internal sealed record StoredWebhook(string Shown, byte[] Url, StoredHeader[] Headers, WebhookFormat Format, bool Ordered, StoredSecret[] Secrets);

internal sealed record StoredHeader(string Name, byte[] Value);

internal sealed record StoredSecret(Guid Id, string? Reference, byte[]? Sealed, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(StoredWebhook))]
internal sealed partial class StoredTargetContext : JsonSerializerContext;
