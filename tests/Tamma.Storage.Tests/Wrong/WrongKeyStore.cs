using Tamma.Security;

namespace Tamma.Storage.Tests.Wrong;

/// <summary>A right keeper of keys behind one fault.</summary>
internal sealed class WrongKeyStore(IKeyStore inner, RecordFault fault) : IKeyStore
{
    public Task<IReadOnlyList<ApiKey>> ReadAsync(CancellationToken cancellationToken) => inner.ReadAsync(cancellationToken);

    public Task AddAsync(ApiKey key, CancellationToken cancellationToken) =>
        inner.AddAsync(fault is RecordFault.LosesHashes ? key with { SecretHash = new byte[32] } : key, cancellationToken);

    public Task ClearAsync(CancellationToken cancellationToken) =>
        fault is RecordFault.ClearsNothing ? Task.CompletedTask : inner.ClearAsync(cancellationToken);
}
