using System.Collections.Immutable;
using Tamma.Notifications.Subscriptions;
using Tamma.Notifications.Webhooks;
using Tamma.Security.Network;
using static Tamma.Server.Settings.SettingKind;

namespace Tamma.Server.Settings;

/// <summary>What is set of subscriptions and webhooks.</summary>
internal static class NotificationSettings
{
    private const double Hour = 3600;

    public static ImmutableArray<SettingKey> Keys { get; } =
    [
        new("notifications.max_subscriptions", Count, "200", "Subscriptions that there may be, all owners together.") { Least = 1, Most = 10_000 },
        new("notifications.webhooks.allow", Allowance, "none", "Places that webhooks may go to although they are not public: ranges (`10.0.0.0/8`), addresses, names of hosts (`hooks.internal`, `*.internal`), a list or with commas."),
        new("notifications.webhooks.timeout", Duration, "15s", "Longest time for one try.") { Least = 1, Most = 60 },
        new("notifications.webhooks.redirects", Count, "0", "Redirects (307 and 308) that are followed; each place is checked as the first.") { Most = 5 },
        new("notifications.webhooks.parallelism", Count, "8", "Messages of one subscription under way at once, where it asks for no order.") { Least = 1, Most = 64 },
        new("notifications.webhooks.queue", Count, "1000", "Messages of one subscription that wait; beyond that the log waits for it.") { Least = 1, Most = 100_000 },
        new("notifications.webhooks.retries", Durations, "5s,30s,2m,10m,30m,2h,5h,10h,10h", "Waits between the tries of a message, each stretched or shortened by up to a fifth; after the last one it is a dead letter.") { Least = 0.001, Most = 7 * 24 * Hour },
        new("notifications.webhooks.disable_after", Duration, "5d", "A target that failed all the time for so long is disabled.") { Least = 60, Most = 365 * 24 * Hour },
        new("notifications.webhooks.keep", Duration, "30d", "Delivered messages, dead letters and their tries are kept for so long.") { Least = Hour, Most = 3650 * 24 * Hour },
        new("notifications.webhooks.rotation_overlap", Duration, "1d", "For how long the secret before signs too, after a rotation that does not say otherwise.") { Most = 365 * 24 * Hour },
    ];

    public static SubscriptionOptions Read(SettingSet settings)
    {
        var (defaults, webhooks) = (new SubscriptionOptions(), new WebhookOptions());
        return defaults with
        {
            MostSubscriptions = settings.GetValue<int>("notifications.max_subscriptions") ?? defaults.MostSubscriptions,
            KeyFile = settings.Get<string>("server.secret_key_file"),
            Webhooks = webhooks with
            {
                Allow = settings.Get<AddressAllowance>("notifications.webhooks.allow") ?? webhooks.Allow,
                Timeout = settings.GetValue<TimeSpan>("notifications.webhooks.timeout") ?? webhooks.Timeout,
                Redirects = settings.GetValue<int>("notifications.webhooks.redirects") ?? webhooks.Redirects,
                Parallelism = settings.GetValue<int>("notifications.webhooks.parallelism") ?? webhooks.Parallelism,
                Queue = settings.GetValue<int>("notifications.webhooks.queue") ?? webhooks.Queue,
                Retries = settings.GetValue<ImmutableArray<TimeSpan>>("notifications.webhooks.retries") is { } waits ? new(waits) : webhooks.Retries,
                DisableAfter = settings.GetValue<TimeSpan>("notifications.webhooks.disable_after") ?? webhooks.DisableAfter,
                Keep = settings.GetValue<TimeSpan>("notifications.webhooks.keep") ?? webhooks.Keep,
                RotationOverlap = settings.GetValue<TimeSpan>("notifications.webhooks.rotation_overlap") ?? webhooks.RotationOverlap,
            },
        };
    }
}
