using Tamma.Events;

namespace Tamma.Storage.Sqlite;

internal static class LogTable
{
    public static void Create(SqliteSession session, Guid logId)
    {
        using var statement = session.Use("INSERT INTO log (id, log_id, position, catalog_position, committed_at) VALUES (1, ?, 0, 0, 0)");
        statement.Add(logId).Run();
    }

    /// <summary>Gives the log another identity. Who reads from inside the record goes on where it was.</summary>
    public static void Rename(SqliteSession session, Guid logId)
    {
        using var log = session.Use("UPDATE log SET log_id = ?");
        log.Add(logId).Run();
        using var cursors = session.Use("UPDATE cursors SET log_id = ?");
        cursors.Add(logId).Run();
    }

    public static LogRow Read(SqliteSession session)
    {
        using var statement = session.Use("SELECT log_id, position, catalog_position, committed_at FROM log");
        return statement.Step()
            ? new(statement.Guid(0), statement.Int64(1), statement.Int64(2), statement.Time(3))
            : throw new StorageException(StorageFault.Corrupt, "The database has lost the row that names its log. Restore a backup.");
    }

    public static void Write(SqliteSession session, LogRow row)
    {
        using var head = session.Use("UPDATE log SET position = ?, catalog_position = ?, committed_at = ?");
        head.Add(row.Position).Add(row.CatalogPosition).Add(row.CommittedAt).Run();
        using var commit = session.Use("INSERT INTO commits (last_position, committed_at) VALUES (?, ?)");
        commit.Add(row.Position).Add(row.CommittedAt).Run();
    }

    /// <summary>The last position at or before a time, 0 when the log begins later.</summary>
    public static long PositionAt(SqliteSession session, DateTimeOffset time)
    {
        using var statement = session.Use(
            "SELECT last_position FROM commits WHERE committed_at <= ? ORDER BY committed_at DESC, last_position DESC LIMIT 1");
        statement.Add(time);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    /// <summary>When the log came to a position.</summary>
    public static DateTimeOffset TimeOf(SqliteSession session, long position)
    {
        using var statement = session.Use("SELECT committed_at FROM commits WHERE last_position >= ? ORDER BY last_position LIMIT 1");
        statement.Add(position);
        return statement.Step() ? statement.Time(0) : DateTimeOffset.UnixEpoch;
    }
}

/// <summary>The log's identity and how far it and the catalogue have come.</summary>
/// <param name="CatalogPosition">The last position that a catalogue commit was given.</param>
/// <param name="CommittedAt">Time of the last commit.</param>
internal sealed record LogRow(Guid LogId, long Position, long CatalogPosition, DateTimeOffset CommittedAt);
