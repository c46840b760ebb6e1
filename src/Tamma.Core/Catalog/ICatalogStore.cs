using Tamma.Events;

namespace Tamma.Catalog;

/// <summary>
/// The record of the catalogue. A commit writes claims, versions and events in one transaction: they become visible together
/// or not at all, also when the process is killed. Implementations are safe for concurrent readers and one writer.
/// </summary>
public interface ICatalogStore
{
    /// <summary>All current rows (the removed ones too) and what belongs to them, at one position.</summary>
    Task<StoredCatalog> LoadAsync(CancellationToken cancellationToken);

    /// <summary>The index of a source in <see cref="Origin.Source"/>; a new source gets the next, at most 255.</summary>
    Task<byte> RegisterAsync(SourceId source, CancellationToken cancellationToken);

    /// <summary>All current claims of one source.</summary>
    Task<IReadOnlyList<Claim>> ReadClaimsAsync(SourceId source, CancellationToken cancellationToken);

    /// <summary>The current claims of all sources on these keys, in no order.</summary>
    Task<IReadOnlyList<Claim>> ReadClaimsAsync(IReadOnlyCollection<ModelKey> keys, CancellationToken cancellationToken);

    /// <summary>The claims of all sources on a key as they stood at a time, as far as they are still kept; in no order.</summary>
    Task<IReadOnlyList<Claim>> ReadClaimsAsOfAsync(ModelKey key, DateTimeOffset time, CancellationToken cancellationToken);

    /// <summary>What a source said of these keys before, as far as it stood at a time or later and is still kept; in no order. The current claims are not among them.</summary>
    Task<IReadOnlyList<EarlierClaim>> ReadEarlierClaimsAsync(SourceId source, IReadOnlyCollection<ModelKey> keys, DateTimeOffset since, CancellationToken cancellationToken);

    /// <summary>Writes all of the commit in one transaction.</summary>
    /// <returns>
    /// The first and last position given. When the commit has no event, last is the catalogue's position, which did not move,
    /// and first is last + 1.
    /// </returns>
    /// <exception cref="CatalogMovedException">The catalogue is no longer at the expected position; resolve again.</exception>
    /// <exception cref="StorageException">The commit could not be written; nothing of it is visible.</exception>
    Task<(long First, long Last)> CommitAsync(CatalogCommit commit, CancellationToken cancellationToken);

    /// <summary>Moves <see cref="SourceState.ConfirmedAt"/> and validators after an unchanged run; no version, no event.</summary>
    Task ConfirmAsync(SourceState state, CancellationToken cancellationToken);

    Task<IReadOnlyList<SourceState>> ReadSourcesAsync(CancellationToken cancellationToken);

    /// <summary>Versions of one row, newest first, from before a version number.</summary>
    Task<IReadOnlyList<StoredVersion>> ReadVersionsAsync(ModelKey key, int before, int limit, CancellationToken cancellationToken);

    /// <summary>The rows as they were at a position, without removed ones, in key order; all providers when null.</summary>
    Task<IReadOnlyList<Model>> ReadAsOfAsync(long position, string? provider, CancellationToken cancellationToken);

    Task<Model?> ReadAsOfAsync(long position, ModelKey key, CancellationToken cancellationToken);

    /// <summary>The last position at or before a time; 0 when the log begins later.</summary>
    Task<long> PositionAtAsync(DateTimeOffset time, CancellationToken cancellationToken);

    /// <summary>The bytes of a kept document, uncompressed, or null when it is not kept.</summary>
    Task<ReadOnlyMemory<byte>?> ReadDocumentAsync(DocumentHash hash, CancellationToken cancellationToken);

    /// <summary>Keeps documents of a run that was held or failed, without a commit.</summary>
    Task KeepAsync(IReadOnlyList<Document> documents, CancellationToken cancellationToken);
}

/// <summary>Everything a snapshot is made of.</summary>
/// <param name="Head">
/// The log's identity and the position that the last catalogue commit was given, which is what
/// <see cref="CatalogCommit.ExpectedPosition"/> is compared with. Events of no commit may follow it: see <see cref="IEventLog.HeadAsync"/>.
/// </param>
/// <param name="Sources">By the index that <see cref="Origin.Source"/> holds.</param>
public sealed record StoredCatalog(LogHead Head, IReadOnlyList<Model> Rows, IReadOnlyList<SourceId> Sources);

/// <summary>A version with the time in which it stood; <paramref name="ValidTo"/> is null for the current one.</summary>
public sealed record StoredVersion(Model Model, DateTimeOffset ValidFrom, DateTimeOffset? ValidTo);

/// <summary>A claim that another one replaced, or that ended, with the time in which it stood.</summary>
public sealed record EarlierClaim(Claim Claim, DateTimeOffset ValidFrom, DateTimeOffset ValidTo);

/// <summary>Somebody else committed in between.</summary>
public sealed class CatalogMovedException(long expected, long actual)
    : Exception($"The catalogue is at position {actual}, not at {expected}.");
