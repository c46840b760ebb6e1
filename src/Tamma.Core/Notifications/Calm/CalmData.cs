using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Events;

namespace Tamma.Notifications.Calm;

/// <summary>The data of what is told as one: a sentence, counts, the places of its parts, and how to read them.</summary>
internal static class CalmData
{
    public const string FoldType = "changes_folded";
    public const string DigestType = "digest";

    /// <summary>Version of the shape of both.</summary>
    public const int Schema = 1;

    private const int MostParts = 12;
    private const int MostItems = 40;
    private const int MostRead = 1_000;

    public static void Write(Utf8JsonWriter writer, MessageItem item)
    {
        writer.WriteStartObject();
        WriteItem(writer, item);
        if (item.IsFold)
        {
            writer.WriteStartArray("parts");
            foreach (var told in item.Events.Take(MostParts))
            {
                writer.WriteStartObject();
                writer.WriteNumber("position", told.Position);
                WriteIf(writer, "model", told.Event.ModelId);
                writer.WritePropertyName("data");
                writer.WriteRawValue(told.Event.Data.Span);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }

    public static void WriteDigest(Utf8JsonWriter writer, Message message)
    {
        var items = DigestSummary.InOrder(message.Items);
        writer.WriteStartObject();
        writer.WriteString("summary", DigestSummary.Headline(message.Events));
        writer.WriteString("from", message.Events.Min(told => told.Event.OccurredAt).UtcDateTime);
        writer.WriteString("to", message.Events.Max(told => told.Event.OccurredAt).UtcDateTime);
        writer.WriteNumber("events", message.Events.Length);
        WriteTypes(writer, message.Events);
        if (message.Shape.LeftOut is { } left)
        {
            writer.WriteStartObject("left_out");
            writer.WriteNumber("events", left.Events);
            writer.WriteString("sentence", DigestSummary.Of(left));
            writer.WriteEndObject();
        }

        writer.WriteStartArray("items");
        foreach (var item in items.Take(MostItems))
        {
            writer.WriteStartObject();
            WriteItem(writer, item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (items.Length > MostItems)
        {
            writer.WriteNumber("more_items", items.Length - MostItems);
        }

        WritePositions(writer, message.Events);
        writer.WriteString("read", Read(message.Events, "&all=true"));
        writer.WriteEndObject();
    }

    private static void WriteItem(Utf8JsonWriter writer, MessageItem item)
    {
        var first = item.Events[0].Event;
        var isOurs = CatalogSummary.IsOurs(first.Cause);
        writer.WriteString("sentence", ItemSentence.Of(item));
        writer.WriteNumber("events", item.Events.Length);
        writer.WriteString("severity", Word(item.Severity));
        writer.WriteString("cause", Word(first.Cause));
        WriteTypes(writer, item.Events);
        WriteIf(writer, "provider", Common(item.Events, told => told.Provider));
        WriteIf(writer, "connection", Common(item.Events, told => told.Connection));
        WriteIf(writer, "model", Common(item.Events, told => told.ModelId));
        var fields = isOurs ? [] : Folding.FieldsOf(item).ToList();
        if (fields is not [])
        {
            writer.WriteStartArray("fields");
            foreach (var field in fields)
            {
                writer.WriteStringValue(field);
            }

            writer.WriteEndArray();
        }

        WritePositions(writer, item.Events);
        writer.WriteString("read", Read(item.Events, isOurs ? $"&all=true&cause={Word(first.Cause)}" : $"&types={first.Type}{(first.Provider is { } provider ? $"&provider={Uri.EscapeDataString(provider)}" : "")}"));
    }

    /// <summary>What all of them have in common; null where that is nothing.</summary>
    internal static string? Common(ImmutableArray<EventEnvelope> events, Func<EventDraft, string?> of) =>
        of(events[0].Event) is { } value && events.All(told => of(told.Event) == value) ? value : null;

    internal static string Word<T>(T value)
        where T : struct, Enum =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static void WriteTypes(Utf8JsonWriter writer, ImmutableArray<EventEnvelope> events)
    {
        writer.WriteStartObject("types");
        foreach (var (type, count) in events.CountBy(told => told.Event.Type, StringComparer.Ordinal).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal))
        {
            writer.WriteNumber(type, count);
        }

        writer.WriteEndObject();
    }

    /// <summary>First and last of each run of places without a gap.</summary>
    private static void WritePositions(Utf8JsonWriter writer, ImmutableArray<EventEnvelope> events)
    {
        writer.WriteStartArray("positions");
        for (var place = 0; place < events.Length;)
        {
            var first = events[place++].Position;
            while (place < events.Length && events[place].Position == events[place - 1].Position + 1)
            {
                place++;
            }

            writer.WriteStartArray();
            writer.WriteNumberValue(first);
            writer.WriteNumberValue(events[place - 1].Position);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }

    private static string Read(ImmutableArray<EventEnvelope> events, string which) =>
        string.Create(CultureInfo.InvariantCulture, $"/api/v1/changes?after={events[0].Position - 1}{which}&limit={Math.Min(MostRead, events[^1].Position - events[0].Position + 1)}");

    private static void WriteIf(Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }
}
