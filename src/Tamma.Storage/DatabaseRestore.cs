using System.Globalization;
using Tamma.Events;
using Tamma.Storage.Sqlite;
using Tamma.Storage.Sqlite.Migrations;

namespace Tamma.Storage;

/// <summary>
/// Puts a backup in the place of the embedded database. The log gets a new identity: positions behind the backup's are given anew,
/// so that a reader who was further must be told <c>cursor_expired</c> and not be left waiting.
/// </summary>
public static class DatabaseRestore
{
    /// <summary>Nobody may have the database open.</summary>
    /// <param name="backup">A file that a backup wrote; it stays as it is.</param>
    /// <param name="database">The database's file.</param>
    /// <param name="time">For the name of what is set aside.</param>
    /// <exception cref="StorageException">The backup is none, is damaged, or was written by a newer version; the database is as it was.</exception>
    public static Restored Run(string backup, string database, TimeProvider time)
    {
        (backup, database) = (Path.GetFullPath(backup), Path.GetFullPath(database));
        if (!File.Exists(backup) || backup == database)
        {
            throw new StorageException(StorageFault.Unavailable, backup == database ? $"'{backup}' is the database itself, not a backup of it." : $"There is no file '{backup}'.");
        }

        var incoming = database + ".restoring";
        try
        {
            DatabaseFile.Prepare(database, makeEmpty: false);
            File.Delete(incoming);
            DatabaseFile.CreateEmpty(incoming);
            using (var from = File.OpenRead(backup))
            using (var into = new FileStream(incoming, FileMode.Open, FileAccess.Write))
            {
                from.CopyTo(into);
                into.Flush(flushToDisk: true);
            }

            var (position, schema) = Check(incoming, backup, time);
            return new(SetAside(database, incoming, time), position, schema);
        }
        catch (Exception ex) when (ex is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(StorageFault.Unavailable, $"'{backup}' could not be restored: {ex.Message} The database is as it was.", ex);
        }
        finally
        {
            File.Delete(incoming);
            File.Delete(incoming + "-journal");
            File.Delete(incoming + "-wal");
            File.Delete(incoming + "-shm");
        }
    }

    /// <summary>Reads all of the copy, and gives its log a new identity.</summary>
    private static (long Position, long Schema) Check(string copy, string backup, TimeProvider time)
    {
        try
        {
            using var session = SqliteSession.Open(copy);
            SchemaMigrations.Refuse(session, backup, SchemaMigrations.All);
            if (session.Number("PRAGMA user_version") == 0)
            {
                throw new StorageException(StorageFault.Corrupt, $"'{backup}' is an empty database.");
            }

            using (var check = session.Use("PRAGMA integrity_check(1)"))
            {
                if (!check.Step() || check.Text(0) != "ok")
                {
                    throw new StorageException(StorageFault.Corrupt, $"'{backup}' is damaged: {check.Text(0)}");
                }
            }

            return session.Write(work =>
            {
                LogTable.Rename(work, Guid.CreateVersion7(time.GetUtcNow()));
                return (LogTable.Read(work).Position, work.Number("PRAGMA user_version"));
            });
        }
        catch (StorageException ex) when (ex.Fault is StorageFault.Corrupt or StorageFault.TooNew)
        {
            throw new StorageException(ex.Fault, $"This is no backup that can be restored; the database is as it was. {ex.Message}", ex);
        }
    }

    /// <returns>Where what was there is now; null when there was nothing.</returns>
    private static string? SetAside(string database, string incoming, TimeProvider time)
    {
        if (!File.Exists(database))
        {
            File.Move(incoming, database);
            return null;
        }

        var aside = $"{database}.{time.GetUtcNow().ToString("yyyyMMdd'T'HHmmssfff'Z'", CultureInfo.InvariantCulture)}.bak";
        try
        {
            // The last one who closes the database moves its write-ahead log into it.
            using var last = SqliteSession.Open(database);
            last.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (Exception ex) when (ex is StorageException or InvalidOperationException)
        {
            // It may be damaged, which is why a backup is restored: its log is set aside beside it.
        }

        foreach (var beside in new[] { "-wal", "-shm" })
        {
            if (File.Exists(database + beside))
            {
                File.Move(database + beside, aside + beside);
            }
        }

        // One step: whenever we are stopped, there is the one or the other under the database's name.
        File.Replace(incoming, database, aside);
        return aside;
    }
}

/// <summary>What a restore did.</summary>
/// <param name="SetAside">The database that was there before; null when there was none.</param>
/// <param name="Position">The end of the restored log.</param>
/// <param name="Schema">Of the backup; an older one is brought to today's at the next start.</param>
public sealed record Restored(string? SetAside, long Position, long Schema);
