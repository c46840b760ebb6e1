namespace Tamma.Storage.Sqlite.Migrations;

/// <summary>What was asked, as sums.</summary>
internal static class Schema6
{
    public static Migration Migration { get; } = new(6, Sql);

    private const string Sql = """
        -- Sums by day and form; nothing of a single question. In order of the key, so that not even the order of rows tells which came first.
        -- A day counts days since 0001-01-01, UTC. latency and results: pairs of a bucket and its count, see PackedCounts.
        -- unknown: words that no model had when it was last asked, with spaces between.
        CREATE TABLE asked_forms (
            day      INTEGER NOT NULL,
            text     TEXT NOT NULL,
            filter   TEXT NOT NULL,
            prefer   TEXT NOT NULL,
            sort     TEXT NOT NULL,
            scope    INTEGER NOT NULL,
            asked    INTEGER NOT NULL,
            empty    INTEGER NOT NULL,
            stood_in INTEGER NOT NULL,
            latency  BLOB NOT NULL,
            results  BLOB NOT NULL,
            unknown  TEXT NOT NULL,
            PRIMARY KEY (day, text, filter, prefer, sort, scope)
        ) WITHOUT ROWID;

        -- Questions that were not counted because too many came at once.
        CREATE TABLE asked_drops (
            day     INTEGER PRIMARY KEY,
            dropped INTEGER NOT NULL
        );

        -- The last batch of each process that wrote, so that none is added twice; the day, so that it goes with the rest.
        CREATE TABLE asked_writers (
            writer BLOB PRIMARY KEY,
            batch  INTEGER NOT NULL,
            day    INTEGER NOT NULL
        ) WITHOUT ROWID;
        """;
}
