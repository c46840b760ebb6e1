using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Tamma.Events;
using Tamma.Notifications.Calm;

namespace Tamma.Notifications.Webhooks;

/// <summary>A message as Slack's incoming webhooks take it: Block Kit, with a plain text for notifications.</summary>
/// <remarks>https://api.slack.com/messaging/webhooks and https://api.slack.com/reference/block-kit/blocks: a section's text has 3,000 letters at most, a header's 150, a message 50 blocks.</remarks>
public static class SlackMessage
{
    public const string MediaType = "application/json";

    private const int MostLines = 40;
    private const int LongestLine = 600;
    private const int LongestHeader = 150;

    public static ReadOnlyMemory<byte> Write(Message message)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        var isDigest = message.Shape.Form is MessageForm.Digest;
        var items = isDigest ? DigestSummary.InOrder(message.Items) : message.Items;
        var lines = items.Select(Line).ToList();
        var title = isDigest ? DigestSummary.Headline(message.Events)
            : message.Summary ?? (lines.Count == 1 ? ItemSentence.Of(items[0]) : string.Create(CultureInfo.InvariantCulture, $"{message.Events.Length} changes of models"));
        writer.WriteStartObject();
        writer.WriteString("text", Escaped(Cut(title, LongestLine)));
        writer.WriteStartArray("blocks");
        if (isDigest || message.Summary is not null || lines.Count > 1)
        {
            WriteHeader(writer, title);
        }

        foreach (var line in lines.Take(MostLines))
        {
            WriteSection(writer, line);
        }

        if (lines.Count > MostLines)
        {
            WriteSection(writer, string.Create(CultureInfo.InvariantCulture, $"and {lines.Count - MostLines} more, up to position {message.Events[^1].Position}"));
        }

        if (DigestSummary.Of(message.Shape.LeftOut) is { } left)
        {
            WriteSection(writer, Escaped(Cut(left, LongestLine)));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.Flush();
        return buffer.WrittenMemory;
    }

    private static void WriteHeader(Utf8JsonWriter writer, string title)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "header");
        WriteText(writer, "plain_text", Cut(title, LongestHeader));
        writer.WriteEndObject();
    }

    private static void WriteSection(Utf8JsonWriter writer, string text)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "section");
        WriteText(writer, "mrkdwn", text);
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string type, string text)
    {
        writer.WriteStartObject("text");
        writer.WriteString("type", type);
        writer.WriteString("text", text);
        writer.WriteEndObject();
    }

    private static string Line(MessageItem item)
    {
        var mark = item.Severity switch
        {
            Severity.Critical => ":red_circle: ",
            Severity.Warning => ":warning: ",
            _ => "",
        };
        return mark + Escaped(Cut(ItemSentence.Of(item), LongestLine));
    }

    /// <summary>Slack's three control characters; without this a model's name could mention a channel.</summary>
    private static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static string Cut(string text, int longest) => text.Length <= longest ? text : string.Concat(text.AsSpan(0, longest - 1), "…");
}
