using Tamma.Catalog;

namespace Tamma.Storage.Sqlite;

/// <summary>Sources, by the byte that origins name them with, and the state of each.</summary>
internal static class SourceTable
{
    public static byte Register(SqliteSession session, SourceId source)
    {
        using var find = session.Use("SELECT idx FROM sources WHERE name = ?");
        find.Add(source.Name);
        if (find.Step())
        {
            return (byte)find.Int32(0);
        }

        var next = session.Number("SELECT count(*) FROM sources");
        if (next > byte.MaxValue)
        {
            throw new InvalidOperationException($"The catalogue knows {next} sources and can know no more, so '{source}' cannot be added.");
        }

        using var add = session.Use("INSERT INTO sources (idx, name) VALUES (?, ?)");
        add.Add(next).Add(source.Name).Run();
        return (byte)next;
    }

    /// <summary>Writes a source's state; registers the source when it is new.</summary>
    public static void Write(SqliteSession session, SourceState state)
    {
        var index = Register(session, state.Source);
        using var statement = session.Use(
            """
            UPDATE sources SET etag = ?, url = ?, raw_hash = ?, content_hash = ?, confirmed_at = ?, pending_missing = ?, claims = ?
            WHERE idx = ?
            """);
        statement.Add(state.ETag)
            .Add(state.Url)
            .Add(state.RawHash)
            .Add(state.ContentHash)
            .Add(state.ConfirmedAt)
            .Add(state.PendingMissing)
            .Add(state.Claims)
            .Add(index)
            .Run();
    }

    /// <summary>All sources in the order of their indexes; one that never had a good answer has an empty state.</summary>
    public static IReadOnlyList<SourceState> Read(SqliteSession session)
    {
        using var statement = session.Use(
            "SELECT name, etag, url, raw_hash, content_hash, confirmed_at, pending_missing, claims FROM sources ORDER BY idx");
        var states = new List<SourceState>();
        while (statement.Step())
        {
            states.Add(new()
            {
                Source = new(statement.Text(0)),
                ETag = statement.TextOrNull(1),
                Url = statement.TextOrNull(2),
                RawHash = statement.TextOrNull(3),
                ContentHash = statement.TextOrNull(4),
                ConfirmedAt = statement.TimeOrNull(5),
                PendingMissing = statement.Int32(6),
                Claims = statement.Int32(7),
            });
        }

        return states;
    }
}
