using System.Globalization;
using Tamma.Events;

namespace Tamma.Storage.Sqlite.Migrations;

/// <summary>Brings a database to today's schema, with a copy of what was there before.</summary>
internal static class SchemaMigrations
{
    /// <summary>"Tamm": says that a SQLite file is ours.</summary>
    private const int ApplicationId = 0x54616D6D;

    public static IReadOnlyList<Migration> All { get; } =
    [
        Schema1.Migration,
        Schema2.Migration,
        Schema3.Migration,
        Schema4.Migration,
        Schema5.Migration,
        Schema6.Migration,
        Schema7.Migration,
        Schema8.Migration,
        Schema9.Migration,
    ];

    /// <summary>Stops before anything is written to a file that is not ours or that we do not understand.</summary>
    public static void Refuse(SqliteSession session, string path, IReadOnlyList<Migration> migrations)
    {
        var today = migrations[^1].Number;
        var found = session.Number("PRAGMA user_version");
        var isEmpty = session.Number("SELECT count(*) FROM sqlite_schema") == 0;
        if (!isEmpty && session.Number("PRAGMA application_id") != ApplicationId)
        {
            throw new StorageException(
                StorageFault.Corrupt,
                $"'{path}' is a SQLite database, but not one of Tamma's; it was left as it is. Choose another path.");
        }

        if (found > today)
        {
            throw new StorageException(
                StorageFault.TooNew,
                $"'{path}' was written by a newer Tamma (schema {found}; this one knows {today}) and was left as it is. "
                + "Start that version again, or restore a copy that this version made: the .bak files beside it.");
        }
    }

    public static void Apply(SqliteSession session, string path, TimeProvider time, IReadOnlyList<Migration> migrations)
    {
        var found = session.Number("PRAGMA user_version");
        if (found == migrations[^1].Number)
        {
            return;
        }

        if (found > 0)
        {
            Copy(session, path, found, time);
        }

        foreach (var migration in migrations)
        {
            session.Write(_ => Step(session, migration, time));
        }
    }

    private static bool Step(SqliteSession session, Migration migration, TimeProvider time)
    {
        // Asked again inside the transaction: two processes may have been started at once.
        if (session.Number("PRAGMA user_version") >= migration.Number)
        {
            return false;
        }

        session.Execute(migration.Sql);
        if (migration.Number == 1)
        {
            session.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"));
            LogTable.Create(session, Guid.CreateVersion7(time.GetUtcNow()));
        }

        session.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA user_version = {migration.Number}"));
        return true;
    }

    private static void Copy(SqliteSession session, string path, long version, TimeProvider time)
    {
        var stamp = time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var copy = string.Create(CultureInfo.InvariantCulture, $"{path}.v{version}.{stamp}.bak");
        if (File.Exists(copy))
        {
            return;
        }

        DatabaseCopy.Write(session, copy);
    }
}
