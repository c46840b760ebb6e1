using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Tamma.Events;
using Tamma.Notifications.Calm;

namespace Tamma.Notifications.Webhooks;

/// <summary>Events as CloudEvents 1.0 in JSON: one alone in structured mode, several as a batch.</summary>
/// <remarks>https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md. Names of extensions are lower case letters and digits.</remarks>
public static class CloudEvents
{
    public const string OneMediaType = "application/cloudevents+json";
    public const string BatchMediaType = "application/cloudevents-batch+json";

    /// <summary>What each type begins with: a receiver of many sources tells ours by it.</summary>
    public const string TypePrefix = "tamma.";

    /// <returns>The body and its media type.</returns>
    public static (ReadOnlyMemory<byte> Body, string MediaType) Write(Message message)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        var items = message.Shape.Form is MessageForm.Digest ? [new(message.Events)] : message.Items;
        if (items is [var one])
        {
            Write(writer, one, message);
        }
        else
        {
            writer.WriteStartArray();
            foreach (var item in items)
            {
                Write(writer, item, message);
            }

            writer.WriteEndArray();
        }

        writer.Flush();
        return (buffer.WrittenMemory, items.Length == 1 ? OneMediaType : BatchMediaType);
    }

    private static void Write(Utf8JsonWriter writer, MessageItem item, Message message)
    {
        var isDigest = message.Shape.Form is MessageForm.Digest;
        if (!isDigest && !item.IsFold)
        {
            Write(writer, item.Events[0]);
            return;
        }

        var last = item.Events[^1];
        writer.WriteStartObject();
        writer.WriteString("specversion", "1.0");
        writer.WriteString("id", isDigest ? message.Id : item.Id);
        writer.WriteString("source", $"urn:tamma:log:{last.LogId:D}");
        writer.WriteString("type", TypePrefix + (isDigest ? CalmData.DigestType : CalmData.FoldType));
        writer.WriteString("time", item.Events.Max(told => told.Event.OccurredAt).UtcDateTime);
        var provider = CalmData.Common(item.Events, told => told.Provider);
        WriteIf(writer, "subject", provider);
        WriteIf(writer, "provider", provider);

        // Of its last part: what is told later has a later one.
        writer.WriteString("position", last.Position.ToString(CultureInfo.InvariantCulture));
        WriteIf(writer, "cause", CalmData.Common(item.Events, told => Word(told.Cause)));
        writer.WriteString("severity", Word(item.Severity));
        writer.WriteNumber("schema", CalmData.Schema);
        WriteIf(writer, "connection", CalmData.Common(item.Events, told => told.Connection));
        WriteIf(writer, "run", CalmData.Common(item.Events, told => told.RunId?.ToString("D")));
        writer.WriteString("datacontenttype", "application/json");
        writer.WritePropertyName("data");
        if (isDigest)
        {
            CalmData.WriteDigest(writer, message);
        }
        else
        {
            CalmData.Write(writer, item);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, EventEnvelope envelope)
    {
        var happening = envelope.Event;
        writer.WriteStartObject();
        writer.WriteString("specversion", "1.0");
        writer.WriteString("id", happening.Id);
        writer.WriteString("source", $"urn:tamma:log:{envelope.LogId:D}");
        writer.WriteString("type", TypePrefix + happening.Type);
        writer.WriteString("time", happening.OccurredAt.UtcDateTime);
        if (happening.Provider is { } provider)
        {
            writer.WriteString("subject", happening.ModelId is { } model ? $"{provider}/{model}" : provider);
            writer.WriteString("provider", provider);
        }

        // A CloudEvents integer has 32 bits and a position 64, so it is a string.
        writer.WriteString("position", envelope.Position.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("cause", Word(happening.Cause));
        writer.WriteString("severity", Word(happening.Severity));
        writer.WriteNumber("schema", happening.SchemaVersion);
        WriteIf(writer, "connection", happening.Connection);
        WriteIf(writer, "run", happening.RunId?.ToString("D"));
        WriteIf(writer, "actor", happening.Actor);
        writer.WriteString("datacontenttype", "application/json");
        writer.WritePropertyName("data");
        writer.WriteRawValue(happening.Data.Span);
        writer.WriteEndObject();
    }

    private static void WriteIf(Utf8JsonWriter writer, string name, string? value)
    {
        // An attribute that says nothing is left out; an empty string is not allowed.
        if (!string.IsNullOrEmpty(value))
        {
            writer.WriteString(name, value);
        }
    }

    private static string Word<T>(T value)
        where T : struct, Enum =>
        JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
