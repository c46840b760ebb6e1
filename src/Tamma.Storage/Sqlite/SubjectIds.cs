using Tamma.Catalog;

namespace Tamma.Storage.Sqlite;

/// <summary>The integer ids of model keys, inside one write transaction; a key that is new gets one.</summary>
internal sealed class SubjectIds(SqliteSession session) : IDisposable
{
    private readonly Dictionary<ModelKey, long> _known = [];

    private readonly Statement _find = session.Use("SELECT id FROM subjects WHERE provider = ? AND native_id = ?");

    private readonly Statement _add = session.Use("INSERT INTO subjects (provider, native_id) VALUES (?, ?) RETURNING id");

    public long this[ModelKey key]
    {
        get
        {
            if (!_known.TryGetValue(key, out var id))
            {
                id = Ask(_find, key) ?? Ask(_add, key)!.Value;
                _known.Add(key, id);
            }

            return id;
        }
    }

    public void Dispose()
    {
        _find.Dispose();
        _add.Dispose();
    }

    private static long? Ask(Statement statement, ModelKey key)
    {
        statement.Add(key.Provider).Add(key.Id);
        long? id = statement.Step() ? statement.Int64(0) : null;
        statement.Reset();
        return id;
    }
}
