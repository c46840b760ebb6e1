using Tamma.Events;

namespace Tamma.Storage.Sqlite;

internal sealed class SqliteBackup(SqliteDatabase database) : IBackup
{
    /// <remarks>On a thread of its own: SQLite works on its caller's, and a large record takes seconds.</remarks>
    public Task WriteAsync(string path, CancellationToken cancellationToken) => Task.Run(() => database.CopyTo(path), cancellationToken);
}
