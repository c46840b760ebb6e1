using Tamma.Catalog;
using Tamma.Catalog.Fields;

namespace Tamma.Storage.Sqlite;

/// <summary>Every version of every row. The current one has no end.</summary>
internal static class VersionTable
{
    private const string Columns =
        """
        subjects.provider, subjects.native_id, versions.position, number, valid_from, availability, first_seen, missing_since, removed_at,
        origins, offers, fields
        """;

    /// <summary>The column behind <see cref="Columns"/>.</summary>
    private const int ValidTo = 12;

    public static IReadOnlyList<Model> ReadCurrent(SqliteSession session)
    {
        using var statement = session.Use(
            $"SELECT {Columns} FROM versions JOIN subjects ON subjects.id = versions.subject WHERE valid_to_position IS NULL");
        return ReadAll(statement);
    }

    public static IReadOnlyList<StoredVersion> ReadHistory(SqliteSession session, ModelKey key, int before, int limit)
    {
        using var statement = session.Use(
            $"""
            SELECT {Columns}, valid_to FROM subjects JOIN versions ON versions.subject = subjects.id
            WHERE provider = ? AND native_id = ? AND number < ? ORDER BY versions.position DESC LIMIT ?
            """);
        statement.Add(key.Provider).Add(key.Id).Add(before).Add(limit);
        var versions = new List<StoredVersion>();
        var fields = new StoredFields(new());
        while (statement.Step())
        {
            versions.Add(new(Read(statement, fields), statement.Time(4), statement.TimeOrNull(ValidTo)));
        }

        return versions;
    }

    /// <summary>The rows as they were, without removed ones, in key order.</summary>
    /// <remarks>One step into the index for each row, however long the history is: the newest version that is not too new.</remarks>
    public static IReadOnlyList<Model> ReadAsOf(SqliteSession session, long position, string? provider)
    {
        using var statement = session.Use(
            $"""
            SELECT {Columns} FROM subjects JOIN versions
            ON versions.position = (SELECT max(v.position) FROM versions AS v WHERE v.subject = subjects.id AND v.position <= ?)
            WHERE (valid_to_position IS NULL OR valid_to_position > ?) AND availability <> ? {(provider is null ? "" : "AND provider = ?")}
            """);
        statement.Add(position).Add(position).Add((int)Availability.Removed);
        if (provider is not null)
        {
            statement.Add(provider);
        }

        var models = ReadAll(statement);

        // By UTF-16 as everywhere else; SQLite would order by UTF-8, which differs beyond the basic plane.
        models.Sort((a, b) => a.Key.CompareTo(b.Key));
        return models;
    }

    public static Model? ReadAsOf(SqliteSession session, long position, ModelKey key)
    {
        using var statement = session.Use(
            $"""
            SELECT {Columns} FROM subjects JOIN versions ON versions.subject = subjects.id
            WHERE provider = ? AND native_id = ? AND versions.position <= ? AND (valid_to_position IS NULL OR valid_to_position > ?)
            ORDER BY versions.position DESC LIMIT 1
            """);
        statement.Add(key.Provider).Add(key.Id).Add(position).Add(position);
        return statement.Step() && Read(statement, new(new())) is { Availability: not Availability.Removed } model ? model : null;
    }

    /// <summary>Adds versions, each after the event that made it; the one before each of them ends there.</summary>
    public static void Add(
        SqliteSession session, CatalogCommit commit, EventAppender events, SubjectIds subjects, JsonBuffer json)
    {
        using var end = session.Use("UPDATE versions SET valid_to_position = ?, valid_to = ? WHERE valid_to_position IS NULL AND subject = ?");
        using var insert = session.Use(
            """
            INSERT INTO versions (position, subject, number, valid_from, availability, first_seen, missing_since, removed_at, origins, offers, fields)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """);
        foreach (var (model, draft) in commit.Versions)
        {
            var position = events.Append(draft);
            var subject = subjects[model.Key];
            end.Add(position).Add(commit.At).Add(subject).Run();
            insert.Add(position)
                .Add(subject)
                .Add(model.Version)
                .Add(commit.At)
                .Add((int)model.Availability)
                .Add(model.FirstSeen)
                .Add(model.MissingSince)
                .Add(model.RemovedAt);
            AddBody(insert, model, json);
            insert.Run();
        }
    }

    /// <summary>Gives current versions new origins, each with its event; they keep their number and their place.</summary>
    public static void ChangeFacts(
        SqliteSession session, CatalogCommit commit, EventAppender events, SubjectIds subjects, JsonBuffer json)
    {
        using var update = session.Use(
            "UPDATE versions SET first_seen = ?, origins = ?, offers = ?, fields = ? WHERE valid_to_position IS NULL AND subject = ?");
        foreach (var (model, draft) in commit.Facts)
        {
            events.Append(draft);
            update.Add(model.FirstSeen);
            AddBody(update, model, json);
            if (update.Add(subjects[model.Key]).Run() != 1)
            {
                throw new InvalidOperationException($"'{model.Key}' has no version whose facts could change.");
            }
        }
    }

    private static void AddBody(Statement statement, Model model, JsonBuffer json)
    {
        if (model.Origins.Length != model.Values.Count)
        {
            throw new InvalidOperationException($"'{model.Key}' has {model.Values.Count} values and {model.Origins.Length} origins.");
        }

        PackedOrigins.Add(statement, model.Origins);
        if (model.Offers.IsEmpty)
        {
            statement.AddNull();
        }
        else
        {
            statement.AddText(json.Offers(model.Offers));
        }

        statement.AddText(json.Fields(model.Values));
    }

    private static List<Model> ReadAll(Statement statement)
    {
        var models = new List<Model>();
        var fields = new StoredFields(new());
        while (statement.Step())
        {
            models.Add(Read(statement, fields));
        }

        return models;
    }

    private static Model Read(Statement row, StoredFields fields)
    {
        var key = new ModelKey(fields.Shared.Text(row.Bytes(0)), row.Text(1));
        var registry = FieldRegistry.For(key);
        var (values, origins) = fields.Read(row.Bytes(11), row.Bytes(9), registry);
        return new()
        {
            Key = key,
            Position = row.Int64(2),
            Version = row.Int32(3),
            Since = row.Time(4),
            Availability = (Availability)row.Int32(5),
            FirstSeen = row.Time(6),
            MissingSince = row.TimeOrNull(7),
            RemovedAt = row.TimeOrNull(8),
            Values = values,
            Origins = origins,
            Offers = row.IsNull(10) ? [] : StoredOffers.Read(row.Bytes(10), registry, fields),
        };
    }
}
