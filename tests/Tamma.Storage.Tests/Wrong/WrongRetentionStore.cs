using Tamma.Catalog.Retention;
using Tamma.Discovery;
using Tamma.Storage.Sqlite;

namespace Tamma.Storage.Tests.Wrong;

/// <summary>A right retention behind one fault. What must never go is taken with SQL of its own.</summary>
internal sealed class WrongRetentionStore(IRetentionStore inner, SqliteDatabase database, RetentionFault fault) : IRetentionStore
{
    public async Task<Purged> PurgeAsync(RetentionLimits limits, CancellationToken cancellationToken)
    {
        var gone = await inner.PurgeAsync(Spoil(limits), cancellationToken);
        foreach (var sql in Also(limits))
        {
            await database.WriteAsync(
                session =>
                {
                    using var statement = session.Use(sql);
                    return statement.Run();
                },
                cancellationToken);
        }

        return gone;
    }

    public async Task<Horizons> ReadHorizonsAsync(CancellationToken cancellationToken) =>
        fault is RetentionFault.SaysNothingOfIt ? new() : await inner.ReadHorizonsAsync(cancellationToken);

    private RetentionLimits Spoil(RetentionLimits limits) => fault switch
    {
        RetentionFault.GoesWithoutLimits => limits with { VersionsPerModel = limits.VersionsPerModel ?? 1 },
        RetentionFault.KeepsAll => new(),
        RetentionFault.KeepsEvents => limits with { Events = null },
        RetentionFault.CountsTheBoundItself => limits with { Versions = limits.Versions?.AddDays(10), Claims = limits.Claims?.AddTicks(1), Events = limits.Events?.AddDays(10) },
        RetentionFault.KeepsOneLess => limits with { VersionsPerModel = limits.VersionsPerModel - 1 },
        _ => limits,
    };

    private IEnumerable<string> Also(RetentionLimits limits) => (fault, limits) switch
    {
        (RetentionFault.TakesCurrentVersions, { Versions: not null }) => ["DELETE FROM versions"],
        (RetentionFault.TakesRemovedRows, { Versions: not null }) => [$"DELETE FROM versions WHERE availability = {(int)Catalog.Availability.Removed}"],
        (RetentionFault.TakesEventsOfVersions, { Events: not null }) =>
        [
            "DELETE FROM versions WHERE valid_to_position IS NOT NULL",
            "DELETE FROM events WHERE position <= (SELECT position FROM horizons WHERE name = 'events') AND position NOT IN (SELECT position FROM versions)",
        ],
        (RetentionFault.CountsEventsAnew, { Events: not null }) => ["UPDATE log SET position = position + 1"],
        (RetentionFault.TakesCurrentClaims, { Claims: not null }) => ["DELETE FROM claims"],
        (RetentionFault.TakesDocumentsInUse, { Documents: not null }) => ["UPDATE documents SET content = NULL"],
        (RetentionFault.TakesTheRowsOfDocuments, { Documents: not null }) => ["DELETE FROM claims", "DELETE FROM documents"],
        (RetentionFault.TakesTheLastRun, { Runs: not null }) => ["DELETE FROM runs WHERE queued_at = (SELECT max(queued_at) FROM runs)"],
        (RetentionFault.TakesTheLastGoodRun, { Runs: not null }) => ["DELETE FROM runs WHERE queued_at < (SELECT max(queued_at) FROM runs)"],
        (RetentionFault.TakesOpenReviews, { Reviews: not null }) => [$"DELETE FROM reviews WHERE state = {(int)ReviewState.Open}"],
        (RetentionFault.TakesNewHealth, { Health: not null }) => ["DELETE FROM health_samples"],
        _ => [],
    };
}
