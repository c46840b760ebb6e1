using System.Security.Cryptography.X509Certificates;
using Tamma.Security.Network;

namespace Tamma.Notifications.Webhooks;

/// <summary>How messages are sent.</summary>
public sealed record WebhookOptions
{
    /// <summary>Places that may be asked although they are not public.</summary>
    public AddressAllowance Allow { get; init; } = AddressAllowance.None;

    /// <summary>Longest time for one try, from the name's resolution to the answer's last byte that is read.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>When the server stops, what is under way has so long to be answered; then it is broken off and sent again after the next start.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Redirects that are followed in one try. Only 307 and 308, which keep the message, and never from https to http.</summary>
    public int Redirects { get; init; }

    /// <summary>Messages of one subscription under way at once, where it asks for no order.</summary>
    public int Parallelism { get; init; } = 8;

    /// <summary>Messages of one subscription that wait. Beyond that the log waits for it: nothing is lost, its lag grows.</summary>
    public int Queue { get; init; } = 1_000;

    public RetrySchedule Retries { get; init; } = RetrySchedule.Default;

    /// <summary>A target that failed all the time for so long is disabled.</summary>
    public TimeSpan DisableAfter { get; init; } = TimeSpan.FromDays(5);

    /// <summary>Delivered messages, dead letters and their tries are kept for so long.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(30);

    /// <summary>For how long the secret before signs too, after another took its place, where nothing else is said.</summary>
    public TimeSpan RotationOverlap { get; init; } = TimeSpan.FromDays(1);

    /// <summary>No message leaves this machine.</summary>
    public bool Offline { get; init; }

    /// <summary>Whose certificates are believed; null for those of the system.</summary>
    public X509ChainPolicy? Certificates { get; init; }
}
