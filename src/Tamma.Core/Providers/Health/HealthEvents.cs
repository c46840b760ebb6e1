using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Events;

namespace Tamma.Providers.Health;

/// <summary>A change of status → the event that tells of it. That a connection answers when it is first asked is no news.</summary>
public static class HealthEvents
{
    public static ImmutableArray<EventDraft> Describe(HealthState before, HealthState after, string provider) =>
        before.Status == after.Status || (before.Status, after.Status) is (HealthStatus.Unknown, HealthStatus.Healthy) ? [] :
        [
            new()
            {
                Id = Guid.CreateVersion7(after.Since),
                Type = EventTypes.ProviderStatusChanged,
                OccurredAt = after.Since,
                Provider = provider,
                Connection = after.Connection,
                Cause = Cause.Provider,
                Data = Data(before, after),
            },
        ];

    private static ReadOnlyMemory<byte> Data(HealthState before, HealthState after)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("connection", after.Connection);
            writer.WriteString("old", HealthWords.Of(before.Status));
            writer.WriteString("new", HealthWords.Of(after.Status));
            writer.WriteString("since", after.Since.UtcDateTime);
            writer.WriteString("sentence", after.Sentence);
            if (after.Fault is { } fault)
            {
                writer.WriteString("fault", HealthWords.Of(fault));
            }

            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }
}
