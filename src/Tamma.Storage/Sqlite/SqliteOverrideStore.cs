using Tamma.Catalog.Overriding;
using Tamma.Events;

namespace Tamma.Storage.Sqlite;

internal sealed class SqliteOverrideStore(SqliteDatabase database) : IOverrideStore
{
    private const string Columns =
        """
        id, batch, kind, provider, model_id, field, value, author, reason, created_at, expires_at,
        upstream, moved_to, moved_at, ended_at, ended_by, end_reason
        """;

    public Task<long> SaveAsync(IReadOnlyList<Override> entries, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                Save(session, entries);
                return EventAppender.AppendAll(session, events);
            },
            cancellationToken);

    public Task<Override?> GetAsync(Guid id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session =>
            {
                using var statement = session.Use($"SELECT {Columns} FROM overrides WHERE id = ?");
                statement.Add(id);
                return ReadOne(statement);
            },
            cancellationToken);

    public Task<IReadOnlyList<Override>> ReadInForceAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Override>>(
            session =>
            {
                using var statement = session.Use($"SELECT {Columns} FROM overrides WHERE ended_at IS NULL ORDER BY created_at, id");
                return ReadAll(statement);
            },
            cancellationToken);

    public Task<IReadOnlyList<Override>> ReadAsync(OverrideQuery query, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Override>>(
            session =>
            {
                string[] conditions =
                [
                    .. query.Key is null ? Array.Empty<string>() : ["provider = ? AND model_id = ?"],
                    .. query.Batch is null ? Array.Empty<string>() : ["batch = ?"],
                    .. query.InForce is not { } inForce ? Array.Empty<string>() : [inForce ? "ended_at IS NULL" : "ended_at IS NOT NULL"],
                ];
                var where = conditions is [] ? "" : "WHERE " + string.Join(" AND ", conditions);
                using var statement = session.Use($"SELECT {Columns} FROM overrides {where} ORDER BY created_at DESC, id DESC LIMIT ?");
                if (query.Key is { } key)
                {
                    statement.Add(key.Provider).Add(key.Id);
                }

                if (query.Batch is { } batch)
                {
                    statement.Add(batch);
                }

                statement.Add(query.Limit);
                return ReadAll(statement);
            },
            cancellationToken);

    private static void Save(SqliteSession session, IReadOnlyList<Override> entries)
    {
        using var statement = session.Use($"INSERT OR REPLACE INTO overrides ({Columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        foreach (var entry in entries)
        {
            statement.Add(entry.Id)
                .Add(entry.Batch)
                .Add((int)entry.Kind)
                .Add(entry.Key.Provider)
                .Add(entry.Key.Id)
                .Add(entry.Field)
                .Add(StoredJson.Write(entry.Value))
                .Add(entry.Author)
                .Add(entry.Reason)
                .Add(entry.CreatedAt)
                .Add(entry.ExpiresAt)
                .Add(StoredJson.Write(entry.Upstream))
                .Add(StoredJson.Write(entry.MovedTo))
                .Add(entry.MovedAt)
                .Add(entry.EndedAt)
                .Add(entry.EndedBy)
                .Add(entry.EndReason)
                .Run();
        }
    }

    private static List<Override> ReadAll(Statement statement)
    {
        var entries = new List<Override>();
        while (ReadOne(statement) is { } entry)
        {
            entries.Add(entry);
        }

        return entries;
    }

    private static Override? ReadOne(Statement row) => !row.Step() ? null : new()
    {
        Id = row.Guid(0),
        Batch = row.Guid(1),
        Kind = (OverrideKind)row.Int32(2),
        Key = new(row.Text(3), row.Text(4)),
        Field = row.Text(5),
        Value = StoredJson.ReadValue(row.Bytes(6)) ?? throw new StorageException(StorageFault.Corrupt, "An override has a value that cannot be read. Restore a backup."),
        Author = row.Text(7),
        Reason = row.TextOrNull(8),
        CreatedAt = row.Time(9),
        ExpiresAt = row.TimeOrNull(10),
        Upstream = row.IsNull(11) ? null : StoredJson.ReadValue(row.Bytes(11)),
        MovedTo = row.IsNull(12) ? null : StoredJson.ReadValue(row.Bytes(12)),
        MovedAt = row.TimeOrNull(13),
        EndedAt = row.TimeOrNull(14),
        EndedBy = row.TextOrNull(15),
        EndReason = row.TextOrNull(16),
    };
}
