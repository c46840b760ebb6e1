using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Tamma.EndToEnd.Tests.Crash;

/// <summary>
/// Reads a database with SQL alone and replays its log: what the events say must be what the rows hold. It shares no reader with the
/// product. Works on a copy, so that whoever opens the file next has to recover it by itself.
/// </summary>
internal sealed class Agreement
{
    private static readonly string[] s_versioned = ["added", "updated", "changed", "missing", "returned", "removed"];

    private readonly Dictionary<string, Row> _rows = new(StringComparer.Ordinal);
    private readonly List<string> _complaints = [];
    private readonly Dictionary<long, (string Key, int Version)> _made = [];

    /// <summary>Every disagreement that is found, in words; none when catalogue and log agree.</summary>
    public static IReadOnlyList<string> Check(string database)
    {
        var copy = Directory.CreateTempSubdirectory("tamma-agreement-");
        try
        {
            foreach (var suffix in new[] { "", "-wal" }.Where(suffix => File.Exists(database + suffix)))
            {
                File.Copy(database + suffix, Path.Combine(copy.FullName, "tamma.db" + suffix));
            }

            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(copy.FullName, "tamma.db"), Pooling = false }.ToString());
            connection.Open();
            var agreement = new Agreement();
            if ((long)Assert(connection, "SELECT count(*) FROM sqlite_master")[0] == 0)
            {
                // Killed before the schema was made, which is one transaction too.
                return [];
            }

            agreement.Replay(connection);
            agreement.CompareCurrent(connection);
            agreement.CompareHistory(connection);
            agreement.CompareSources(connection);
            return agreement._complaints;
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    private void Replay(SqliteConnection connection)
    {
        long position = 0, catalogue = 0;
        HashSet<string> ids = [];
        foreach (var row in Query(connection, "SELECT position, type, provider, ifnull(model_id, ''), data, hex(id) FROM events ORDER BY position"))
        {
            position++;
            Expect((long)row[0] == position, $"position {row[0]} stands where {position} was due");
            Expect(ids.Add((string)row[5]), $"the event at {row[0]} is there twice");
            position = (long)row[0];
            var type = (string)row[1];
            if (type.StartsWith("review", StringComparison.Ordinal))
            {
                continue;
            }

            catalogue = position;
            var key = Key(row[2], row[3]);
            using var data = JsonDocument.Parse((string)row[4]);
            if (s_versioned.Contains(type[(type.IndexOf('_', StringComparison.Ordinal) + 1)..]))
            {
                Apply(key, type[(type.IndexOf('_', StringComparison.Ordinal) + 1)..], position, data.RootElement);
            }
        }

        var log = Assert(connection, "SELECT position, catalog_position FROM log");
        Expect((long)log[0] == position, $"the log's head says {log[0]} and its last event is {position}");
        Expect((long)log[1] == catalogue, $"the catalogue's head says {log[1]} and its last event is {catalogue}");
    }

    private void Apply(string key, string what, long position, JsonElement data)
    {
        var row = _rows.TryGetValue(key, out var known) ? known : new();
        var version = data.GetProperty("version").GetInt32();
        Expect(version == row.Version + 1, $"{key}: version {version} follows {row.Version} at {position}");
        if (what == "added")
        {
            Expect(row.Availability is 2, $"{key} is added at {position} and was there");
            row.Values.Clear();
            foreach (var value in data.GetProperty("values").EnumerateObject())
            {
                row.Values[value.Name] = Text(value.Value);
            }
        }
        else
        {
            Expect(row.Availability is not 2, $"{key} is {what} at {position} and was not there");
        }

        if (data.TryGetProperty("changes", out var changes))
        {
            foreach (var change in changes.EnumerateArray().Where(change => !change.GetProperty("field").GetString()!.StartsWith("offers.", StringComparison.Ordinal)))
            {
                var (field, now) = (change.GetProperty("field").GetString()!, change.GetProperty("new"));
                Expect(row.Values.GetValueOrDefault(field, "null") == Text(change.GetProperty("old")), $"{key}: {field} changes at {position} from what it was not");
                if (now.ValueKind is JsonValueKind.Null)
                {
                    row.Values.Remove(field);
                }
                else
                {
                    row.Values[field] = Text(now);
                }
            }
        }

        row.Version = version;
        row.Position = position;
        row.Availability = what switch { "added" or "returned" => 0, "missing" => 1, "removed" => 2, _ => row.Availability };
        _rows[key] = row;
        _made[position] = (key, version);
    }

