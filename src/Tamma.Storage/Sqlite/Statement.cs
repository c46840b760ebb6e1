using System.Buffers;
using System.Text;
using SQLitePCL;

namespace Tamma.Storage.Sqlite;

/// <summary>
/// A prepared statement. Its session keeps it, disposing it only gives it back. Parameters are added in the order of their
/// question marks. ADO's command looks every parameter up by name and boxes every value on every execution, which costs more
/// than the insert itself; this is the same library one floor below.
/// </summary>
internal sealed class Statement : IDisposable
{
    private const int LongestStackText = 512;

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _handle;
    private int _parameter;

    public Statement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _handle));
    }

    /// <summary>Whether somebody holds it now; a statement has one set of parameters and one position.</summary>
    public bool InUse { get; set; }

    public Statement Add(long value)
    {
        Check(raw.sqlite3_bind_int64(_handle, ++_parameter, value));
        return this;
    }

    public Statement Add(long? value) => value is { } known ? Add(known) : AddNull();

    /// <summary>Times are kept as UTC ticks: exact, sortable, eight bytes.</summary>
    public Statement Add(DateTimeOffset time) => Add(time.UtcTicks);

    public Statement Add(DateTimeOffset? time) => Add(time?.UtcTicks);

    /// <summary>Big-endian, so that version 7 ids sort by time.</summary>
    public Statement Add(Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return AddBlob(bytes);
    }

    public Statement Add(Guid? value) => value is { } known ? Add(known) : AddNull();

    public Statement Add(string? text)
    {
        if (text is null)
        {
            return AddNull();
        }

        var longest = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (longest <= LongestStackText)
        {
            Span<byte> bytes = stackalloc byte[LongestStackText];
            return AddText(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        }

        var rented = ArrayPool<byte>.Shared.Rent(longest);
        AddText(rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        ArrayPool<byte>.Shared.Return(rented);
        return this;
    }

    /// <summary>Text that is UTF-8 already.</summary>
    public Statement AddText(ReadOnlySpan<byte> utf8)
    {
        _parameter++;

        // An empty span has no address, and SQLite reads no address as NULL.
        Check(utf8.IsEmpty ? raw.sqlite3_bind_text(_handle, _parameter, "") : raw.sqlite3_bind_text(_handle, _parameter, utf8));
        return this;
    }

    public Statement AddBlob(ReadOnlySpan<byte> bytes)
    {
        _parameter++;
        Check(bytes.IsEmpty ? raw.sqlite3_bind_zeroblob(_handle, _parameter, 0) : raw.sqlite3_bind_blob(_handle, _parameter, bytes));
        return this;
    }

    public Statement AddNull()
    {
        Check(raw.sqlite3_bind_null(_handle, ++_parameter));
        return this;
    }

    /// <summary>Moves to the next row.</summary>
    public bool Step() => raw.sqlite3_step(_handle) switch
    {
        raw.SQLITE_ROW => true,
        raw.SQLITE_DONE => false,
        _ => throw Failed(),
    };

    /// <summary>Runs a statement that gives no row, and makes it ready to be run again.</summary>
    /// <returns>How many rows it changed.</returns>
    public int Run()
    {
        while (Step())
        {
        }

        var changed = raw.sqlite3_changes(_database);
        Reset();
        return changed;
    }

    /// <summary>Makes it ready to be run again with new parameters.</summary>
    public void Reset()
    {
        // The result repeats the fault of the last step, which was thrown then.
        _ = raw.sqlite3_reset(_handle);
        _parameter = 0;
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_handle, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(_handle, column);

    public int Int32(int column) => raw.sqlite3_column_int(_handle, column);

    public long? Int64OrNull(int column) => IsNull(column) ? null : Int64(column);

    public DateTimeOffset Time(int column) => new(Int64(column), TimeSpan.Zero);

    public DateTimeOffset? TimeOrNull(int column) => IsNull(column) ? null : Time(column);

    public Guid Guid(int column) => new(Bytes(column), bigEndian: true);

    public Guid? GuidOrNull(int column) => IsNull(column) ? null : Guid(column);

    /// <summary>Reads by length and not up to the first NUL, which a foreign id may hold.</summary>
    public string Text(int column) => Encoding.UTF8.GetString(Bytes(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>SQLite's own memory: valid until the next step.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_handle, column);

    public void Dispose()
    {
        Reset();
        _ = raw.sqlite3_clear_bindings(_handle);
        InUse = false;
    }

    public void Close() => _handle.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK)
        {
            throw Failed();
        }
    }

    private Exception Failed() =>
        SqliteFaults.From(raw.sqlite3_extended_errcode(_database), raw.sqlite3_errmsg(_database).utf8_to_string());
}
