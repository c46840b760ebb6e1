using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace Tamma.Perf.Search.Speed;

/// <summary>PostgreSQL's full text with weights, a GIN index, and pg_trgm where words fill no page; one connection over a socket, statements prepared once.</summary>
internal sealed class PostgresEngine : ISpeedEngine
{
    private const string Takes = "m.takes @> array[@takes]";
    private const string Weights = "'{0.17, 0.33, 0.5, 1}'";

    private readonly NpgsqlConnection _connection;
    private readonly Dictionary<string, NpgsqlCommand> _prepared = new(StringComparer.Ordinal);

    public PostgresEngine(string connection)
    {
        _connection = new(connection);
        _connection.Open();
    }

    public static void Build(IEnumerable<SpeedDocument> documents, string connection)
    {
        using var opened = new NpgsqlConnection(connection);
        opened.Open();
        Run(opened, """
            create extension if not exists pg_trgm;
            drop table if exists m;
            create table m (id int primary key, key text, provider text, family text, context bigint, input float8, tools bool, reasoning bool, takes text[], gives text[], t text, name text);
            """);
        using (var import = opened.BeginBinaryImport("copy m from stdin (format binary)"))
        {
            var place = 0;
            foreach (var model in documents)
            {
                import.StartRow();
                import.Write(++place, NpgsqlDbType.Integer);
                import.Write(model.Key, NpgsqlDbType.Text);
                import.Write(model.Provider, NpgsqlDbType.Text);
                Write(import, model.FamilyName, NpgsqlDbType.Text);
                Write(import, model.Context, NpgsqlDbType.Bigint);
                Write(import, model.Input, NpgsqlDbType.Double);
                Write(import, model.Tools, NpgsqlDbType.Boolean);
                Write(import, model.Reasoning, NpgsqlDbType.Boolean);
                import.Write(model.Takes, NpgsqlDbType.Array | NpgsqlDbType.Text);
                import.Write(model.Gives, NpgsqlDbType.Array | NpgsqlDbType.Text);
                import.Write(Vector(model), NpgsqlDbType.Text);
                import.Write($"{model.Id} {model.Name} {model.Seller}", NpgsqlDbType.Text);
            }

            import.Complete();
        }

        Run(opened, """
            alter table m alter column t type tsvector using t::tsvector;
            create index by_text on m using gin (t);
            create index by_trigram on m using gin (name gin_trgm_ops);
            create index by_provider on m (provider, input, id);
            create index by_input on m (input, id);
            create index by_context on m (context);
            vacuum analyze m;
            """);
    }

    public int Search(SpeedQuery query, List<string> page)
    {
        var where = SqlTexts.Where(query, "true", Takes);
        if (query.Class is SpeedClass.Browse)
        {
            SqlTexts.Fill(Command($"select m.key from m where true{where} order by m.input, m.id limit 20", query), page);
            return (int)(long)Command($"select count(*) from m where true{where}", query).ExecuteScalar()!;
        }

        if (query.Words.Count == 0)
        {
            return 0;
        }

        var all = string.Join(" & ", query.Words.Select(word => $"'{word}'")) + ":*";
        SqlTexts.Fill(Command($"select m.key from m where t @@ @text::tsquery{where} order by ts_rank({Weights}, t, @text::tsquery, 1) desc, m.id limit 20", query, all), page);
        var total = query.Class is SpeedClass.Faceted ? Facets(query, where, all) : (int)(long)Command($"select count(*) from m where t @@ @text::tsquery{where}", query, all).ExecuteScalar()!;
        if (total < SpeedQuery.Page)
        {
            SqlTexts.Fill(Command($"select m.key from m where @text <% m.name{where} order by @text <<-> m.name, m.id limit 20", query, string.Join(' ', query.Words)), page);
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
            with found as materialized (select m.provider, m.family, m.tools, m.reasoning, m.takes, m.gives from m where t @@ @text::tsquery{where})
            select 0, null, count(*) from found
            union all select 1, provider, count(*) from found group by provider
            union all select 2, family, count(*) from found group by family
            union all select 3, tools::text, count(*) from found group by tools
            union all select 4, reasoning::text, count(*) from found group by reasoning
            union all select 5, word, count(*) from found, unnest(takes) word group by word
            union all select 6, word, count(*) from found, unnest(gives) word group by word
            """, query, text);
        using var reader = command.ExecuteReader();
        var total = 0;
        while (reader.Read())
        {
            total = reader.GetInt32(0) == 0 ? (int)reader.GetInt64(2) : total;
            _ = reader.IsDBNull(1) ? null : reader.GetString(1);
        }

        return total;
    }

    private NpgsqlCommand Command(string sql, SpeedQuery query, string? text = null)
    {
        IEnumerable<(string Name, object Value)> parameters = [.. SqlTexts.Parameters(query), .. text is null ? Array.Empty<(string, object)>() : [("text", text)]];
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = new(sql, _connection);
            foreach (var (name, value) in parameters)
            {
                command.Parameters.Add(new(name, value switch { long => NpgsqlDbType.Bigint, double => NpgsqlDbType.Double, _ => NpgsqlDbType.Text }));
            }

            command.Prepare();
            _prepared.Add(sql, command);
        }

        foreach (var (name, value) in parameters)
        {
            command.Parameters[name].Value = value;
        }

        return command;
    }

    private static string Vector(SpeedDocument model)
    {
        List<string> lexemes = [];
        foreach (var (text, weight) in ((string, string)[])[($"{model.Id} {model.Name}", "A"), (model.Seller, "B"), (model.Family, "C"), (model.Words, "D")])
        {
            foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                lexemes.Add(string.Create(CultureInfo.InvariantCulture, $"'{word}':{lexemes.Count + 1}{weight}"));
            }
        }

        return string.Join(' ', lexemes);
    }

    private static void Write<T>(NpgsqlBinaryImporter import, T? value, NpgsqlDbType type)
    {
        if (value is null)
        {
            import.WriteNull();
        }
        else
        {
            import.Write<object>(value, type);
        }
    }

    private static void Run(NpgsqlConnection connection, string sql)
    {
        foreach (var statement in sql.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 120 };
            command.ExecuteNonQuery();
        }
    }
}