    private void CompareCurrent(SqliteConnection connection)
    {
        HashSet<string> seen = [];
        foreach (var row in Query(connection, "SELECT provider, native_id, versions.position, number, availability, fields FROM versions JOIN subjects ON subjects.id = subject WHERE valid_to_position IS NULL"))
        {
            var key = Key(row[0], row[1]);
            Expect(seen.Add(key), $"{key} has two current versions");
            if (!_rows.TryGetValue(key, out var told))
            {
                _complaints.Add($"{key} is in the catalogue and no event tells of it.");
                continue;
            }

            using var fields = JsonDocument.Parse((string)row[5]);
            var values = fields.RootElement.EnumerateObject().ToDictionary(value => value.Name, value => Text(value.Value));
            Expect((told.Position, told.Version, (long)told.Availability) == ((long)row[2], (int)(long)row[3], (long)row[4]), $"{key} is {row[3]}@{row[2]} in the catalogue and {told.Version}@{told.Position} in the log");
            Expect(values.Count == told.Values.Count && values.All(pair => told.Values.GetValueOrDefault(pair.Key) == pair.Value), $"{key} has other values in the catalogue than in the log");
        }

        _complaints.AddRange(_rows.Keys.Except(seen).Select(key => $"{key} is in the log and not in the catalogue."));
    }

    private void CompareHistory(SqliteConnection connection)
    {
        var versions = 0;
        foreach (var row in Query(connection, "SELECT provider, native_id, versions.position, number FROM versions JOIN subjects ON subjects.id = subject"))
        {
            versions++;
            Expect(_made.GetValueOrDefault((long)row[2]) == (Key(row[0], row[1]), (int)(long)row[3]), $"{Key(row[0], row[1])}: version {row[3]} at {row[2]} has no event of its own");
        }

        Expect(versions == _made.Count, $"{versions} versions stand against {_made.Count} events that make one");
    }

    /// <summary>What is remembered of an answer was written with what the answer changed.</summary>
    private void CompareSources(SqliteConnection connection)
    {
        foreach (var row in Query(
            connection,
            """
            SELECT name, sources.claims, count(claims.id) FROM sources
            LEFT JOIN claims ON claims.source = sources.idx AND valid_to IS NULL AND missing_since IS NULL
                 AND (SELECT native_id FROM subjects WHERE id = claims.subject) <> ''
            GROUP BY sources.idx
            """))
        {
            Expect((long)row[1] == (long)row[2], $"{row[0]} named {row[1]} models and makes claims on {row[2]}");
        }
    }

    private void Expect(bool agrees, string otherwise)
    {
        if (!agrees)
        {
            _complaints.Add(otherwise + ".");
        }
    }

    private static object[] Assert(SqliteConnection connection, string sql) => Query(connection, sql).Single();

    private static IEnumerable<object[]> Query(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // each text stands above
        command.CommandText = sql;
#pragma warning restore CA2100
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            yield return row;
        }
    }

    private static string Key(object provider, object id) => string.Create(CultureInfo.InvariantCulture, $"{provider}/{id}");

    private static string Text(JsonElement value) => value.ValueKind is JsonValueKind.Number ? value.GetDecimal().ToString(CultureInfo.InvariantCulture) : value.GetRawText();

    private sealed class Row
    {
        public Dictionary<string, string> Values { get; } = new(StringComparer.Ordinal);

        public int Version { get; set; }

        public long Position { get; set; }

        /// <summary>0 listed, 1 missing, 2 removed or never there.</summary>
        public int Availability { get; set; } = 2;
    }
}
