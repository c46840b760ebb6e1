namespace Tamma.Storage.Sqlite.Migrations;

/// <summary>What was measured.</summary>
internal static class Schema9
{
    public static Migration Migration { get; } = new(9, Sql);

    private const string Sql = """
        CREATE TABLE benchmark_runs (
            id BLOB PRIMARY KEY,
            model TEXT NOT NULL,
            connection TEXT NOT NULL,
            -- JSON, without any key.
            plan TEXT NOT NULL,
            state INTEGER NOT NULL,
            queued_at INTEGER NOT NULL,
            started_at INTEGER,
            finished_at INTEGER,
            sentence TEXT,
            verdict INTEGER,
            -- US dollars, as text: exact.
            worst_cost TEXT,
            samples INTEGER NOT NULL,
            -- JSON, packed by Brotli.
            report BLOB
        ) WITHOUT ROWID;

        CREATE INDEX benchmark_runs_model ON benchmark_runs (model, id);

        -- Lines of JSON, packed by Brotli.
        CREATE TABLE benchmark_samples (
            run BLOB NOT NULL,
            part INTEGER NOT NULL,
            count INTEGER NOT NULL,
            lines BLOB NOT NULL,
            PRIMARY KEY (run, part)
        );
        """;
}
