using Microsoft.Data.Sqlite;
using SQLitePCL;
using Tamma.Events;

namespace Tamma.Storage.Sqlite;

/// <summary>One connection and the statements that were prepared on it. Used by one caller at a time.</summary>
internal sealed class SqliteSession : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    private SqliteSession(SqliteConnection connection) => _connection = connection;

    private sqlite3 Handle => _connection.Handle!;

    /// <summary>Judges the events that are appended; null where each keeps what its draft says.</summary>
    public EventSeverity? Severity { get; init; }

    /// <summary>Opens without changing anything, so that a file that is not ours stays as it is.</summary>
    public static SqliteSession Open(string path, EventSeverity? severity = null)
    {
        // Pooling would keep the file open behind our back and hand out connections with foreign settings.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            connection.Open();
            _ = raw.sqlite3_busy_timeout(connection.Handle!, 5_000);
            return new(connection) { Severity = severity };
        }
        catch (SqliteException ex)
        {
            connection.Dispose();
            throw SqliteFaults.From(ex.SqliteExtendedErrorCode, ex.Message, ex);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public static SqliteSession OpenReader(string path)
    {
        var session = Open(path);
        session.Execute("PRAGMA query_only = ON");
        session.Execute("PRAGMA cache_size = -4096");
        return session;
    }

    /// <summary>Makes this the one that writes.</summary>
    /// <remarks>
    /// In WAL mode <c>synchronous = NORMAL</c> hands each commit to the operating system before it returns, so an acknowledged
    /// commit survives <c>kill -9</c> of this process. A power cut may lose the last commits, always whole ones: what is left is
    /// an earlier, consistent state. <c>FULL</c> would wait for the disk at each of the many small commits.
    /// </remarks>
    public void PrepareForWriting()
    {
        // The page size takes effect only while the file is empty, and only before WAL is on.
        Execute("PRAGMA page_size = 8192");
        Execute("PRAGMA journal_mode = WAL");
        Execute("PRAGMA synchronous = NORMAL");
        Execute("PRAGMA foreign_keys = ON");
        Execute("PRAGMA cache_size = -16384");

        // A first import is 30 MB in one transaction: checkpoint after that much and not many times, and give the space back.
        Execute("PRAGMA wal_autocheckpoint = 4000");
        Execute("PRAGMA journal_size_limit = 33554432");
    }

    /// <summary>A statement for one use; dispose it to give it back.</summary>
    public Statement Use(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            statement = new(Handle, sql);
            _statements.Add(sql, statement);
        }

        if (statement.InUse)
        {
            throw new InvalidOperationException($"This statement is being read already: {sql}");
        }

        statement.InUse = true;
        return statement;
    }

    /// <summary>Runs one or more statements that take no parameters and give nothing.</summary>
    public void Execute(string sql)
    {
        if (raw.sqlite3_exec(Handle, sql) != raw.SQLITE_OK)
        {
            throw SqliteFaults.From(raw.sqlite3_extended_errcode(Handle), raw.sqlite3_errmsg(Handle).utf8_to_string());
        }
    }

    /// <summary>The single number that a query gives, 0 when it gives none.</summary>
    public long Number(string sql)
    {
        using var statement = Use(sql);
        return statement.Step() ? statement.Int64(0) : 0;
    }

    /// <summary>All of the work becomes visible together, or none of it.</summary>
    public T Write<T>(Func<SqliteSession, T> work)
    {
        // Taken at once: a transaction that reads first and then finds another writer cannot be repeated by SQLite.
        Run("BEGIN IMMEDIATE");
        return Transact(work);
    }

    /// <summary>All reads of the work see the same state.</summary>
    public T Read<T>(Func<SqliteSession, T> work)
    {
        Run("BEGIN");
        return Transact(work);
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Close();
        }

        _connection.Dispose();
    }

    private T Transact<T>(Func<SqliteSession, T> work)
    {
        try
        {
            var result = work(this);
            Run("COMMIT");
            return result;
        }
        catch
        {
            // Some faults, a full disk among them, have rolled back already.
            if (raw.sqlite3_get_autocommit(Handle) == 0)
            {
                Run("ROLLBACK");
            }

            throw;
        }
    }

    private void Run(string sql)
    {
        using var statement = Use(sql);
        statement.Run();
    }
}
