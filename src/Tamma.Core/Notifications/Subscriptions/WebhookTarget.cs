using System.Collections.Immutable;

namespace Tamma.Notifications.Subscriptions;

/// <summary>Where messages go. What may hold a secret is sealed, the address too: the path of a Slack address is one.</summary>
public sealed record WebhookTarget
{
    /// <summary>The address as it may be shown: without a query, and for Slack without its path.</summary>
    public required string Shown { get; init; }

    /// <summary>The address, sealed.</summary>
    public required ReadOnlyMemory<byte> Url { get; init; }

    /// <summary>Headers that go with each message, each value sealed.</summary>
    public ImmutableArray<SealedHeader> Headers { get; init; } = [];

    public WebhookFormat Format { get; init; }

    /// <summary>A message is sent when the one before it was taken or given up. Otherwise several are under way at once.</summary>
    public bool Ordered { get; init; }

    /// <summary>What messages are signed with; the newest last. Several while one takes the place of another.</summary>
    public ImmutableArray<SigningSecret> Secrets { get; init; } = [];
}

/// <summary>A header whose value is sealed.</summary>
public sealed record SealedHeader(string Name, ReadOnlyMemory<byte> Value);

/// <summary>A signing secret: by reference, or made here and sealed.</summary>
public sealed record SigningSecret
{
    /// <summary>Names it within its subscription, and binds what is sealed to it.</summary>
    public required Guid Id { get; init; }

    /// <summary><c>env:NAME</c> or <c>file:PATH</c>; read anew for each message.</summary>
    public string? Reference { get; init; }

    public ReadOnlyMemory<byte>? Sealed { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>It signs until then; null without end.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>What a message looks like.</summary>
public enum WebhookFormat
{
    CloudEvents,
    Slack,
}
