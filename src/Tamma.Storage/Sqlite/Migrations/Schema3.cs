namespace Tamma.Storage.Sqlite.Migrations;

/// <summary>How connections fared.</summary>
internal static class Schema3
{
    public static Migration Migration { get; } = new(3, Sql);

    private const string Sql = """
        -- In the order in which they came; a response time is in ticks of 100 ns.
        CREATE TABLE health_samples (
            id            INTEGER PRIMARY KEY,
            connection    TEXT NOT NULL,
            at            INTEGER NOT NULL,
            outcome       INTEGER NOT NULL,
            fault         TEXT,
            response_time INTEGER,
            source        INTEGER NOT NULL
        );
        CREATE INDEX health_samples_by_connection ON health_samples (connection, id);

        CREATE TABLE health_states (
            connection  TEXT PRIMARY KEY,
            status      INTEGER NOT NULL,
            since       INTEGER NOT NULL,
            fault       TEXT,
            failures    INTEGER NOT NULL,
            successes   INTEGER NOT NULL,
            imperfect   INTEGER NOT NULL,
            answered_at INTEGER,
            sentence    TEXT NOT NULL
        );
        """;
}
