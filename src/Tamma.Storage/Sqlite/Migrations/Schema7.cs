namespace Tamma.Storage.Sqlite.Migrations;

/// <summary>Who wants to be told of what, and what is on its way to them.</summary>
internal static class Schema7
{
    public static Migration Migration { get; } = new(7, Sql);

    private const string Sql = """
        -- Target is JSON; what is secret in it is sealed. Failing_since belongs to deliveries. Cursors are in "cursors".
        CREATE TABLE subscriptions (
            id            BLOB PRIMARY KEY,
            name          TEXT NOT NULL,
            owner         TEXT NOT NULL,
            state         INTEGER NOT NULL,
            reason        TEXT,
            failing_since INTEGER,
            filter        TEXT NOT NULL,
            target        TEXT NOT NULL,
            batch_most    INTEGER NOT NULL,
            batch_wait    INTEGER NOT NULL,
            created_at    INTEGER NOT NULL,
            changed_at    INTEGER NOT NULL
        );

        -- Positions of the events that a message tells, as JSON.
        CREATE TABLE deliveries (
            id           INTEGER PRIMARY KEY AUTOINCREMENT,
            subscription BLOB NOT NULL REFERENCES subscriptions (id),
            message_id   TEXT NOT NULL,
            positions    TEXT NOT NULL,
            summary      TEXT,
            state        INTEGER NOT NULL,
            attempts     INTEGER NOT NULL,
            next_at      INTEGER NOT NULL,
            created_at   INTEGER NOT NULL,
            finished_at  INTEGER,
            reason       TEXT,
            status       INTEGER
        );
        CREATE INDEX deliveries_by_state ON deliveries (subscription, state, id);
        CREATE INDEX deliveries_due ON deliveries (subscription, next_at, id) WHERE state = 0;
        CREATE INDEX deliveries_over ON deliveries (finished_at) WHERE finished_at IS NOT NULL;

        CREATE TABLE delivery_attempts (
            delivery INTEGER NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
            number   INTEGER NOT NULL,
            at       INTEGER NOT NULL,
            latency  INTEGER NOT NULL,
            status   INTEGER,
            error    TEXT,
            answer   TEXT
        );
        CREATE INDEX delivery_attempts_by_delivery ON delivery_attempts (delivery, at);
        """;
}
