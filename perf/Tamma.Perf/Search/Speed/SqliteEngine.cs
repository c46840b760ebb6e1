using Microsoft.Data.Sqlite;

namespace Tamma.Perf.Search.Speed;

/// <summary>SQLite's FTS5 with BM25 and prefix indexes, statements prepared once, the whole file in its page cache. It knows no typos.</summary>
internal sealed class SqliteEngine : ISpeedEngine
{
    private const string Rank = "bm25(f, 3, 3, 1.5, 1, 0.5)";
    private const string Takes = "exists (select 1 from takes t where t.model = m.id and t.word = @takes)";

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _prepared = new(StringComparer.Ordinal);

    public SqliteEngine(string file)
    {
        _connection = Open(file);
        Run(_connection, "pragma query_only = on");
    }

    public static void Build(IEnumerable<SpeedDocument> documents, string file)
    {
        using var connection = Open(file);
        Run(connection, """
            create table m (id integer primary key, key text, provider text, family text, context integer, input real, tools integer, reasoning integer);
            create table takes (word text, model integer, primary key (model, word)) without rowid;
            create table gives (word text, model integer, primary key (model, word)) without rowid;
            create virtual table f using fts5 (id, name, seller, family, words, content = '', tokenize = "unicode61 tokenchars '.'", prefix = '1 2 3');
            """);
        using var transaction = connection.BeginTransaction();
        var place = 0;
        using var row = Prepare(connection, transaction, "insert into m values (@a, @b, @c, @d, @e, @f, @g, @h)", 8);
        using var text = Prepare(connection, transaction, "insert into f (rowid, id, name, seller, family, words) values (@a, @b, @c, @d, @e, @f)", 6);
        using var takes = Prepare(connection, transaction, "insert or ignore into takes values (@a, @b)", 2);
        using var gives = Prepare(connection, transaction, "insert or ignore into gives values (@a, @b)", 2);
        foreach (var model in documents)
        {
            place++;
            Execute(row, place, model.Key, model.Provider, model.FamilyName, model.Context, model.Input, model.Tools, model.Reasoning);
            Execute(text, place, model.Id, model.Name, model.Seller, model.Family, model.Words);
            Array.ForEach(model.Takes, word => Execute(takes, word, place));
            Array.ForEach(model.Gives, word => Execute(gives, word, place));
        }

        transaction.Commit();
        Run(connection, """
            insert into f (f) values ('optimize');
            create index by_provider on m (provider, input, id);
            create index by_input on m (input, id);
            create index by_context on m (context);
            analyze;
            """);
    }

    public int Search(SpeedQuery query, List<string> page)
    {
        var where = SqlTexts.Where(query, "1", Takes);
        if (query.Class is SpeedClass.Browse)
        {
            SqlTexts.Fill(Command($"select m.key from m where 1{where} order by m.input is null, m.input, m.id limit 20", query, null), page);
            return Number(Command($"select count(*) from m where 1{where}", query, null));
        }

        if (query.Words.Count == 0)
        {
            return 0;
        }

        var joined = where.Length == 0 ? "from f where f match @text" : $"from f join m on m.id = f.rowid where f match @text{where}";
        var all = string.Join(" AND ", query.Words.Select(word => $"\"{word}\"")) + "*";
        var rows = where.Length == 0
            ? $"select (select key from m where m.id = f.rowid) from f where f match @text order by {Rank} limit 20"
            : $"select m.key {joined} order by {Rank} limit 20";
        SqlTexts.Fill(Command(rows, query, all), page);
        var total = query.Class is SpeedClass.Faceted ? Facets(query, where, all) : Number(Command($"select count(*) {joined}", query, all));
        if (total < SpeedQuery.Page)
        {
            SqlTexts.Fill(Command(rows, query, string.Join(" OR ", query.Words.Select(word => $"\"{word}\"*"))), page);
        }

        return total;
    }

    public void Dispose()
    {
        foreach (var command in _prepared.Values)
        {
            command.Dispose();
        }

        _connection.Dispose();
    }

    private int Facets(SpeedQuery query, string where, string text)
    {
        var command = Command($"""
            with found as materialized (select m.id, m.provider, m.family, m.tools, m.reasoning from f join m on m.id = f.rowid where f match @text{where})
            select 0, null, count(*) from found
            union all select 1, provider, count(*) from found group by provider
            union all select 2, family, count(*) from found group by family
            union all select 3, tools, count(*) from found group by tools
            union all select 4, reasoning, count(*) from found group by reasoning
            union all select 5, t.word, count(*) from found join takes t on t.model = found.id group by t.word
            union all select 6, g.word, count(*) from found join gives g on g.model = found.id group by g.word
            """, query, text);
        using var reader = command.ExecuteReader();
        reader.Read();
        var total = reader.GetInt32(2);
        while (reader.Read())
        {
            _ = (reader.IsDBNull(1) ? null : reader.GetString(1), reader.GetInt32(2));
        }

        return total;
    }

    private SqliteCommand Command(string sql, SpeedQuery query, string? text)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            command.Prepare();
            _prepared.Add(sql, command);
        }

        command.Parameters.Clear();
        foreach (var (name, value) in SqlTexts.Parameters(query))
        {
            command.Parameters.AddWithValue("@" + name, value);
        }

        if (text is not null)
        {
            command.Parameters.AddWithValue("@text", text);
        }

        return command;
    }

    private static int Number(SqliteCommand command) => (int)(long)command.ExecuteScalar()!;

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        Run(connection, "pragma cache_size = -400000; pragma mmap_size = 1000000000; pragma temp_store = memory; pragma synchronous = off; pragma journal_mode = off");
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static SqliteCommand Prepare(SqliteConnection connection, SqliteTransaction transaction, string sql, int parameters)
    {
        var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        for (var i = 0; i < parameters; i++)
        {
            command.Parameters.Add(new() { ParameterName = $"@{(char)('a' + i)}" });
        }

        return command;
    }

    private static void Execute(SqliteCommand command, params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        command.ExecuteNonQuery();
    }
}
