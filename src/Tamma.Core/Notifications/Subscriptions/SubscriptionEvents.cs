using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Events;

namespace Tamma.Notifications.Subscriptions;

/// <summary>Subscriptions → the events that tell of their coming, changing, going and being stopped. No secret, no header's value and no query is told.</summary>
internal static class SubscriptionEvents
{
    /// <summary>Name, owner, state, reason, filter, address and format say which subscription it is.</summary>
    private const int DefinitionMembers = 7;

    public static EventDraft Added(Subscription subscription, string actor, DateTimeOffset now) =>
        Draft(EventTypes.SubscriptionAdded, subscription, actor, now, $"{subscription.Name} is told at {subscription.Target.Shown}", Definition(subscription));

    public static EventDraft Removed(Subscription subscription, string actor, DateTimeOffset now) =>
        Draft(EventTypes.SubscriptionRemoved, subscription, actor, now, $"{subscription.Name} is not told any more", Definition(subscription));

    /// <summary>We stopped it: the world is the cause, so that who is told of the world is told of this too.</summary>
    public static EventDraft Disabled(Subscription subscription, DateTimeOffset now) =>
        Draft(EventTypes.SubscriptionDisabled, subscription, actor: null, now, $"{subscription.Name} is disabled: {subscription.Reason}", Definition(subscription));

    /// <returns>None where nothing that is told has changed.</returns>
    public static ImmutableArray<EventDraft> Changed(Subscription before, Subscription after, string actor, DateTimeOffset now)
    {
        ImmutableArray<(string Field, string? Old, string? New)> changes =
            [.. Members(before).Zip(Members(after)).Where(pair => pair.First.Value != pair.Second.Value).Select(pair => (pair.First.Field, pair.First.Value, pair.Second.Value))];
        return changes.IsEmpty ? [] : [Draft(EventTypes.SubscriptionChanged, after, actor, now, sentence: null, [("name", after.Name)], changes)];
    }

    private static ImmutableArray<(string Field, string? Value)> Definition(Subscription subscription) => [.. Members(subscription).Take(DefinitionMembers)];

    private static ImmutableArray<(string Field, string? Value)> Members(Subscription subscription) =>
    [
        ("name", subscription.Name),
        ("owner", subscription.Owner),
        ("state", Word(subscription.State)),
        ("reason", subscription.Reason),
        ("filter", subscription.Filter),
        ("url", subscription.Target.Shown),
        ("format", Word(subscription.Target.Format)),
        ("ordered", subscription.Target.Ordered ? "true" : "false"),
        ("headers", string.Join(',', subscription.Target.Headers.Select(header => header.Name))),
        ("secrets", string.Join(',', subscription.Target.Secrets.Select(secret => secret.Reference ?? secret.Id.ToString("D")))),
        ("batch_max_events", subscription.Batching.Most.ToString(CultureInfo.InvariantCulture)),
        ("batch_max_seconds", subscription.Batching.Wait.TotalSeconds.ToString(CultureInfo.InvariantCulture)),
        ("calm", subscription.Calm?.ToString() ?? "off"),
    ];

    private static string Word<T>(T value)
        where T : struct, Enum =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static EventDraft Draft(
        string type, Subscription subscription, string? actor, DateTimeOffset now, string? sentence, ImmutableArray<(string Field, string? Value)> members, ImmutableArray<(string Field, string? Old, string? New)> changes = default)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("subscription", subscription.Id);
            foreach (var (field, value) in members.Where(member => member.Value is { Length: > 0 }))
            {
                writer.WriteString(field, value);
            }

            if (sentence is not null)
            {
                writer.WriteString("sentence", sentence);
            }

            if (!changes.IsDefault)
            {
                writer.WriteStartArray("changes");
                foreach (var (field, old, value) in changes)
                {
                    writer.WriteStartObject();
                    writer.WriteString("field", field);
                    writer.WriteString("old", old);
                    writer.WriteString("new", value);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        return new()
        {
            Id = Guid.CreateVersion7(now),
            Type = type,
            OccurredAt = now,
            Actor = actor,
            Cause = actor is null ? Cause.Provider : Cause.Operator,
            Data = buffer.WrittenMemory,
        };
    }
}
