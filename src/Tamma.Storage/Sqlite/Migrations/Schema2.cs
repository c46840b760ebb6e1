namespace Tamma.Storage.Sqlite.Migrations;

/// <summary>Connections that no configuration names, and why and since when a model may not be called through one.</summary>
internal static class Schema2
{
    public static Migration Migration { get; } = new(2, Sql);

    private const string Sql = """
        -- Definition is null for a configured connection, of which only "enabled" is kept.
        CREATE TABLE connections (
            id         TEXT PRIMARY KEY,
            origin     TEXT NOT NULL,
            enabled    INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            created_by TEXT,
            definition TEXT
        );

        ALTER TABLE claims ADD COLUMN access_reason TEXT;
        ALTER TABLE claims ADD COLUMN verified_at INTEGER;
        """;
}
