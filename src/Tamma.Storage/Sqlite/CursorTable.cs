using Tamma.Events;

namespace Tamma.Storage.Sqlite;

/// <summary>Cursors inside another transaction.</summary>
internal static class CursorTable
{
    public static Cursor? Read(SqliteSession session, string reader)
    {
        using var statement = session.Use("SELECT log_id, position FROM cursors WHERE reader = ?");
        statement.Add(reader);
        return statement.Step() ? new Cursor(statement.Guid(0), statement.Int64(1)) : default(Cursor?);
    }

    /// <summary>Puts a cursor where it is said to be, also backwards.</summary>
    public static void Put(SqliteSession session, string reader, Cursor cursor)
    {
        using var statement = session.Use("INSERT OR REPLACE INTO cursors (reader, log_id, position) VALUES (?, ?, ?)");
        statement.Add(reader).Add(cursor.LogId).Add(cursor.Position).Run();
    }

    public static void Remove(SqliteSession session, string reader)
    {
        using var statement = session.Use("DELETE FROM cursors WHERE reader = ?");
        statement.Add(reader).Run();
    }
}
