using System.Collections.Immutable;
using Tamma.Notifications.Webhooks;
using Tamma.Security;
using Tamma.Security.Secrets;

namespace Tamma.Notifications.Subscriptions;

/// <summary>Opens what a target keeps sealed, for one message.</summary>
internal sealed class TargetOpener(SecretBox box)
{
    public static string UrlPlace(Guid subscription) => $"subscription:{subscription:N}:url";

    public static string HeaderPlace(Guid subscription, string name) => $"subscription:{subscription:N}:header:{name}";

    public static string SecretPlace(Guid subscription, Guid secret) => $"subscription:{subscription:N}:secret:{secret:N}";

    /// <exception cref="SecretException">Something cannot be opened; the message says what to do.</exception>
    public Uri Url(Subscription subscription) => new(box.Open(subscription.Target.Url.Span, UrlPlace(subscription.Id)));

    /// <exception cref="SecretException">Something cannot be opened; the message says what to do.</exception>
    public ImmutableArray<(string Name, string Value)> Headers(Subscription subscription) =>
        [.. subscription.Target.Headers.Select(header => (header.Name, box.Open(header.Value.Span, HeaderPlace(subscription.Id, header.Name))))];

    /// <summary>Those that sign now.</summary>
    /// <exception cref="SecretException">One cannot be opened or read: a message that some receiver could not verify is not sent.</exception>
    public ImmutableArray<WebhookSecret> Secrets(Subscription subscription, DateTimeOffset now) =>
        [.. subscription.Target.Secrets.Where(secret => secret.ExpiresAt is null || secret.ExpiresAt > now).Select(secret => Read(subscription, secret))];

    private WebhookSecret Read(Subscription subscription, SigningSecret secret)
    {
        if (secret.Sealed is { } sealedText)
        {
            return WebhookSecret.TryParse(box.Open(sealedText.Span, SecretPlace(subscription.Id, secret.Id)), out var made)
                ? made
                : throw new SecretException("The stored signing secret is none. Rotate it.");
        }

        var reference = CredentialReference.TryParse(secret.Reference ?? "", out var known) ? known : throw new SecretException("A signing secret is neither stored nor named. Rotate it.");
        return WebhookSecret.TryParse(Text(reference), out var read)
            ? read
            : throw new SecretException($"{reference!.Describe()} holds no signing secret. Put one there: whsec_ and 24 to 64 bytes in base64.");
    }

    private static string? Text(CredentialReference reference)
    {
        try
        {
            return reference.Read();
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new SecretException($"{reference.Describe()} cannot be read: {ex.Message}", ex);
        }
    }
}
