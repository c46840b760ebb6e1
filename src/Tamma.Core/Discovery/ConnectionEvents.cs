using System.Buffers;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Events;
using Tamma.Providers;
using Tamma.Providers.Http;

namespace Tamma.Discovery;

/// <summary>Connections → the events that tell of their coming, changing and going. No header's value and no query is told.</summary>
internal static class ConnectionEvents
{
    public static EventDraft Added(BookedConnection connection, string? actor, DateTimeOffset now) => Draft(
        EventTypes.ConnectionAdded, connection, actor, now, writer => WriteDefinition(writer, connection));

    public static EventDraft Removed(BookedConnection connection, int withdrawn, string? actor, DateTimeOffset now) => Draft(
        EventTypes.ConnectionRemoved, connection, actor, now, writer =>
        {
            WriteDefinition(writer, connection);
            writer.WriteNumber("withdrawn", withdrawn);
        });

    public static EventDraft Changed(BookedConnection before, BookedConnection after, string? actor, DateTimeOffset now) => Draft(
        EventTypes.ConnectionChanged, after, actor, now, writer =>
        {
            writer.WriteString("origin", Word(after.Origin));
            writer.WriteStartArray("changes");
            foreach (var ((field, old), (_, value)) in Told(before).Zip(Told(after)).Where(pair => pair.First.Value != pair.Second.Value))
            {
                writer.WriteStartObject();
                writer.WriteString("field", field);
                writer.WriteString("old", old);
                writer.WriteString("new", value);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });

    /// <summary>Whether anything is to be told. A header's new value is, by its name.</summary>
    public static bool AreSame(BookedConnection before, BookedConnection after) => Told(before).SequenceEqual(Told(after)) && SameHeaders(before.Options, after.Options);

    private static bool SameHeaders(ConnectionOptions before, ConnectionOptions after) =>
        before.Headers.Count == after.Headers.Count && before.Headers.All(header => after.Headers.TryGetValue(header.Key, out var value) && value == header.Value);

    private static IEnumerable<(string Field, string? Value)> Told(BookedConnection connection)
    {
        var options = connection.Options;
        yield return ("enabled", connection.Enabled ? "true" : "false");
        yield return ("type", options.Type);
        yield return ("provider", options.Provider);
        yield return ("url", Addresses.Shown(options.Url));
        yield return ("credential", options.Credential?.ToString());
        yield return ("username", options.Username);
        yield return ("headers", Joined(options.Headers.Keys.Order(StringComparer.Ordinal)));
        yield return ("interval_seconds", FormattableString.Invariant($"{options.Interval.TotalSeconds}"));
        yield return ("listings", JsonNamingPolicy.SnakeCaseLower.ConvertName(options.Listings.ToString()));
        yield return ("bills", options.Bills ? "true" : "false");
        yield return ("include", Joined(options.Include));
        yield return ("exclude", Joined(options.Exclude));
        yield return ("settings", Joined(options.Settings.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value}")));
        yield return ("limits", options.Limits == new ConnectionLimits() ? null : Limits(options.Limits));
    }

    private static string Limits(ConnectionLimits limits) => FormattableString.Invariant(
        $"request_timeout={limits.RequestTimeout} run_timeout={limits.RunTimeout} attempts={limits.Attempts} base_delay={limits.BaseDelay} max_delay={limits.MaxDelay} requests_per_second={limits.RequestsPerSecond} burst={limits.Burst} concurrency={limits.Concurrency}");

    private static string? Joined(IEnumerable<string> words) => string.Join(',', words) is { Length: > 0 } text ? text : null;

    private static void WriteDefinition(Utf8JsonWriter writer, BookedConnection connection)
    {
        writer.WriteString("type", connection.Options.Type);
        writer.WriteString("url", Addresses.Shown(connection.Options.Url));
        writer.WriteString("origin", Word(connection.Origin));
    }

    private static string Word(ConnectionOrigin origin) => JsonNamingPolicy.SnakeCaseLower.ConvertName(origin.ToString());

    private static EventDraft Draft(string type, BookedConnection connection, string? actor, DateTimeOffset now, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return new()
        {
            Id = Guid.CreateVersion7(now),
            Type = type,
            OccurredAt = now,
            Provider = connection.Options.Provider,
            Connection = connection.Id,
            Actor = actor,
            Cause = actor is null ? Cause.SourceAdded : Cause.Operator,
            Data = buffer.WrittenMemory,
        };
    }
}
