using Tamma.Catalog;
using Tamma.Catalog.Fields;

namespace Tamma.Storage.Sqlite;

/// <summary>What sources say now, and what they said before with the time in which it stood.</summary>
internal static class ClaimTable
{
    private const string Select =
        """
        SELECT subjects.provider, subjects.native_id, sources.name, kind, access, first_seen, missing_since, missing_runs,
               documents.hash, slice_offset, slice_length, source_ref, fields, access_reason, verified_at
        FROM claims
        JOIN subjects ON subjects.id = claims.subject
        JOIN sources ON sources.idx = claims.source
        LEFT JOIN documents ON documents.id = claims.document
        """;

    public static IReadOnlyList<Claim> ReadCurrent(SqliteSession session, SourceId source)
    {
        using var statement = session.Use($"{Select} WHERE valid_to IS NULL AND claims.source = (SELECT idx FROM sources WHERE name = ?)");
        statement.Add(source.Name);
        var claims = new List<Claim>();
        Read(statement, claims, new(new()));
        return claims;
    }

    public static IReadOnlyList<Claim> ReadCurrent(SqliteSession session, IReadOnlyCollection<ModelKey> keys)
    {
        using var statement = session.Use($"{Select} WHERE valid_to IS NULL AND subject = (SELECT id FROM subjects WHERE provider = ? AND native_id = ?)");
        var claims = new List<Claim>(keys.Count);
        var fields = new StoredFields(new());
        foreach (var key in keys.Distinct())
        {
            statement.Add(key.Provider).Add(key.Id);
            Read(statement, claims, fields);
            statement.Reset();
        }

        return claims;
    }

    /// <summary>Asked seldom, so that the past has no index of its own: this reads the table.</summary>
    public static IReadOnlyList<Claim> ReadAsOf(SqliteSession session, ModelKey key, DateTimeOffset time)
    {
        using var statement = session.Use(
            $"{Select} WHERE subject = (SELECT id FROM subjects WHERE provider = ? AND native_id = ?) AND valid_from <= ? AND (valid_to IS NULL OR valid_to > ?)");
        statement.Add(key.Provider).Add(key.Id).Add(time).Add(time);
        var claims = new List<Claim>();
        Read(statement, claims, new(new()));
        return claims;
    }

    public static IReadOnlyList<EarlierClaim> ReadEarlier(SqliteSession session, SourceId source, IReadOnlyCollection<ModelKey> keys, DateTimeOffset since)
    {
        using var statement = session.Use(
            $"""
            {Select.Replace("verified_at", "verified_at, valid_from, valid_to", StringComparison.Ordinal)}
            WHERE subject = (SELECT id FROM subjects WHERE provider = ? AND native_id = ?) AND valid_to >= ? AND claims.source = (SELECT idx FROM sources WHERE name = ?)
            """);
        var earlier = new List<EarlierClaim>();
        var fields = new StoredFields(new());
        foreach (var key in keys.Distinct())
        {
            statement.Add(key.Provider).Add(key.Id).Add(since).Add(source.Name);
            while (statement.Step())
            {
                earlier.Add(new(ReadOne(statement, fields), statement.Time(15), statement.Time(16)));
            }

            statement.Reset();
        }

        return earlier;
    }

    /// <summary>Ends the current claim of each source and key and puts the new one in its place.</summary>
    public static void Replace(SqliteSession session, IReadOnlyList<Claim> claims, DateTimeOffset at, SubjectIds subjects, JsonBuffer json)
    {
        using var end = session.Use(EndSql);
        using var insert = session.Use(
            """
            INSERT INTO claims (subject, source, valid_from, kind, access, first_seen, missing_since, missing_runs, document, slice_offset, slice_length, source_ref, fields, access_reason, verified_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """);
        var sources = new Dictionary<SourceId, byte>();
        var documents = new Dictionary<DocumentHash, long>();
        foreach (var claim in claims)
        {
            var subject = subjects[claim.Key];
            if (!sources.TryGetValue(claim.Source, out var source))
            {
                sources.Add(claim.Source, source = SourceTable.Register(session, claim.Source));
            }

            long? document = null;
            if (claim.Slice is { } slice)
            {
                if (!documents.TryGetValue(slice.Document, out var id))
                {
                    documents.Add(slice.Document, id = DocumentTable.IdOf(session, slice.Document));
                }

                document = id;
            }

            end.Add(at).Add(subject).Add(source).Run();
            insert.Add(subject)
                .Add(source)
                .Add(at)
                .Add((int)claim.Kind)
                .Add((int)claim.Access)
                .Add(claim.FirstSeen)
                .Add(claim.MissingSince)
                .Add(claim.MissingRuns)
                .Add(document)
                .Add(claim.Slice?.Offset)
                .Add(claim.Slice?.Length)
                .Add(claim.SourceRef)
                .AddText(json.FieldsOfClaim(claim.Values))
                .Add(claim.AccessReason)
                .Add(claim.VerifiedAt)
                .Run();
        }
    }

    /// <summary>Notes how often current claims were missing, in place: no history is kept of that.</summary>
    public static void Recount(SqliteSession session, IReadOnlyList<Claim> claims, SubjectIds subjects)
    {
        using var statement = session.Use(
            "UPDATE claims SET missing_runs = ?, missing_since = ? WHERE valid_to IS NULL AND subject = ? AND source = (SELECT idx FROM sources WHERE name = ?)");
        foreach (var claim in claims)
        {
            statement.Add(claim.MissingRuns).Add(claim.MissingSince).Add(subjects[claim.Key]).Add(claim.Source.Name).Run();
        }
    }

    public static void End(SqliteSession session, IReadOnlyList<(SourceId Source, ModelKey Key)> withdrawn, DateTimeOffset at, SubjectIds subjects)
    {
        using var end = session.Use(EndSql);
        foreach (var (source, key) in withdrawn)
        {
            end.Add(at).Add(subjects[key]).Add(SourceTable.Register(session, source)).Run();
        }
    }

    private const string EndSql = "UPDATE claims SET valid_to = ? WHERE valid_to IS NULL AND subject = ? AND source = ?";

    private static void Read(Statement row, List<Claim> claims, StoredFields fields)
    {
        while (row.Step())
        {
            claims.Add(ReadOne(row, fields));
        }
    }

    private static Claim ReadOne(Statement row, StoredFields fields)
    {
        var key = new ModelKey(fields.Shared.Text(row.Bytes(0)), row.Text(1));
        return new()
        {
            Key = key,
            Source = new(fields.Shared.Text(row.Bytes(2))),
            Kind = (ClaimKind)row.Int32(3),
            Access = (Access)row.Int32(4),
            FirstSeen = row.Time(5),
            MissingSince = row.TimeOrNull(6),
            MissingRuns = row.Int32(7),
            Slice = row.IsNull(8) ? null : new(new(fields.Shared.Text(row.Bytes(8))), row.Int32(9), row.Int32(10)),
            SourceRef = row.Text(11),
            Values = fields.Read(row.Bytes(12), FieldRegistry.For(key)),
            AccessReason = row.TextOrNull(13),
            VerifiedAt = row.TimeOrNull(14),
        };
    }
}
