using Tamma.Events;

namespace Tamma.Storage.Sqlite;

internal sealed class SqliteCursorStore(SqliteDatabase database) : ICursorStore
{
    public Task<Cursor?> ReadAsync(string reader, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session =>
            {
                using var statement = session.Use("SELECT log_id, position FROM cursors WHERE reader = ?");
                statement.Add(reader);
                return statement.Step() ? new Cursor(statement.Guid(0), statement.Int64(1)) : default(Cursor?);
            },
            cancellationToken);

    public Task AdvanceAsync(string reader, Cursor cursor, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                // A cursor of another log is of no use any more, wherever it stood.
                using var statement = session.Use(
                    """
                    INSERT INTO cursors (reader, log_id, position) VALUES (?, ?, ?)
                    ON CONFLICT (reader) DO UPDATE SET log_id = excluded.log_id, position = excluded.position
                    WHERE log_id <> excluded.log_id OR position < excluded.position
                    """);
                return statement.Add(reader).Add(cursor.LogId).Add(cursor.Position).Run();
            },
            cancellationToken);
}
