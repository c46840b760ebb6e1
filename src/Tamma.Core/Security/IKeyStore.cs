namespace Tamma.Security;

/// <summary>The keys that open this service. Holds hashes only.</summary>
public interface IKeyStore
{
    Task<IReadOnlyList<ApiKey>> ReadAsync(CancellationToken cancellationToken);

    Task AddAsync(ApiKey key, CancellationToken cancellationToken);

    /// <summary>Removes every key; used by <c>tamma keys reset</c> on the local database.</summary>
    Task ClearAsync(CancellationToken cancellationToken);
}
