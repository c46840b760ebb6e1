using System.Collections.Frozen;

namespace Tamma.Providers;

/// <summary>The ids of the providers that the configured connections reach; decides what <see cref="ListingScope.MyProviders"/> keeps.</summary>
public sealed class MyProviders(IEnumerable<string> providers)
{
    private readonly FrozenSet<string> _ids = providers.ToFrozenSet(StringComparer.Ordinal);

    public bool Contains(string provider) => _ids.Contains(provider);
}
