using Tamma.Security;

namespace Tamma.Storage.Sqlite;

internal sealed class SqliteKeyStore(SqliteDatabase database) : IKeyStore
{
    public Task<IReadOnlyList<ApiKey>> ReadAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<ApiKey>>(
            session =>
            {
                using var statement = session.Use("SELECT id, name, secret_hash, created_at FROM keys ORDER BY created_at, id");
                var keys = new List<ApiKey>();
                while (statement.Step())
                {
                    keys.Add(new(statement.Text(0), statement.Text(1), statement.Bytes(2).ToArray(), statement.Time(3)));
                }

                return keys;
            },
            cancellationToken);

    public Task AddAsync(ApiKey key, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                using var statement = session.Use("INSERT INTO keys (id, name, secret_hash, created_at) VALUES (?, ?, ?, ?)");
                return statement.Add(key.Id).Add(key.Name).AddBlob(key.SecretHash.Span).Add(key.CreatedAt).Run();
            },
            cancellationToken);

    public Task ClearAsync(CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                using var statement = session.Use("DELETE FROM keys");
                return statement.Run();
            },
            cancellationToken);
}
