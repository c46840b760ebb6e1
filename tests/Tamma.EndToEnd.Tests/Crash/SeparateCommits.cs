using Microsoft.Data.Sqlite;
using Tamma.Catalog;

namespace Tamma.EndToEnd.Tests.Crash;

/// <summary>
/// A store that is wrong on purpose: the catalogue is committed first and its events in a transaction of their own. The real store
/// writes both at once, so the events are taken away again behind it, and put back after the window in which a kill tears them apart.
/// </summary>
internal sealed class SeparateCommits(ICatalogStore store, string database, string marks, TimeSpan window) : ICatalogStore
{
    public async Task<(long First, long Last)> CommitAsync(CatalogCommit commit, CancellationToken cancellationToken)
    {
        var (first, last) = await store.CommitAsync(commit, cancellationToken);
        if (first <= last)
        {
            await RunAsync($"CREATE TABLE late AS SELECT * FROM events WHERE position BETWEEN {first} AND {last}; DELETE FROM events WHERE position BETWEEN {first} AND {last};", cancellationToken);
            await File.AppendAllTextAsync(marks, $"begin {last}\n", cancellationToken);
            await Task.Delay(window, TimeProvider.System, cancellationToken);
            await RunAsync("INSERT INTO events SELECT * FROM late; DROP TABLE late;", cancellationToken);
            await File.AppendAllTextAsync(marks, $"end {last}\n", cancellationToken);
        }

        return (first, last);
    }

    public Task<StoredCatalog> LoadAsync(CancellationToken cancellationToken) => store.LoadAsync(cancellationToken);

    public Task<byte> RegisterAsync(SourceId source, CancellationToken cancellationToken) => store.RegisterAsync(source, cancellationToken);

    public Task<IReadOnlyList<Claim>> ReadClaimsAsync(SourceId source, CancellationToken cancellationToken) => store.ReadClaimsAsync(source, cancellationToken);

    public Task<IReadOnlyList<Claim>> ReadClaimsAsync(IReadOnlyCollection<ModelKey> keys, CancellationToken cancellationToken) => store.ReadClaimsAsync(keys, cancellationToken);

    public Task<IReadOnlyList<EarlierClaim>> ReadEarlierClaimsAsync(SourceId source, IReadOnlyCollection<ModelKey> keys, DateTimeOffset since, CancellationToken cancellationToken) =>
        store.ReadEarlierClaimsAsync(source, keys, since, cancellationToken);

    public Task<IReadOnlyList<Claim>> ReadClaimsAsOfAsync(ModelKey key, DateTimeOffset time, CancellationToken cancellationToken) => store.ReadClaimsAsOfAsync(key, time, cancellationToken);

    public Task ConfirmAsync(SourceState state, CancellationToken cancellationToken) => store.ConfirmAsync(state, cancellationToken);

    public Task<IReadOnlyList<SourceState>> ReadSourcesAsync(CancellationToken cancellationToken) => store.ReadSourcesAsync(cancellationToken);

    public Task<IReadOnlyList<StoredVersion>> ReadVersionsAsync(ModelKey key, int before, int limit, CancellationToken cancellationToken) => store.ReadVersionsAsync(key, before, limit, cancellationToken);

    public Task<IReadOnlyList<Model>> ReadAsOfAsync(long position, string? provider, CancellationToken cancellationToken) => store.ReadAsOfAsync(position, provider, cancellationToken);

    public Task<Model?> ReadAsOfAsync(long position, ModelKey key, CancellationToken cancellationToken) => store.ReadAsOfAsync(position, key, cancellationToken);

    public Task<long> PositionAtAsync(DateTimeOffset time, CancellationToken cancellationToken) => store.PositionAtAsync(time, cancellationToken);

    public Task<ReadOnlyMemory<byte>?> ReadDocumentAsync(DocumentHash hash, CancellationToken cancellationToken) => store.ReadDocumentAsync(hash, cancellationToken);

    public Task KeepAsync(IReadOnlyList<Document> documents, CancellationToken cancellationToken) => store.KeepAsync(documents, cancellationToken);

    private async Task RunAsync(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Pooling = false, ForeignKeys = false }.ToString());
        await connection.OpenAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // positions and names of ours
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
