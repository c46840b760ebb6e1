using SQLitePCL;
using Tamma.Events;

namespace Tamma.Storage.Sqlite;

/// <summary>SQLite's result codes in the reader's words, each with what to do.</summary>
internal static class SqliteFaults
{
    /// <summary>A broken constraint or a bad statement is our mistake and no state of the world; it stays an error of the program.</summary>
    public static Exception From(int code, string message, Exception? inner = null) => (code & 0xFF) switch
    {
        raw.SQLITE_FULL => new StorageException(
            StorageFault.DiskFull,
            $"The disk that holds the database is full, so nothing was written; reads go on. Free some space; the next run writes again. ({message})",
            inner),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new StorageException(
            StorageFault.Busy,
            $"Another process holds the database. Stop it, or wait until it is done, and try again. ({message})",
            inner),
        raw.SQLITE_READONLY or raw.SQLITE_PERM => new StorageException(
            StorageFault.ReadOnly,
            $"The database may not be written. Give this user the right to write the file and its folder. ({message})",
            inner),
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => new StorageException(
            StorageFault.Corrupt,
            $"The file is damaged or is no database. Move it away and restore a backup, or start with an empty one. ({message})",
            inner),
        raw.SQLITE_IOERR or raw.SQLITE_CANTOPEN or raw.SQLITE_AUTH or raw.SQLITE_NOMEM => new StorageException(
            StorageFault.Unavailable,
            $"The database could not be reached. Check that its folder exists, is mounted, and belongs to this user. ({message})",
            inner),
        _ => new InvalidOperationException($"SQLite refused a statement with code {code}: {message}.", inner),
    };
}
