using System.Text;
using Tamma.Events;

namespace Tamma.Storage.Sqlite;

internal sealed class SqliteEventLog(SqliteDatabase database) : IEventLog
{
    private const string Columns =
        "position, id, type, schema_version, occurred_at, provider, model_id, connection, run_id, actor, cause, severity, data";

    public Task<LogHead> HeadAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(Head, cancellationToken);

    public Task<IReadOnlyList<EventEnvelope>> ReadAsync(
        long after, int limit, IReadOnlyCollection<string> types, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<EventEnvelope>>(session => Read(session, after, limit, types), cancellationToken);

    public Task<long> AppendAsync(IReadOnlyList<EventDraft> events, CancellationToken cancellationToken) =>
        database.WriteAsync(session => EventAppender.AppendAll(session, events), cancellationToken);

    private static LogHead Head(SqliteSession session)
    {
        var log = LogTable.Read(session);
        return new(log.LogId, log.Position);
    }

    private static List<EventEnvelope> Read(SqliteSession session, long after, int limit, IReadOnlyCollection<string> types)
    {
        var logId = LogTable.Read(session).LogId;
        var events = new List<EventEnvelope>();
        using var statement = session.Use(types.Count == 0 ? $"SELECT {Columns} FROM events WHERE position > ? ORDER BY position LIMIT ?" : OfTypes(types.Count));
        if (types.Count == 0)
        {
            statement.Add(after).Add(limit);
        }
        else
        {
            foreach (var type in types)
            {
                statement.Add(type).Add(after).Add(limit);
            }

            statement.Add(limit);
        }

        while (statement.Step())
        {
            events.Add(new(statement.Int64(0), logId, Draft(statement)));
        }

        return events;
    }

    /// <summary>Each type is sought on its own in the index, so that a rare type is not looked for in the whole log.</summary>
    private static string OfTypes(int count)
    {
        var sql = new StringBuilder($"SELECT {Columns} FROM events WHERE position IN (");
        for (var i = 0; i < count; i++)
        {
            sql.Append(i == 0 ? "" : " UNION ").Append("SELECT position FROM (SELECT position FROM events WHERE type = ? AND position > ? ORDER BY position LIMIT ?)");
        }

        return sql.Append(") ORDER BY position LIMIT ?").ToString();
    }

    private static EventDraft Draft(Statement row) => new()
    {
        Id = row.Guid(1),
        Type = row.Text(2),
        SchemaVersion = row.Int32(3),
        OccurredAt = row.Time(4),
        Provider = row.TextOrNull(5),
        ModelId = row.TextOrNull(6),
        Connection = row.TextOrNull(7),
        RunId = row.GuidOrNull(8),
        Actor = row.TextOrNull(9),
        Cause = (Cause)row.Int32(10),
        Severity = (Severity)row.Int32(11),
        Data = row.Bytes(12).ToArray(),
    };
}
