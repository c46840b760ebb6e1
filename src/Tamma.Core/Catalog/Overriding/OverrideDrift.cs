using System.Buffers;
using System.Text.Json;
using Tamma.Catalog.Fields;
using Tamma.Events;

namespace Tamma.Catalog.Overriding;

/// <summary>Whether what the others say has moved beneath an override. Pure.</summary>
public static class OverrideDrift
{
    /// <returns>The entry as it is now and the event to tell, which is null when the others have come back to what they said; or null when nothing moved.</returns>
    public static (Override Entry, EventDraft? Event)? Of(Override entry, FieldValue? upstream, DateTimeOffset now)
    {
        var known = entry.MovedAt is null ? entry.Upstream : entry.MovedTo;
        if (upstream == known)
        {
            return null;
        }

        return upstream == entry.Upstream
            ? (entry with { MovedTo = null, MovedAt = null }, null)
            : (entry with { MovedTo = upstream, MovedAt = now }, Describe(entry, known, upstream, now));
    }

    private static EventDraft Describe(Override entry, FieldValue? known, FieldValue? upstream, DateTimeOffset now)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("override", entry.Id);
            writer.WriteString("field", entry.Field);
            writer.WritePropertyName("value");
            FieldSetJson.Write(writer, entry.Value);
            writer.WritePropertyName("old");
            FieldSetJson.Write(writer, known);
            writer.WritePropertyName("new");
            FieldSetJson.Write(writer, upstream);
            writer.WriteEndObject();
        }

        return new()
        {
            Id = Guid.CreateVersion7(now),
            Type = EventTypes.OverrideDrifted,
            OccurredAt = now,
            Provider = entry.Key.Provider,
            ModelId = entry.Key.IsProvider ? null : entry.Key.Id,
            Data = buffer.WrittenMemory,
        };
    }
}
