using System.Globalization;
using System.Text;
using System.Xml;
using Tamma.Events;
using Tamma.Notifications.Filtering;
using Tamma.Server.Projections;
using Tamma.Server.Rest;

namespace Tamma.Server.Live;

/// <summary>Events as RFC 4287 writes them. Pure. An entry's id is its event's, so a reader shows each once, whatever the filter.</summary>
internal static class AtomFeed
{
    public const string MediaType = "application/atom+xml";

    private const string Namespace = "http://www.w3.org/2005/Atom";

    private static readonly XmlWriterSettings s_settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, CheckCharacters = true };

    /// <param name="events">The newest first.</param>
    /// <param name="head">The log's end; where there is no event, it says nothing of time, and the feed is of the beginning.</param>
    /// <param name="filter">What was asked.</param>
    /// <param name="root">The server's address, without a path.</param>
    /// <param name="self">The feed's own address.</param>
    public static byte[] Write(IReadOnlyList<EventEnvelope> events, LogHead head, EventFilter filter, string root, string self)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, s_settings))
        {
            xml.WriteStartElement("feed", Namespace);
            xml.WriteElementString("id", Namespace, $"urn:tamma:changes:{head.LogId:N}{(filter.Text.Length == 0 ? "" : ":" + ETag.Of(filter.Text).Trim('"'))}");
            xml.WriteElementString("title", Namespace, filter.Text.Length == 0 ? "AI models: what changed" : Plain($"AI models: what changed where {filter.Text}"));
            xml.WriteElementString("updated", Namespace, Time(events is [var newest, ..] ? newest.Event.OccurredAt : DateTimeOffset.UnixEpoch));
            Link(xml, "self", self, MediaType);
            xml.WriteStartElement("author", Namespace);
            xml.WriteElementString("name", Namespace, "Tamma");
            xml.WriteEndElement();
            foreach (var envelope in events)
            {
                Write(xml, envelope, root);
            }

            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }

    private static void Write(XmlWriter xml, EventEnvelope envelope, string root)
    {
        var happening = envelope.Event;
        var (title, lines) = EventTitle.Of(envelope);
        xml.WriteStartElement("entry", Namespace);
        xml.WriteElementString("id", Namespace, $"urn:uuid:{happening.Id}");
        xml.WriteElementString("title", Namespace, Plain(title));
        xml.WriteElementString("updated", Namespace, Time(happening.OccurredAt));
        xml.WriteElementString("published", Namespace, Time(happening.OccurredAt));
        Category(xml, happening.Type);
        Category(xml, Words.Of(happening.Severity));
        Link(xml, "alternate", string.Create(CultureInfo.InvariantCulture, $"{root}{ApiEndpoints.Root}/changes?after={envelope.Position - 1}&limit=1&all=true"), "application/json");
        xml.WriteStartElement("content", Namespace);
        xml.WriteAttributeString("type", "text");
        xml.WriteString(Plain(string.Join('\n', lines.Append($"Cause: {Words.Of(happening.Cause)}. Position {envelope.Position}."))));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Category(XmlWriter xml, string term)
    {
        xml.WriteStartElement("category", Namespace);
        xml.WriteAttributeString("term", term);
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string rel, string href, string type)
    {
        xml.WriteStartElement("link", Namespace);
        xml.WriteAttributeString("rel", rel);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", Plain(href));
        xml.WriteEndElement();
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    /// <summary>Foreign text may hold what XML cannot, and it must not spoil the whole feed.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && XmlConvert.IsXmlSurrogatePair(text[i + 1], text[i]))
            {
                plain.Append(text[i]).Append(text[++i]);
            }
            else
            {
                plain.Append(XmlConvert.IsXmlChar(text[i]) ? text[i] : '\uFFFD');
            }
        }

        return plain.ToString();
    }
}
