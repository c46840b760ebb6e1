using Tamma.Catalog;
using Tamma.Catalog.Identities;

namespace Tamma.Server.Rest;

/// <summary>Reads where names pointed out of the versions that are kept, for one name or for one model.</summary>
internal sealed class PointerReader(ICatalogStore store, CatalogSnapshot snapshot)
{
    private const int Page = 1_000;

    /// <summary>Rows of one provider that are read for their aliases. Few providers state any, and their lists are short.</summary>
    private const int MostRows = 500;

    private readonly IdentityGraph _graph = IdentityGraph.Build(snapshot);
    private readonly Dictionary<ModelKey, IReadOnlyList<StoredVersion>> _read = [];

    /// <param name="name">A native id or an alias, alone or behind its provider.</param>
    /// <returns>One for each provider whose rows ever said where the name points, in the order of their ids.</returns>
    public async Task<IReadOnlyList<PointerHistory>> OfNameAsync(string name, CancellationToken cancellationToken)
    {
        List<PointerHistory> found = [];
        foreach (var rows in snapshot.Providers)
        {
            var native = name.Length > rows.Provider.Length + 1 && name[rows.Provider.Length] == '/' && name.StartsWith(rows.Provider, StringComparison.OrdinalIgnoreCase)
                ? name[(rows.Provider.Length + 1)..]
                : name;
            if (await HistoryAsync(rows, native, cancellationToken) is { } history)
            {
                found.Add(history);
            }
        }

        return found;
    }

    /// <returns>The names that point to the model or did, at the providers that list it.</returns>
    public async Task<IReadOnlyList<PointerHistory>> OfModelAsync(CanonicalModel model, CancellationToken cancellationToken)
    {
        List<PointerHistory> found = [];
        foreach (var provider in model.Listings.Select(edge => edge.Listing.Provider).Distinct(StringComparer.Ordinal))
        {
            if (snapshot.Provider(provider) is not { } rows || !rows.Models.Any(PointerHistory.IsTold))
            {
                continue;
            }

            foreach (var name in await NamesAsync(model, rows, cancellationToken))
            {
                if (await HistoryAsync(rows, name, cancellationToken) is { } history && history.Ranges.Any(range => range.Targets.Any(target => Target(provider, target) == model)))
                {
                    found.Add(history);
                }
            }
        }

        return found;
    }

    /// <summary>The model behind what a row of a provider says that a name points to; null when none is known.</summary>
    public CanonicalModel? Target(string provider, string target) => _graph.Of(new(provider, target))?.Model ?? _graph.Resolve(target).Model;

    /// <summary>Names of rows that point, and names that the model's own listings have or had.</summary>
    private async Task<IEnumerable<string>> NamesAsync(CanonicalModel model, ProviderRows rows, CancellationToken cancellationToken)
    {
        SortedSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        var tellsAliases = TellsAliases(rows);
        foreach (var row in rows.Models)
        {
            var isListing = _graph.Of(row.Key)?.Model == model;
            if (PointerHistory.IsPointer(row) || (isListing && PointerHistory.IsTold(row)))
            {
                names.Add(row.Key.Id);
            }

            if (isListing && tellsAliases)
            {
                names.UnionWith((await VersionsAsync(row, cancellationToken)).SelectMany(version => PointerHistory.AliasesOf(version.Model)));
            }
        }

        return names;
    }

    private async Task<PointerHistory?> HistoryAsync(ProviderRows rows, string name, CancellationToken cancellationToken)
    {
        var tellsAliases = TellsAliases(rows);
        List<IReadOnlyList<StoredVersion>> versions = [];
        foreach (var row in rows.Models)
        {
            if (string.Equals(row.Key.Id, name, StringComparison.OrdinalIgnoreCase) || (tellsAliases && versions.Count < MostRows))
            {
                versions.Add(await VersionsAsync(row, cancellationToken));
            }
        }

        return versions.Count == 0 ? null : PointerHistory.Of(rows.Provider, name, versions);
    }

    private static bool TellsAliases(ProviderRows rows) => rows.Models.Any(row => !PointerHistory.AliasesOf(row).IsEmpty);

    private async Task<IReadOnlyList<StoredVersion>> VersionsAsync(Model row, CancellationToken cancellationToken)
    {
        if (row.Version <= 1)
        {
            return [new(row, row.Since, null)];
        }

        if (!_read.TryGetValue(row.Key, out var versions))
        {
            List<StoredVersion> all = [];
            IReadOnlyList<StoredVersion> page;
            do
            {
                page = await store.ReadVersionsAsync(row.Key, all is [] ? int.MaxValue : all[^1].Model.Version, Page, cancellationToken);
                all.AddRange(page);
            }
            while (page.Count == Page);
            _read[row.Key] = versions = all;
        }

        return versions;
    }
}
