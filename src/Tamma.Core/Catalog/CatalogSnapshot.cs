using System.Collections.Frozen;
using System.Collections.Immutable;
using Tamma.Events;

namespace Tamma.Catalog;

/// <summary>
/// The whole catalogue at one position: immutable, shared by every reader, swapped whole. Removed rows are in it, marked,
/// so that an old key can still be answered.
/// </summary>
public sealed class CatalogSnapshot
{
    private readonly ImmutableDictionary<string, ProviderRows> _providers;

    private CatalogSnapshot(
        LogHead head,
        DateTimeOffset at,
        ImmutableArray<SourceId> sources,
        ImmutableDictionary<string, ProviderRows> providers,
        FrozenDictionary<string, ConnectionView> connections,
        ImmutableSortedDictionary<string, DateTimeOffset> stale)
    {
        Head = head;
        At = at;
        Sources = sources;
        _providers = providers;
        Connections = connections;
        Stale = stale;
    }

    public LogHead Head { get; }

    /// <summary>When the commit at this position was made.</summary>
    public DateTimeOffset At { get; }

    /// <summary>By the index that <see cref="Origin.Source"/> holds.</summary>
    public ImmutableArray<SourceId> Sources { get; }

    /// <summary>The connections that there are. One that is only in the record has lost its credential.</summary>
    public FrozenDictionary<string, ConnectionView> Connections { get; }

    /// <summary>The connections that fail and whose models are old, with when each confirmed them last.</summary>
    public ImmutableSortedDictionary<string, DateTimeOffset> Stale { get; }

    /// <summary>In the order of their ids; without <see cref="Canonical"/>.</summary>
    public IEnumerable<ProviderRows> Providers =>
        _providers.Values.Where(rows => rows.Provider != ModelKey.Canonical).OrderBy(rows => rows.Provider, StringComparer.Ordinal);

    /// <summary>What is said of models whoever serves them, by <c>lab/slug</c>.</summary>
    public ProviderRows Canonical => _providers.GetValueOrDefault(ModelKey.Canonical) ?? ProviderRows.Empty(ModelKey.Canonical);

    /// <summary>All models in key order, missing and removed ones included.</summary>
    public IEnumerable<Model> Models => Providers.SelectMany(rows => rows.Models);

    public static CatalogSnapshot Empty(Guid logId) => new(
        new(logId, 0),
        DateTimeOffset.UnixEpoch,
        [],
        ImmutableDictionary.Create<string, ProviderRows>(StringComparer.Ordinal),
        FrozenDictionary<string, ConnectionView>.Empty,
        ImmutableSortedDictionary<string, DateTimeOffset>.Empty);

    /// <summary>
    /// Rows that are not as they were in another snapshot of the same log, canonical rows and providers' own among them: what was,
    /// what is, null where there was or is none. Providers that no commit between touched are not looked into.
    /// </summary>
    public IEnumerable<(Model? Before, Model? After)> ChangedSince(CatalogSnapshot earlier)
    {
        foreach (var provider in earlier._providers.Keys.Union(_providers.Keys, StringComparer.Ordinal))
        {
            var (before, after) = (earlier._providers.GetValueOrDefault(provider), _providers.GetValueOrDefault(provider));
            if (ReferenceEquals(before, after))
            {
                continue;
            }

            if (!ReferenceEquals(before?.Row, after?.Row))
            {
                yield return (before?.Row, after?.Row);
            }

            foreach (var pair in Changed(before?.Models ?? [], after?.Models ?? []))
            {
                yield return pair;
            }
        }
    }

    /// <summary>Ignores case where no provider is spelt exactly so.</summary>
    public ProviderRows? Provider(string provider) =>
        _providers.TryGetValue(provider, out var exact) ? exact
        : _providers.Values.FirstOrDefault(rows => string.Equals(rows.Provider, provider, StringComparison.OrdinalIgnoreCase));

    /// <summary>Lookup ignores case; an id that differs from another by case only is found by its exact spelling.</summary>
    public Model? Find(ModelKey key) =>
        Provider(key.Provider) is not { } rows ? null : key.IsProvider ? rows.Row : rows.Find(key.Id);

    /// <summary>The row of exactly this key, for those who write.</summary>
    internal Model? FindExact(ModelKey key) => Find(key) is { } row && row.Key == key ? row : null;

    /// <summary>May this offer be called, as far as is known? An offer whose connection is gone or switched off may not.</summary>
    public Access AccessOf(Offer offer) =>
        !Connections.TryGetValue(offer.Connection, out var connection) ? Access.NoCredential
        : connection.Enabled ? offer.Access : Access.Disabled;

    /// <summary>Whether the model can be had with the caller's own connections.</summary>
    public bool IsMine(Model model)
    {
        foreach (var offer in model.Offers)
        {
            if (AccessOf(offer) is Access.Unverified or Access.Callable)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The name of the source that an origin points to.</summary>
    public SourceId SourceOf(Origin origin) => Sources[origin.Source];

    /// <summary>The catalogue after a commit. Only the providers that it touched are built anew.</summary>
    public CatalogSnapshot With(IReadOnlyCollection<Model> rows, long position, DateTimeOffset at)
    {
        var providers = _providers;
        if (rows.Count > 0)
        {
            var builder = _providers.ToBuilder();
            foreach (var group in rows.GroupBy(row => row.Key.Provider, StringComparer.Ordinal))
            {
                builder[group.Key] = (builder.GetValueOrDefault(group.Key) ?? ProviderRows.Empty(group.Key)).With(group);
            }

            providers = builder.ToImmutable();
        }

        return new(Head with { Position = position }, at, Sources, providers, Connections, Stale);
    }

    /// <summary>Both are sorted by id.</summary>
    private static IEnumerable<(Model? Before, Model? After)> Changed(ImmutableArray<Model> before, ImmutableArray<Model> after)
    {
        for (var (i, j) = (0, 0); i < before.Length || j < after.Length;)
        {
            var order = i == before.Length ? 1 : j == after.Length ? -1 : ReferenceEquals(before[i], after[j]) ? 0 : string.CompareOrdinal(before[i].Key.Id, after[j].Key.Id);
            var (was, isNow) = (order <= 0 ? before[i] : null, order >= 0 ? after[j] : null);
            (i, j) = (order <= 0 ? i + 1 : i, order >= 0 ? j + 1 : j);
            if (!ReferenceEquals(was, isNow))
            {
                yield return (was, isNow);
            }
        }
    }

    public CatalogSnapshot WithSources(ImmutableArray<SourceId> sources) => new(Head, At, sources, _providers, Connections, Stale);

    public CatalogSnapshot WithConnections(IEnumerable<ConnectionView> connections) =>
        new(Head, At, Sources, _providers, connections.ToFrozenDictionary(view => view.Id, StringComparer.Ordinal), Stale);

    public CatalogSnapshot WithStale(ImmutableSortedDictionary<string, DateTimeOffset> stale) => new(Head, At, Sources, _providers, Connections, stale);
}

/// <summary>What a reader of models needs to know of a connection.</summary>
/// <param name="Enabled">False for one that is switched off: what it said stands, and is not current.</param>
/// <param name="Bills">It is the API of who sends the bill, so a price of zero is a statement.</param>
/// <param name="IsLocal">A server on this machine that runs its models itself, so nothing is billed by the token.</param>
public sealed record ConnectionView(string Id, string Provider, bool Simulated, bool Enabled = true, bool Bills = false, bool IsLocal = false);
