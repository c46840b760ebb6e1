using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Lifecycle;
using Tamma.Events;

namespace Tamma.Catalog;

/// <summary>Change → event.</summary>
public static class CatalogEvents
{
    /// <param name="rename">For a row that leaves: the one that it probably is now.</param>
    public static EventDraft Describe(CatalogChange change, Rename? rename, ChangeContext context, DateTimeOffset now, EventIds ids, ArrayBufferWriter<byte> buffer, Utf8JsonWriter writer)
    {
        var provider = change.Key.IsProvider;
        var type = change switch
        {
            CatalogChange.Added => provider ? EventTypes.ProviderAdded : EventTypes.ModelAdded,
            CatalogChange.Updated => provider ? EventTypes.ProviderChanged : EventTypes.ModelUpdated,
            CatalogChange.Missing => provider ? EventTypes.ProviderMissing : EventTypes.ModelMissing,
            CatalogChange.Returned => provider ? EventTypes.ProviderReturned : EventTypes.ModelReturned,
            CatalogChange.Removed => provider ? EventTypes.ProviderRemoved : EventTypes.ModelRemoved,
            _ => provider ? EventTypes.ProviderFactsChanged : EventTypes.ModelFactsChanged,
        };

        buffer.ResetWrittenCount();
        writer.Reset(buffer);
        Write(writer, change, rename, now);
        writer.Flush();

        return new()
        {
            Id = ids.Next(),
            Type = type,
            OccurredAt = now,
            Provider = change.Key.Provider,
            ModelId = provider ? null : change.Key.Id,
            Connection = context.Source.ConnectionId,
            RunId = context.RunId,
            Actor = context.Actor,
            Cause = context.Cause,
            Data = buffer.WrittenSpan.ToArray(),
        };
    }

    private static void Write(Utf8JsonWriter writer, CatalogChange change, Rename? rename, DateTimeOffset now)
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", change.After.Version);
        switch (change)
        {
            case CatalogChange.Added or CatalogChange.Removed:
                writer.WritePropertyName(change is CatalogChange.Added ? "values" : "last");
                FieldSetJson.Write(writer, change.After.Values);
                break;
            case CatalogChange.Updated(_, _, var fields):
                Write(writer, fields);
                break;
            case CatalogChange.Missing(_, _, var fields):
                Write(writer, fields);
                break;
            case CatalogChange.Returned(_, _, var fields):
                Write(writer, fields);
                break;
        }

        if (!change.Key.IsProvider && change is CatalogChange.Missing or CatalogChange.Removed)
        {
            WriteNotice(writer, change.After, rename, now);
        }

        if (!change.After.Offers.IsEmpty)
        {
            writer.WriteStartArray("connections");
            foreach (var offer in change.After.Offers)
            {
                writer.WriteStringValue(offer.Connection);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    /// <summary>The announced end, else the day since when it was known to end, else <c>none</c>.</summary>
    private static void WriteNotice(Utf8JsonWriter writer, Model model, Rename? rename, DateTimeOffset now)
    {
        var life = ModelLifecycle.Of(model, now);
        writer.WriteString("notice", life.RetiresOn?.Text ?? life.DeprecatedSince?.Text ?? (life.IsAnnounced ? "deprecated" : "none"));
        if (rename is not null)
        {
            writer.WriteString("probably_renamed_to", rename.To.ToString());
            writer.WriteString("renamed_because", rename.Reason);
        }
    }

    private static void Write(Utf8JsonWriter writer, ImmutableArray<FieldChange> changes)
    {
        writer.WriteStartArray("changes");
        foreach (var change in changes)
        {
            writer.WriteStartObject();
            writer.WriteString("field", change.Path);
            writer.WritePropertyName("old");
            FieldSetJson.Write(writer, change.Old);
            writer.WritePropertyName("new");
            FieldSetJson.Write(writer, change.New);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}

/// <summary>What an event says of how its change came to be.</summary>
public sealed record ChangeContext(SourceId Source, Cause Cause, Guid? RunId, string? Actor);
