namespace Tamma.Storage.Sqlite.Migrations;

/// <summary>
/// The first schema. Times are UTC ticks, ids of ours are 16 bytes, enums are the numbers of their members, JSON is text so that
/// <c>sqlite3</c> can read it. Long columns stand last: SQLite reads a row from its front.
/// </summary>
internal static class Schema1
{
    public static Migration Migration { get; } = new(1, Sql);

    private const string Sql = """
        -- One row: the log's identity, its head, and the last position of a catalogue commit.
        CREATE TABLE log (
            id               INTEGER PRIMARY KEY CHECK (id = 1),
            log_id           BLOB NOT NULL,
            position         INTEGER NOT NULL,
            catalog_position INTEGER NOT NULL,
            committed_at     INTEGER NOT NULL
        );

        CREATE TABLE events (
            position       INTEGER PRIMARY KEY,
            id             BLOB NOT NULL,
            type           TEXT NOT NULL,
            schema_version INTEGER NOT NULL,
            occurred_at    INTEGER NOT NULL,
            provider       TEXT,
            model_id       TEXT,
            connection     TEXT,
            run_id         BLOB,
            actor          TEXT,
            cause          INTEGER NOT NULL,
            severity       INTEGER NOT NULL,
            data           TEXT NOT NULL
        );
        CREATE INDEX events_by_type ON events (type, position);

        -- When the log reached a position; one row for each transaction that wrote events. Time never runs back in it.
        CREATE TABLE commits (
            last_position INTEGER PRIMARY KEY,
            committed_at  INTEGER NOT NULL
        );
        CREATE INDEX commits_by_time ON commits (committed_at, last_position);

        CREATE TABLE sources (
            idx             INTEGER PRIMARY KEY CHECK (idx BETWEEN 0 AND 255),
            name            TEXT NOT NULL UNIQUE,
            etag            TEXT,
            url             TEXT,
            raw_hash        TEXT,
            content_hash    TEXT,
            confirmed_at    INTEGER,
            pending_missing INTEGER NOT NULL DEFAULT 0,
            claims          INTEGER NOT NULL DEFAULT 0
        );

        -- What rows are about; an empty native id is the provider itself.
        CREATE TABLE subjects (
            id        INTEGER PRIMARY KEY,
            provider  TEXT NOT NULL,
            native_id TEXT NOT NULL,
            UNIQUE (provider, native_id)
        );

        -- Brotli. Content is null when a claim names a document that is not kept.
        CREATE TABLE documents (
            id          INTEGER PRIMARY KEY,
            hash        TEXT NOT NULL UNIQUE,
            media_type  TEXT,
            size        INTEGER,
            received_at INTEGER,
            content     BLOB
        );

        CREATE TABLE claims (
            id            INTEGER PRIMARY KEY,
            subject       INTEGER NOT NULL REFERENCES subjects (id),
            source        INTEGER NOT NULL REFERENCES sources (idx),
            valid_from    INTEGER NOT NULL,
            valid_to      INTEGER,
            kind          INTEGER NOT NULL,
            access        INTEGER NOT NULL,
            first_seen    INTEGER NOT NULL,
            missing_since INTEGER,
            missing_runs  INTEGER NOT NULL,
            document      INTEGER REFERENCES documents (id),
            slice_offset  INTEGER,
            slice_length  INTEGER,
            source_ref    TEXT NOT NULL,
            fields        TEXT NOT NULL
        );
        CREATE UNIQUE INDEX current_claims ON claims (subject, source) WHERE valid_to IS NULL;
        CREATE INDEX current_claims_by_source ON claims (source) WHERE valid_to IS NULL;

        -- A version is named by the event that made it.
        CREATE TABLE versions (
            position          INTEGER PRIMARY KEY REFERENCES events (position),
            subject           INTEGER NOT NULL REFERENCES subjects (id),
            number            INTEGER NOT NULL,
            valid_from        INTEGER NOT NULL,
            valid_to          INTEGER,
            valid_to_position INTEGER,
            availability      INTEGER NOT NULL,
            first_seen        INTEGER NOT NULL,
            missing_since     INTEGER,
            removed_at        INTEGER,
            origins           BLOB NOT NULL,
            offers            TEXT,
            fields            TEXT NOT NULL
        );
        CREATE INDEX versions_by_subject ON versions (subject, position, number);
        CREATE UNIQUE INDEX current_versions ON versions (subject) WHERE valid_to_position IS NULL;

        CREATE TABLE runs (
            id             BLOB PRIMARY KEY,
            source         TEXT NOT NULL,
            run_trigger    INTEGER NOT NULL,
            state          INTEGER NOT NULL,
            queued_at      INTEGER NOT NULL,
            started_at     INTEGER,
            finished_at    INTEGER,
            fault          TEXT,
            sentence       TEXT,
            pages          INTEGER NOT NULL,
            bytes          INTEGER NOT NULL,
            listed         INTEGER NOT NULL,
            added          INTEGER NOT NULL,
            updated        INTEGER NOT NULL,
            missing        INTEGER NOT NULL,
            returned       INTEGER NOT NULL,
            removed        INTEGER NOT NULL,
            facts_changed  INTEGER NOT NULL,
            first_position INTEGER,
            last_position  INTEGER,
            review         BLOB,
            documents      TEXT NOT NULL,
            unknown_fields TEXT NOT NULL,
            rules          TEXT NOT NULL
        );
        CREATE INDEX runs_by_time ON runs (queued_at, id);
        CREATE INDEX runs_by_source ON runs (source, queued_at, id, state);

        CREATE TABLE reviews (
            id             BLOB PRIMARY KEY,
            kind           INTEGER NOT NULL,
            state          INTEGER NOT NULL,
            source         TEXT NOT NULL,
            provider       TEXT NOT NULL,
            model_provider TEXT,
            model_id       TEXT,
            field          TEXT,
            old_value      TEXT,
            proposed_value TEXT,
            sentence       TEXT NOT NULL,
            fingerprint    TEXT NOT NULL,
            run_id         BLOB NOT NULL,
            opened_at      INTEGER NOT NULL,
            last_seen_at   INTEGER NOT NULL,
            sightings      INTEGER NOT NULL,
            closed_at      INTEGER,
            closed_by      TEXT,
            reason         TEXT,
            models         TEXT NOT NULL
        );
        CREATE INDEX reviews_by_time ON reviews (opened_at, id);
        CREATE INDEX reviews_by_state ON reviews (state, opened_at, id);
        CREATE INDEX reviews_by_source ON reviews (source, state);

        CREATE TABLE keys (
            id          TEXT PRIMARY KEY,
            name        TEXT NOT NULL,
            secret_hash BLOB NOT NULL,
            created_at  INTEGER NOT NULL
        );

        CREATE TABLE cursors (
            reader   TEXT PRIMARY KEY,
            log_id   BLOB NOT NULL,
            position INTEGER NOT NULL
        );
        """;
}
