using Tamma.Events;
using Tamma.Notifications.Deliveries;
using Tamma.Notifications.Subscriptions;

namespace Tamma.Storage.Sqlite;

internal sealed class SqliteDeliveryStore(SqliteDatabase database) : IDeliveryStore
{
    /// <summary>Rows that one transaction takes away.</summary>
    private const int Slice = 1_000;

    private const string Columns = "id, subscription, message_id, positions, summary, state, attempts, next_at, created_at, finished_at, reason, status, shape";

    public Task<bool> QueueAsync(Guid subscription, Cursor stood, Cursor stands, IReadOnlyList<DeliveryDraft> messages, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                var reader = Subscription.ReaderOf(subscription);
                if (CursorTable.Read(session, reader) != stood)
                {
                    return false;
                }

                using var insert = session.Use("INSERT INTO deliveries (subscription, message_id, positions, summary, shape, state, attempts, next_at, created_at) VALUES (?, ?, ?, ?, ?, 0, 0, ?, ?)");
                foreach (var message in messages)
                {
                    insert.Add(subscription).Add(message.MessageId).Add(StoredCalm.Write(message.Positions))
                        .Add(message.Summary).Add(StoredCalm.Write(message.Shape)).Add(message.At).Add(message.At).Run();
                }

                CursorTable.Put(session, reader, stands);
                return true;
            },
            cancellationToken);

    public Task<IReadOnlyList<Delivery>> ReadQueuedAsync(Guid subscription, bool ordered, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Delivery>>(
            session =>
            {
                using var rows = session.Use($"SELECT {Columns} FROM deliveries WHERE subscription = ? AND state = 0 ORDER BY {(ordered ? "id" : "next_at, id")} LIMIT ?");
                return ReadAll(rows.Add(subscription).Add(limit));
            },
            cancellationToken);

    public Task<int> CountQueuedAsync(Guid subscription, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session =>
            {
                using var count = session.Use("SELECT count(*) FROM deliveries WHERE subscription = ? AND state = 0");
                return count.Add(subscription).Step() ? count.Int32(0) : 0;
            },
            cancellationToken);

    public Task<DateTimeOffset?> RecordAsync(Delivery after, DeliveryAttempt? attempt, bool? failed, CancellationToken cancellationToken) =>
        database.WriteAsync(session => Record(session, after, attempt, failed), cancellationToken);

    public Task<Delivery?> GetAsync(long id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session =>
            {
                using var row = session.Use($"SELECT {Columns} FROM deliveries WHERE id = ?");
                row.Add(id);
                return ReadOne(row);
            },
            cancellationToken);

    public Task<IReadOnlyList<Delivery>> ReadAsync(DeliveryQuery query, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Delivery>>(
            session =>
            {
                using var rows = session.Use(
                    $"SELECT {Columns} FROM deliveries WHERE subscription = ? {(query.State is null ? "" : "AND state = ?")} AND id < ? ORDER BY id DESC LIMIT ?");
                rows.Add(query.Subscription);
                if (query.State is { } state)
                {
                    rows.Add((int)state);
                }

                return ReadAll(rows.Add(query.Before ?? long.MaxValue).Add(query.Limit));
            },
            cancellationToken);

    public Task<IReadOnlyList<DeliveryAttempt>> ReadAttemptsAsync(long delivery, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<DeliveryAttempt>>(
            session =>
            {
                using var rows = session.Use("SELECT delivery, number, at, latency, status, error, answer FROM delivery_attempts WHERE delivery = ? ORDER BY rowid");
                rows.Add(delivery);
                var attempts = new List<DeliveryAttempt>();
                while (rows.Step())
                {
                    attempts.Add(new(rows.Int64(0), rows.Int32(1), rows.Time(2), TimeSpan.FromTicks(rows.Int64(3)), (int?)rows.Int64OrNull(4), rows.TextOrNull(5), rows.TextOrNull(6)));
                }

                return attempts;
            },
            cancellationToken);

    public Task<int> ReplayAsync(Guid subscription, long? delivery, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                using var replay = session.Use(
                    $"UPDATE deliveries SET state = 0, attempts = 0, next_at = ?, finished_at = NULL, reason = NULL WHERE subscription = ? AND state = ? {(delivery is null ? "" : "AND id = ?")}");
                replay.Add(now).Add(subscription).Add((int)DeliveryState.Dead);
                if (delivery is { } one)
                {
                    replay.Add(one);
                }

                return replay.Run();
            },
            cancellationToken);

    public Task<IReadOnlyList<DeliveryCounts>> CountAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<DeliveryCounts>>(
            session =>
            {
                // Counted in the index alone; only what waits is read.
                using var rows = session.Use(
                    """
                    SELECT subscription, count(*) FILTER (WHERE state = 0), count(*) FILTER (WHERE state = 1), count(*) FILTER (WHERE state = 2)
                    FROM deliveries INDEXED BY deliveries_by_state GROUP BY subscription
                    """);
                using var oldest = session.Use("SELECT created_at FROM deliveries WHERE subscription = ? AND state = 0 ORDER BY id LIMIT 1");
                var counts = new List<DeliveryCounts>();
                while (rows.Step())
                {
                    var subscription = rows.Guid(0);
                    counts.Add(new(subscription, rows.Int32(1), rows.Int32(2), rows.Int32(3), oldest.Add(subscription).Step() ? oldest.Time(0) : null));
                    oldest.Reset();
                }

                return counts;
            },
            cancellationToken);

    public async Task<int> PurgeAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var (all, gone) = (0, 0);
        do
        {
            gone = await database.WriteAsync(
                session =>
                {
                    using var purge = session.Use($"DELETE FROM deliveries WHERE id IN (SELECT id FROM deliveries WHERE finished_at < ? LIMIT {Slice})");
                    return purge.Add(before).Run();
                },
                cancellationToken);
            all += gone;
        }
        while (gone >= Slice);
        return all;
    }

    private static DateTimeOffset? Record(SqliteSession session, Delivery after, DeliveryAttempt? attempt, bool? failed)
    {
        using (var update = session.Use("UPDATE deliveries SET state = ?, attempts = ?, next_at = ?, finished_at = ?, reason = ?, status = ? WHERE id = ?"))
        {
            var found = update.Add((int)after.State).Add(after.Attempts).Add(after.NextAt).Add(after.FinishedAt).Add(after.Reason).Add(after.Status).Add(after.Id).Run();
            if (found == 0)
            {
                return null; // it went with its subscription
            }
        }

        if (attempt is not null)
        {
            using var insert = session.Use("INSERT INTO delivery_attempts (delivery, number, at, latency, status, error, answer) VALUES (?, ?, ?, ?, ?, ?, ?)");
            insert.Add(attempt.Delivery).Add(attempt.Number).Add(attempt.At).Add(attempt.Latency.Ticks).Add(attempt.Status).Add(attempt.Error).Add(attempt.Answer).Run();
        }

        if (failed is { } fails)
        {
            using var mark = session.Use(fails
                ? "UPDATE subscriptions SET failing_since = coalesce(failing_since, ?) WHERE id = ?"
                : "UPDATE subscriptions SET failing_since = NULL WHERE id = ? AND failing_since IS NOT NULL");
            (fails ? mark.Add(attempt?.At ?? after.NextAt) : mark).Add(after.Subscription).Run();
        }

        using var since = session.Use("SELECT failing_since FROM subscriptions WHERE id = ?");
        return since.Add(after.Subscription).Step() ? since.TimeOrNull(0) : null;
    }

    private static List<Delivery> ReadAll(Statement rows)
    {
        var deliveries = new List<Delivery>();
        while (ReadOne(rows) is { } delivery)
        {
            deliveries.Add(delivery);
        }

        return deliveries;
    }

    private static Delivery? ReadOne(Statement row) => !row.Step() ? null : new()
    {
        Id = row.Int64(0),
        Subscription = row.Guid(1),
        MessageId = row.Text(2),
        Positions = StoredCalm.ReadPositions(row.Bytes(3)),
        Summary = row.TextOrNull(4),
        State = (DeliveryState)row.Int32(5),
        Attempts = row.Int32(6),
        NextAt = row.Time(7),
        CreatedAt = row.Time(8),
        FinishedAt = row.TimeOrNull(9),
        Reason = row.TextOrNull(10),
        Status = (int?)row.Int64OrNull(11),
        Shape = StoredCalm.ReadShape(row.TextOrNull(12)),
    };
}
