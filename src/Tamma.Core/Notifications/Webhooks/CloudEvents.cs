using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Tamma.Events;

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
        if (message.Events is [var one])
        {
            Write(writer, one);
        }
        else
        {
            writer.WriteStartArray();
            foreach (var told in message.Events)
            {
                Write(writer, told);
            }

            writer.WriteEndArray();
        }

        writer.Flush();
        return (buffer.WrittenMemory, message.Events.Length == 1 ? OneMediaType : BatchMediaType);
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
