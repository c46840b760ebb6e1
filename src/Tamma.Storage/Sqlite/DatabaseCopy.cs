using Tamma.Events;

namespace Tamma.Storage.Sqlite;

/// <summary>One file with what a session sees, packed, without a write-ahead log beside it.</summary>
internal static class DatabaseCopy
{
    /// <exception cref="StorageException">Nothing is left of the copy.</exception>
    public static void Write(SqliteSession session, string path)
    {
        try
        {
            // SQLite writes into an empty file, and so the copy is as closed to others as the original.
            DatabaseFile.CreateEmpty(path);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(StorageFault.Unavailable, $"A copy could not be made as '{path}': {ex.Message}", ex);
        }

        try
        {
            using var statement = session.Use("VACUUM INTO ?");
            statement.Add(path).Run();
        }
        catch (StorageException)
        {
            // Half a copy must not look like one.
            File.Delete(path);
            throw;
        }
    }
}
