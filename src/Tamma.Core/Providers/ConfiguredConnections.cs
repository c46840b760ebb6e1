using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Tamma.Providers;

/// <summary>The connections of the configuration, by id.</summary>
internal sealed class ConfiguredConnections(ImmutableArray<ConnectionOptions> connections)
{
    private readonly FrozenDictionary<string, ConnectionOptions> _byId = connections.ToFrozenDictionary(connection => connection.Id, StringComparer.Ordinal);

    public ConnectionOptions? Find(string id) => _byId.GetValueOrDefault(id);
}
