using Tamma.Catalog.Retention;
using Tamma.Discovery;

namespace Tamma.Storage.Sqlite;

internal sealed class SqliteRetentionStore(SqliteDatabase database) : IRetentionStore
{
    /// <summary>Rows that go in one transaction.</summary>
    private const int Slice = 2_000;

    /// <summary>Documents are large, so fewer of them.</summary>
    private const int DocumentSlice = 50;

    public async Task<Purged> PurgeAsync(RetentionLimits limits, CancellationToken cancellationToken)
    {
        var versions = 0;
        if (limits.Versions is { } oldest)
        {
            versions += await SlicesAsync(session => PurgeVersions(session, "valid_to < ?", statement => statement.Add(oldest)), cancellationToken);
        }

        if (limits.VersionsPerModel is { } most)
        {
            // Counted from the newest, which is the current one.
            versions += await SlicesAsync(
                session => PurgeVersions(
                    session,
                    "position IN (SELECT position FROM (SELECT position, row_number() OVER (PARTITION BY subject ORDER BY position DESC) AS place FROM versions) WHERE place > ?)",
                    statement => statement.Add(most)),
                cancellationToken);
        }

        return new(
            versions,
            limits.Events is { } events ? await PurgeEventsAsync(events, cancellationToken) : 0,
            limits.Claims is { } claims ? await SlicesAsync(session => PurgeClaims(session, claims), cancellationToken) : 0,
            limits.Documents is { } documents ? await SlicesAsync(session => PurgeDocuments(session, documents), cancellationToken, DocumentSlice) : 0,
            limits.Runs is { } runs ? await SlicesAsync(session => PurgeRuns(session, runs), cancellationToken) : 0,
            limits.Reviews is { } reviews ? await SlicesAsync(session => PurgeReviews(session, reviews), cancellationToken) : 0,
            limits.Health is { } health ? await SlicesAsync(session => PurgeHealth(session, health), cancellationToken) : 0)
        {
            Searches = limits.Searches is { } searches ? await SlicesAsync(session => PurgeSearches(session, searches), cancellationToken) : 0,
        };
    }

    public Task<Horizons> ReadHorizonsAsync(CancellationToken cancellationToken) => database.ReadAsync(HorizonTable.Read, cancellationToken);

    private async Task<int> SlicesAsync(Func<SqliteSession, int> purge, CancellationToken cancellationToken, int slice = Slice)
    {
        var all = 0;
        int gone;
        do
        {
            gone = await database.WriteAsync(purge, cancellationToken);
            all += gone;
        }
        while (gone >= slice);
        return all;
    }

    /// <summary>What a version said stood until the next one came, so the record is whole from there on.</summary>
    private static int PurgeVersions(SqliteSession session, string which, Action<Statement> bind)
    {
        long? horizon = null;
        using (var find = session.Use(
            $"SELECT max(valid_to_position) FROM (SELECT valid_to_position FROM versions WHERE valid_to_position IS NOT NULL AND {which} ORDER BY valid_to_position LIMIT {Slice})"))
        {
            bind(find);
            if (find.Step())
            {
                horizon = find.Int64OrNull(0);
            }
        }

        if (horizon is not { } last)
        {
            return 0;
        }

        HorizonTable.Move(session, HorizonTable.Versions, last, LogTable.TimeOf(session, last));
        using var purge = session.Use(
            $"DELETE FROM versions WHERE position IN (SELECT position FROM versions WHERE valid_to_position IS NOT NULL AND {which} ORDER BY valid_to_position LIMIT {Slice})");
        bind(purge);
        return purge.Run();
    }

