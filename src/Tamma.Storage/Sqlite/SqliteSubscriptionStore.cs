using Tamma.Events;
using Tamma.Notifications.Subscriptions;

namespace Tamma.Storage.Sqlite;

internal sealed class SqliteSubscriptionStore(SqliteDatabase database) : ISubscriptionStore
{
    /// <summary>What a subscription leaves behind, in the order in which it can go.</summary>
    private static readonly string[] s_remove =
    [
        "DELETE FROM delivery_attempts WHERE delivery IN (SELECT id FROM deliveries WHERE subscription = ?)",
        "DELETE FROM deliveries WHERE subscription = ?",
        "DELETE FROM subscriptions WHERE id = ?",
    ];

    private const string Columns = "id, name, owner, state, reason, failing_since, filter, target, batch_most, batch_wait, calm, created_at, changed_at";

    public Task<IReadOnlyList<Subscription>> ReadAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Subscription>>(
            session =>
            {
                using var row = session.Use($"SELECT {Columns} FROM subscriptions ORDER BY created_at, id");
                var subscriptions = new List<Subscription>();
                while (ReadOne(row) is { } subscription)
                {
                    subscriptions.Add(subscription);
                }

                return subscriptions;
            },
            cancellationToken);

    public Task<Subscription?> GetAsync(Guid id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session =>
            {
                using var row = session.Use($"SELECT {Columns} FROM subscriptions WHERE id = ?");
                row.Add(id);
                return ReadOne(row);
            },
            cancellationToken);

    public Task<long> AddAsync(Subscription subscription, Cursor start, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                using var insert = session.Use($"INSERT INTO subscriptions ({Columns}) VALUES (?, ?, ?, ?, ?, NULL, ?, ?, ?, ?, ?, ?, ?)");
                insert.Add(subscription.Id).Add(subscription.Name).Add(subscription.Owner);
                AddDecided(insert, subscription).Add(subscription.CreatedAt).Add(subscription.ChangedAt).Run();
                CursorTable.Put(session, subscription.Reader, start);
                return EventAppender.AppendAll(session, events);
            },
            cancellationToken);

    public Task<long> SaveAsync(Subscription subscription, bool forgetFailures, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                using var update = session.Use(
                    "UPDATE subscriptions SET name = ?, owner = ?, state = ?, reason = ?, filter = ?, target = ?, batch_most = ?, batch_wait = ?, calm = ?, changed_at = ? WHERE id = ?");
                update.Add(subscription.Name).Add(subscription.Owner);
                AddDecided(update, subscription).Add(subscription.ChangedAt).Add(subscription.Id).Run();
                if (forgetFailures)
                {
                    using var forget = session.Use("UPDATE subscriptions SET failing_since = NULL WHERE id = ?");
                    forget.Add(subscription.Id).Run();
                    using var hurry = session.Use("UPDATE deliveries SET next_at = min(next_at, ?) WHERE subscription = ? AND state = 0");
                    hurry.Add(subscription.ChangedAt).Add(subscription.Id).Run();
                }

                return EventAppender.AppendAll(session, events);
            },
            cancellationToken);

    public Task<long> RemoveAsync(Guid id, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                foreach (var sql in s_remove)
                {
                    using var delete = session.Use(sql);
                    delete.Add(id).Run();
                }

                CursorTable.Remove(session, Subscription.ReaderOf(id));
                return EventAppender.AppendAll(session, events);
            },
            cancellationToken);

    private static Statement AddDecided(Statement statement, Subscription subscription) => statement
        .Add((int)subscription.State)
        .Add(subscription.Reason)
        .Add(subscription.Filter)
        .Add(StoredTarget.Write(subscription.Target))
        .Add(subscription.Batching.Most)
        .Add(subscription.Batching.Wait.Ticks)
        .Add(StoredCalm.Write(subscription.Calm));

    private static Subscription? ReadOne(Statement row) => !row.Step() ? null : new()
    {
        Id = row.Guid(0),
        Name = row.Text(1),
        Owner = row.Text(2),
        State = (SubscriptionState)row.Int32(3),
        Reason = row.TextOrNull(4),
        FailingSince = row.TimeOrNull(5),
        Filter = row.Text(6),
        Target = StoredTarget.Read(row.Bytes(7)),
        Batching = new(row.Int32(8), TimeSpan.FromTicks(row.Int64(9))),
        Calm = StoredCalm.Read(row.TextOrNull(10)),
        CreatedAt = row.Time(11),
        ChangedAt = row.Time(12),
    };
}
