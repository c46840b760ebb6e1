using System.Text.Json;
using Tamma.Events;
using Tamma.Providers;

namespace Tamma.Storage.Sqlite;

internal sealed class SqliteConnectionStore(SqliteDatabase database) : IConnectionStore
{
    public Task<IReadOnlyList<StoredConnection>> ReadAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<StoredConnection>>(
            session =>
            {
                using var row = session.Use("SELECT id, origin, enabled, created_at, updated_at, created_by, definition FROM connections ORDER BY id");
                var connections = new List<StoredConnection>();
                while (row.Step())
                {
                    var id = row.Text(0);
                    connections.Add(new()
                    {
                        Id = id,
                        Origin = Enum.Parse<ConnectionOrigin>(row.Text(1), ignoreCase: true),
                        Enabled = row.Int32(2) != 0,
                        CreatedAt = row.Time(3),
                        UpdatedAt = row.Time(4),
                        CreatedBy = row.TextOrNull(5),
                        Definition = row.IsNull(6) ? null : StoredDefinition.Read(id, row.Bytes(6)),
                    });
                }

                return connections;
            },
            cancellationToken);

    public Task<long> SaveAsync(StoredConnection connection, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                using var statement = session.Use(
                    "INSERT OR REPLACE INTO connections (id, origin, enabled, created_at, updated_at, created_by, definition) VALUES (?, ?, ?, ?, ?, ?, ?)");
                statement.Add(connection.Id)
                    .Add(JsonNamingPolicy.SnakeCaseLower.ConvertName(connection.Origin.ToString()))
                    .Add(connection.Enabled ? 1 : 0)
                    .Add(connection.CreatedAt)
                    .Add(connection.UpdatedAt)
                    .Add(connection.CreatedBy)
                    .Add(connection.Definition is { } definition ? StoredDefinition.Write(definition) : null)
                    .Run();
                return EventAppender.AppendAll(session, events);
            },
            cancellationToken);

    public Task<long> RemoveAsync(string id, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                using var statement = session.Use("DELETE FROM connections WHERE id = ?");
                statement.Add(id).Run();
                return EventAppender.AppendAll(session, events);
            },
            cancellationToken);
}
