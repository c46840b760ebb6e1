using System.Collections.Frozen;

namespace Tamma.Providers;

/// <summary>The ids of the providers that the connections reach now; decides what <see cref="ListingScope.MyProviders"/> keeps.</summary>
public sealed class MyProviders(IEnumerable<string> providers)
{
    private volatile FrozenSet<string> _ids = providers.ToFrozenSet(StringComparer.Ordinal);

    public bool Contains(string provider) => _ids.Contains(provider);

    /// <summary>Puts others in their place.</summary>
    /// <returns>Whether that makes a difference.</returns>
    internal bool Replace(IEnumerable<string> providers)
    {
        var next = providers.ToFrozenSet(StringComparer.Ordinal);
        if (next.SetEquals(_ids))
        {
            return false;
        }

        _ids = next;
        return true;
    }

    /// <summary>Whether a list keeps its reference rows of a provider.</summary>
    internal bool Keep(string provider, ListingScope scope) => scope is ListingScope.All || (scope is ListingScope.MyProviders && Contains(provider));

    /// <summary>All that decides <see cref="Keep"/>, as one text: when it changes, the same bytes are read in another way.</summary>
    internal string Describe(ListingScope scope) =>
        scope is ListingScope.MyProviders ? $"{scope}:{string.Join(',', _ids.Order(StringComparer.Ordinal))}" : scope.ToString();
}
