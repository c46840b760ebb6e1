using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;
using Tamma.Events;

namespace Tamma.Catalog;

/// <summary>
/// One event that tells of a whole commit whose reason is ours: a source that is read for the first time, a changed policy, a program
/// that reads more. The single events stand before it in the log; feeds that ask for nothing special leave those out.
/// </summary>
/// <param name="Cause">Of the events that it tells of.</param>
/// <param name="First">Position of the first event that it tells of; the last is the one before its own.</param>
public sealed record CatalogSummary(long Position, Cause Cause, long First)
{
    /// <summary>Fewer are told one by one.</summary>
    internal const int Least = 21;

    private const int MostNames = 10;

    public static bool IsOurs(Cause cause) => cause is Cause.SourceAdded or Cause.Policy or Cause.Software;

    public bool Covers(EventEnvelope envelope) =>
        envelope.Event.Cause == Cause && envelope.Event.Type != EventTypes.CatalogSummary && envelope.Position >= First && envelope.Position < Position;

    public static CatalogSummary Read(EventEnvelope envelope)
    {
        using var data = JsonDocument.Parse(envelope.Event.Data);
        var first = data.RootElement.TryGetProperty("first", out var known) ? known.GetInt64()
            : data.RootElement.TryGetProperty("events", out var events) ? envelope.Position - events.GetInt64()
            : envelope.Position;
        return new(envelope.Position, envelope.Event.Cause, first);
    }

    /// <summary>The summary of one commit, or null where its events speak for themselves.</summary>
    /// <param name="others">How many other events stand between the changes' and the summary.</param>
    internal static EventDraft? Of(IReadOnlyList<(CatalogChange Change, EventDraft Event)> changes, int others, ChangeContext context, DateTimeOffset now)
    {
        if (!IsOurs(context.Cause) || changes.Count < Least)
        {
            return null;
        }

        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("source", context.Source.Name);

            // Positions are given in the transaction; that they follow one another without a gap is what the log promises.
            writer.WriteNumber("events", changes.Count + others);
            Write(writer, "types", changes.Select(pair => pair.Event.Type));
            Write(writer, "fields", changes.SelectMany(pair => Fields(pair.Change)).Select(field => field.Path));
            Write(writer, "providers", changes.Select(pair => pair.Change.Key.Provider));
            writer.WriteEndObject();
        }

        return new()
        {
            Id = Guid.CreateVersion7(now),
            Type = EventTypes.CatalogSummary,
            OccurredAt = now,
            Provider = changes.Select(pair => pair.Change.Key.Provider).Distinct(StringComparer.Ordinal).Take(2).ToArray() is [var only] ? only : null,
            Connection = context.Source.ConnectionId,
            RunId = context.RunId,
            Actor = context.Actor,
            Cause = context.Cause,
            Data = buffer.WrittenMemory,
        };
    }

    private static ImmutableArray<FieldChange> Fields(CatalogChange change) => change switch
    {
        CatalogChange.Updated updated => updated.Fields,
        CatalogChange.Missing missing => missing.Fields,
        CatalogChange.Returned returned => returned.Fields,
        _ => [],
    };

    /// <summary>The most frequent names with their counts.</summary>
    private static void Write(Utf8JsonWriter writer, string member, IEnumerable<string> names)
    {
        writer.WriteStartObject(member);
        foreach (var (name, count) in names.CountBy(name => name, StringComparer.Ordinal).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal).Take(MostNames))
        {
            writer.WriteNumber(name, count);
        }

        writer.WriteEndObject();
    }
}
