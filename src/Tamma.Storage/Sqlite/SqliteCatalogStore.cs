using Tamma.Catalog;

namespace Tamma.Storage.Sqlite;

internal sealed class SqliteCatalogStore(SqliteDatabase database) : ICatalogStore
{
    private readonly CommitMarks? _marks = CommitMarks.FromEnvironment(CommitMarks.Commits);

    public Task<StoredCatalog> LoadAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(
            session =>
            {
                var log = LogTable.Read(session);
                var sources = SourceTable.Read(session).Select(state => state.Source).ToList();
                return new StoredCatalog(new(log.LogId, log.CatalogPosition), VersionTable.ReadCurrent(session), sources);
            },
            cancellationToken);

    public Task<byte> RegisterAsync(SourceId source, CancellationToken cancellationToken) =>
        database.WriteAsync(session => SourceTable.Register(session, source), cancellationToken);

    public Task<IReadOnlyList<Claim>> ReadClaimsAsync(SourceId source, CancellationToken cancellationToken) =>
        database.ReadAsync(session => ClaimTable.ReadCurrent(session, source), cancellationToken);

    public Task<IReadOnlyList<Claim>> ReadClaimsAsync(IReadOnlyCollection<ModelKey> keys, CancellationToken cancellationToken) =>
        database.ReadAsync(session => ClaimTable.ReadCurrent(session, keys), cancellationToken);

    public Task<IReadOnlyList<Claim>> ReadClaimsAsOfAsync(ModelKey key, DateTimeOffset time, CancellationToken cancellationToken) =>
        database.ReadAsync(session => ClaimTable.ReadAsOf(session, key, time), cancellationToken);

    public Task<IReadOnlyList<EarlierClaim>> ReadEarlierClaimsAsync(
        SourceId source, IReadOnlyCollection<ModelKey> keys, DateTimeOffset since, CancellationToken cancellationToken) =>
        database.ReadAsync(session => ClaimTable.ReadEarlier(session, source, keys, since), cancellationToken);

    public async Task<(long First, long Last)> CommitAsync(CatalogCommit commit, CancellationToken cancellationToken)
    {
        var documents = await PackAsync(commit.Documents, cancellationToken);
        var positions = await database.WriteAsync(session => CatalogCommits.Write(session, commit, documents, _marks), cancellationToken);
        if (!commit.Versions.IsEmpty)
        {
            _marks?.End(positions.Last);
        }

        return positions;
    }

    public Task ConfirmAsync(SourceState state, CancellationToken cancellationToken) =>
        database.WriteAsync(
            session =>
            {
                SourceTable.Write(session, state);
                return true;
            },
            cancellationToken);

    public Task<IReadOnlyList<SourceState>> ReadSourcesAsync(CancellationToken cancellationToken) =>
        database.ReadAsync(SourceTable.Read, cancellationToken);

    public Task<IReadOnlyList<StoredVersion>> ReadVersionsAsync(ModelKey key, int before, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync(session => VersionTable.ReadHistory(session, key, before, limit), cancellationToken);

    public Task<IReadOnlyList<Model>> ReadAsOfAsync(long position, string? provider, CancellationToken cancellationToken) =>
        database.ReadAsync(session => VersionTable.ReadAsOf(session, position, provider), cancellationToken);

    public Task<Model?> ReadAsOfAsync(long position, ModelKey key, CancellationToken cancellationToken) =>
        database.ReadAsync(session => VersionTable.ReadAsOf(session, position, key), cancellationToken);

    public Task<long> PositionAtAsync(DateTimeOffset time, CancellationToken cancellationToken) =>
        database.ReadAsync(session => LogTable.PositionAt(session, time), cancellationToken);

    public Task<ReadOnlyMemory<byte>?> ReadDocumentAsync(DocumentHash hash, CancellationToken cancellationToken) =>
        database.ReadAsync(session => DocumentTable.Read(session, hash), cancellationToken);

    public async Task KeepAsync(IReadOnlyList<Document> documents, CancellationToken cancellationToken)
    {
        var packed = await PackAsync(documents, cancellationToken);
        if (packed.Count > 0)
        {
            await database.WriteAsync(
                session =>
                {
                    DocumentTable.Write(session, packed);
                    return true;
                },
                cancellationToken);
        }
    }

    /// <summary>Packs what is not kept yet, before the writer is taken.</summary>
    private async Task<IReadOnlyList<PackedDocument>> PackAsync(IReadOnlyList<Document> documents, CancellationToken cancellationToken)
    {
        if (documents.Count == 0)
        {
            return [];
        }

        var missing = await database.ReadAsync(
            session => documents.DistinctBy(document => document.Hash).Where(document => !DocumentTable.IsKept(session, document.Hash)).ToList(),
            cancellationToken);
        return [.. missing.Select(PackedDocument.From)];
    }
}
