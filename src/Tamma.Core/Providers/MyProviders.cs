using System.Collections.Frozen;

namespace Tamma.Providers;

/// <summary>The ids of the providers that the connections reach now; decides what <see cref="ListingScope.MyProviders"/> keeps.</summary>
/// <param name="providers">Their ids.</param>
/// <param name="anyAskedFor">Whether somebody asked for one of them; those that are only looked for on this machine do not count.</param>
public sealed class MyProviders(IEnumerable<string> providers, bool? anyAskedFor = null)
{
    private volatile FrozenSet<string> _ids = providers.ToFrozenSet(StringComparer.Ordinal);
    private volatile bool _anyAskedFor = anyAskedFor ?? providers.Any();

    /// <summary>Whether there is a connection that somebody asked for.</summary>
    internal bool AnyAskedFor => _anyAskedFor;

    public bool Contains(string provider) => _ids.Contains(provider);

    /// <summary>Puts others in their place.</summary>
    /// <returns>Whether that makes a difference.</returns>
    internal bool Replace(IEnumerable<string> providers, bool anyAskedFor)
    {
        var next = providers.ToFrozenSet(StringComparer.Ordinal);
        if (next.SetEquals(_ids) && anyAskedFor == _anyAskedFor)
        {
            return false;
        }

        _anyAskedFor = anyAskedFor;
        _ids = next;
        return true;
    }

    /// <summary>Whether a list keeps its reference rows of a provider.</summary>
    internal bool Keep(string provider, ListingScope scope) => scope is ListingScope.All || (scope is ListingScope.MyProviders && Contains(provider));

    /// <summary>All that decides <see cref="Keep"/>, as one text: when it changes, the same bytes are read in another way.</summary>
    internal string Describe(ListingScope scope) =>
        scope is ListingScope.MyProviders ? $"{scope}:{string.Join(',', _ids.Order(StringComparer.Ordinal))}" : scope.ToString();
}
