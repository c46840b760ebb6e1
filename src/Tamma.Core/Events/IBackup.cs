namespace Tamma.Events;

/// <summary>Copies the whole record while it is read and written.</summary>
public interface IBackup
{
    /// <summary>Writes the last committed state into one new file that its owner alone can read. It can be restored, and opened by <c>sqlite3</c>.</summary>
    /// <exception cref="StorageException">There is no such file now: half a copy does not stay.</exception>
    Task WriteAsync(string path, CancellationToken cancellationToken);
}
