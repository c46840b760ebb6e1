using System.Collections.Frozen;
using Tamma.Notifications.Live;
using Tamma.Security;

namespace Tamma.Server.Access;

/// <summary>The keys that open this server, in memory. Hashes only.</summary>
internal sealed class KeyRing(IKeyStore store, LiveFanout live)
{
    private FrozenDictionary<string, (ApiKey Key, Principal Principal)> _keys = FrozenDictionary<string, (ApiKey, Principal)>.Empty;

    private int _generation;

    /// <summary>Another number each time the keys are read; whoever let somebody in for longer looks again then.</summary>
    public int Generation => Volatile.Read(ref _generation);

    public bool IsEmpty => _keys.Count == 0;

    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var keys = await store.ReadAsync(cancellationToken);
        _keys = keys.ToFrozenDictionary(key => key.Id, key => (key, new Principal(key.Name, [.. Enum.GetValues<Permission>()])), StringComparer.Ordinal);
        Interlocked.Increment(ref _generation);
        live.Wake();
    }

    public Principal? Find(string presented) =>
        ApiKey.TrySplit(presented, out var id, out var secret) && _keys.TryGetValue(id, out var known) && known.Key.Matches(secret)
            ? known.Principal
            : null;
}
