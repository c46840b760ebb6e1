namespace Tamma.Storage.Sqlite.Migrations;

/// <summary>What the operator says of models, and which ends of models were told.</summary>
internal static class Schema4
{
    public static Migration Migration { get; } = new(4, Sql);

    private const string Sql = """
        -- Never deleted: one that is over keeps who ended it and why. A value is JSON.
        CREATE TABLE overrides (
            id         BLOB PRIMARY KEY,
            batch      BLOB NOT NULL,
            kind       INTEGER NOT NULL,
            provider   TEXT NOT NULL,
            model_id   TEXT NOT NULL,
            field      TEXT NOT NULL,
            value      TEXT NOT NULL,
            author     TEXT NOT NULL,
            reason     TEXT,
            created_at INTEGER NOT NULL,
            expires_at INTEGER,
            upstream   TEXT,
            moved_to   TEXT,
            moved_at   INTEGER,
            ended_at   INTEGER,
            ended_by   TEXT,
            end_reason TEXT
        );
        CREATE INDEX overrides_in_force ON overrides (provider, model_id, field) WHERE ended_at IS NULL;
        CREATE INDEX overrides_by_time ON overrides (created_at, id);

        -- Once told, an end is not told again for the same date and as many days before it.
        CREATE TABLE retirement_notices (
            provider TEXT NOT NULL,
            model_id TEXT NOT NULL,
            date     TEXT NOT NULL,
            days     INTEGER NOT NULL,
            told_at  INTEGER NOT NULL,
            PRIMARY KEY (provider, model_id, date, days)
        ) WITHOUT ROWID;

        -- Values that a review is about when they are several; JSON.
        ALTER TABLE reviews ADD COLUMN parts TEXT;

        -- From where on versions, events and claims are whole: what is before went with time.
        CREATE TABLE horizons (
            name     TEXT PRIMARY KEY,
            position INTEGER NOT NULL,
            at       INTEGER NOT NULL
        ) WITHOUT ROWID;
        -- What was said of a row at a time, and what a row was at one.
        CREATE INDEX claims_by_subject ON claims (subject, valid_from);

        -- What a run found wrong in the models that it brought, by code.
        ALTER TABLE runs ADD COLUMN findings TEXT NOT NULL DEFAULT '{}';
        """;
}
