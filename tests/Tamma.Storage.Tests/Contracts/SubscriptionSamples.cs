using System.Collections.Immutable;
using Tamma.Events;
using Tamma.Notifications.Calm;
using Tamma.Notifications.Deliveries;
using Tamma.Notifications.Subscriptions;
using static Tamma.Storage.Tests.Samples;

namespace Tamma.Storage.Tests.Contracts;

/// <summary>Subscriptions and messages to write.</summary>
internal static class SubscriptionSamples
{
    public static Subscription Subscription(int number) => new()
    {
        Id = new Guid(number, 0, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1),
        Name = $"größe \"{number}\"",
        Owner = "admin",
        State = SubscriptionState.Paused,
        Reason = "because",
        Filter = "type = model_updated and changed(cost.input)",
        Target = new()
        {
            Shown = "https://hooks.example.com/…",
            Url = new byte[] { 1, 0, 255 },
            Headers = [new("X-One", new byte[] { 2 }), new("X-Two", new byte[] { 3, 4 })],
            Format = WebhookFormat.Slack,
            Ordered = true,
            Secrets = [new() { Id = Guid.Parse("01900000-0000-7000-8000-000000000005"), Reference = "env:HOOK", CreatedAt = Day(1), ExpiresAt = Day(3) }, new() { Id = Guid.Parse("01900000-0000-7000-8000-000000000006"), Sealed = new byte[] { 9, 8 }, CreatedAt = Day(2) }],
        },
        Batching = new(7, TimeSpan.FromMinutes(90)),
        Calm = (number % 3) switch
        {
            0 => null,
            1 => new() { Settle = TimeSpan.FromTicks(123), Fold = false, Urgent = null, Quiet = new(new(22, 30), new(7, 5), "Europe/Zurich", [DayOfWeek.Saturday, DayOfWeek.Sunday]) },
            _ => new() { Digest = new(DayOfWeek.Friday, new(8, 0), "America/New_York"), Quiet = new(new(1, 0), new(2, 0), "UTC", []) },
        },
        CreatedAt = Day(number),
        ChangedAt = Day(number + 1),
    };

    public static DeliveryDraft Draft(string id, params long[] positions) => new(id, [.. positions], $"says {id}", Day(3));

    public static DeliveryDraft Digest(string id, ImmutableArray<long> positions) =>
        new(id, positions, null, Day(3)) { Shape = new(MessageForm.Digest) { LeftOut = new(7, 2, ["openai/größe", "acme"]) } };

    public static DeliveryAttempt Attempt(long delivery, int number, int? status) => new(delivery, number, Day(4), TimeSpan.FromTicks(1_234_567), status, status is null ? "nothing listens there" : null, status is null ? null : "said");

    public static string Told(Subscription of) =>
        $"{of.Id} {of.Name} {of.Owner} {of.State} {of.Reason} {of.FailingSince} {of.Filter} {of.Batching} {of.CreatedAt:O} {of.ChangedAt:O} {of.Target.Shown} {Hex(of.Target.Url)} {of.Target.Format} {of.Target.Ordered} "
        + string.Join(',', of.Target.Headers.Select(header => $"{header.Name}={Hex(header.Value)}")) + " "
        + string.Join(',', of.Target.Secrets.Select(secret => $"{secret.Id} {secret.Reference} {(secret.Sealed is { } bytes ? Hex(bytes) : "-")} {secret.CreatedAt:O} {secret.ExpiresAt:O}"))
        + (of.Calm is { } calm ? $" calm: {calm} {calm.Settle}" : "");

    public static Cursor At(Guid log, long position) => new(log, position);

    private static string Hex(ReadOnlyMemory<byte> bytes) => Convert.ToHexString(bytes.Span);
}
