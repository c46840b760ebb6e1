using System.Collections.Concurrent;
using Tamma.Events;
using Tamma.Storage.Sqlite.Migrations;

namespace Tamma.Storage.Sqlite;

/// <summary>
/// The database file: one writer, a few readers. Readers see the last committed state and never wait for the writer.
/// The work itself runs on the caller's thread; SQLite has no other way, and its waits are short.
/// </summary>
internal sealed class SqliteDatabase : IDisposable
{
    private const int MostReaders = 4;

    private readonly string _path;
    private readonly SqliteSession _writer;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly SemaphoreSlim _reading = new(MostReaders, MostReaders);
    private readonly SqliteSession?[] _readers = new SqliteSession?[MostReaders];

    /// <summary>Places in <see cref="_readers"/>. A stack, so that a calm service opens only one.</summary>
    private readonly ConcurrentStack<int> _freeReaders = new(Enumerable.Range(0, MostReaders));

    private SqliteDatabase(string path, SqliteSession writer)
    {
        _path = path;
        _writer = writer;
    }

    /// <summary>Opens the file, makes it when there is none, and brings it to today's schema.</summary>
    /// <param name="path">The file.</param>
    /// <param name="time">The clock.</param>
    /// <param name="severity">Judges the events that are appended; without it each keeps what its draft says.</param>
    public static SqliteDatabase Open(string path, TimeProvider time, EventSeverity? severity = null) => Open(path, time, SchemaMigrations.All, severity);

    /// <summary>For tests that bring migrations of their own.</summary>
    internal static SqliteDatabase Open(string path, TimeProvider time, IReadOnlyList<Migration> migrations, EventSeverity? severity = null)
    {
        path = Path.GetFullPath(path);
        DatabaseFile.Prepare(path);
        var writer = SqliteSession.Open(path, severity);
        try
        {
            SchemaMigrations.Refuse(writer, path, migrations);
            writer.PrepareForWriting();
            SchemaMigrations.Apply(writer, path, time, migrations);
            return new(path, writer);
        }
        catch
        {
            writer.Dispose();
            throw;
        }
    }

    public async Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            return _writer.Write(work);
        }
        finally
        {
            _writing.Release();
        }
    }

    public async Task<T> ReadAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        await _reading.WaitAsync(cancellationToken);
        try
        {
            _freeReaders.TryPop(out var free);
            try
            {
                return (_readers[free] ??= SqliteSession.OpenReader(_path)).Read(work);
            }
            finally
            {
                _freeReaders.Push(free);
            }
        }
        finally
        {
            _reading.Release();
        }
    }

    /// <summary>Copies the last committed state into a new file. Others read and write meanwhile.</summary>
    public void CopyTo(string copy)
    {
        using var session = SqliteSession.Open(_path);
        DatabaseCopy.Write(session, copy);
    }

    /// <summary>For tests: lets the file grow no further, as a full disk would; null lifts it.</summary>
    internal void LimitPages(long? pages) => _writer.Execute($"PRAGMA max_page_count = {pages ?? 4_294_967_294}");

    /// <summary>For tests: how many pages the file has now.</summary>
    internal long CountPages() => _writer.Number("PRAGMA page_count");

    public void Dispose()
    {
        foreach (var reader in _readers)
        {
            reader?.Dispose();
        }

        // Last, because the last connection to close moves the write-ahead log into the file.
        _writer.Dispose();
        _writing.Dispose();
        _reading.Dispose();
    }
}