    private async Task<int> PurgeEventsAsync(DateTimeOffset oldest, CancellationToken cancellationToken)
    {
        var horizon = await database.ReadAsync(session => LogTable.PositionAt(session, oldest.AddTicks(-1)), cancellationToken);
        return horizon == 0 ? 0 : await SlicesAsync(
            session =>
            {
                using var purge = session.Use(
                    $"DELETE FROM events WHERE position IN (SELECT position FROM events WHERE position <= ? AND position NOT IN (SELECT position FROM versions) ORDER BY position LIMIT {Slice})");
                var gone = purge.Add(horizon).Run();
                if (gone > 0)
                {
                    HorizonTable.Move(session, HorizonTable.Events, horizon, oldest);
                }

                return gone;
            },
            cancellationToken);
    }

    private static int PurgeClaims(SqliteSession session, DateTimeOffset oldest)
    {
        using var purge = session.Use($"DELETE FROM claims WHERE id IN (SELECT id FROM claims WHERE valid_to < ? LIMIT {Slice})");
        var gone = purge.Add(oldest).Run();
        if (gone > 0)
        {
            HorizonTable.Move(session, HorizonTable.Claims, 0, oldest);
        }

        return gone;
    }

    /// <summary>The row stays: claims and runs know the document by it.</summary>
    private static int PurgeDocuments(SqliteSession session, DateTimeOffset oldest)
    {
        using var purge = session.Use(
            $"""
            UPDATE documents SET content = NULL WHERE id IN (
                SELECT id FROM documents WHERE content IS NOT NULL AND received_at < ?
                AND id NOT IN (SELECT document FROM claims WHERE valid_to IS NULL AND document IS NOT NULL) LIMIT {DocumentSlice})
            """);
        return purge.Add(oldest).Run();
    }

    private static int PurgeRuns(SqliteSession session, DateTimeOffset oldest)
    {
        using var purge = session.Use(
            $"""
            DELETE FROM runs WHERE id IN (
                SELECT id FROM runs WHERE finished_at < ?
                AND EXISTS (SELECT 1 FROM runs AS newer WHERE newer.source = runs.source AND newer.state NOT IN (?, ?)
                            AND (newer.queued_at, newer.id) > (runs.queued_at, runs.id))
                AND (state NOT IN (?, ?)
                     OR EXISTS (SELECT 1 FROM runs AS newer WHERE newer.source = runs.source AND newer.state IN (?, ?)
                                AND (newer.queued_at, newer.id) > (runs.queued_at, runs.id)))
                LIMIT {Slice})
            """);
        return purge.Add(oldest)
            .Add((int)RunState.Queued).Add((int)RunState.Running)
            .Add((int)RunState.Succeeded).Add((int)RunState.Unchanged)
            .Add((int)RunState.Succeeded).Add((int)RunState.Unchanged)
            .Run();
    }

    private static int PurgeReviews(SqliteSession session, DateTimeOffset oldest)
    {
        using var purge = session.Use($"DELETE FROM reviews WHERE id IN (SELECT id FROM reviews WHERE state <> ? AND closed_at < ? LIMIT {Slice})");
        return purge.Add((int)ReviewState.Open).Add(oldest).Run();
    }

    private static int PurgeHealth(SqliteSession session, DateTimeOffset oldest)
    {
        using var purge = session.Use($"DELETE FROM health_samples WHERE id IN (SELECT id FROM health_samples WHERE at < ? LIMIT {Slice})");
        return purge.Add(oldest).Run();
    }

    /// <summary>Days that ended before the limit.</summary>
    private static int PurgeSearches(SqliteSession session, DateTimeOffset oldest)
    {
        var day = DateOnly.FromDateTime(oldest.UtcDateTime).DayNumber;
        using var drops = session.Use("DELETE FROM asked_drops WHERE day < ?");
        drops.Add(day).Run();
        using var writers = session.Use("DELETE FROM asked_writers WHERE day < ?");
        writers.Add(day).Run();
        using var purge = session.Use(
            $"DELETE FROM asked_forms WHERE (day, text, filter, prefer, sort, scope) IN (SELECT day, text, filter, prefer, sort, scope FROM asked_forms WHERE day < ? LIMIT {Slice})");
        return purge.Add(day).Run();
    }
}
