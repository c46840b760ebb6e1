using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Client;

namespace Tamma.Server.Projections;

/// <summary>A provider's rows and connections → the provider on the wire.</summary>
internal static class ProviderProjection
{
    /// <summary>Those that have a row, and those that a connection reaches and that have none yet.</summary>
    public static IReadOnlyList<ProviderResponse> All(CatalogSnapshot snapshot) =>
    [
        .. snapshot.Providers.Where(IsKnown).Select(rows => Project(rows, snapshot))
            .Concat(snapshot.Connections.Values.Select(view => view.Provider).Distinct(StringComparer.Ordinal)
                .Where(provider => snapshot.Provider(provider) is not { } rows || !IsKnown(rows))
                .Select(provider => Project(ProviderRows.Empty(provider), snapshot)))
            .OrderBy(provider => provider.Id, StringComparer.Ordinal),
    ];

    public static ProviderResponse? Find(string id, CatalogSnapshot snapshot) =>
        snapshot.Provider(id) is { } rows && IsKnown(rows) ? Project(rows, snapshot)
        : snapshot.Connections.Values.FirstOrDefault(view => string.Equals(view.Provider, id, StringComparison.OrdinalIgnoreCase)) is { } view
            ? Project(ProviderRows.Empty(view.Provider), snapshot)
            : null;

    private static bool IsKnown(ProviderRows rows) =>
        rows.Row is { Availability: not Availability.Removed } || rows.Models.Any(model => model.Availability is not Availability.Removed);

    private static ProviderResponse Project(ProviderRows rows, CatalogSnapshot snapshot)
    {
        var values = new FieldReader(rows.Row?.Values ?? FieldSet.Empty, FieldRegistry.Providers);
        var counts = ModelCounts.Of(rows.Models, snapshot);
        return new()
        {
            Id = rows.Provider,
            Name = values.Text("name"),
            Models = counts.Known,
            Mine = counts.Mine,
            Reference = counts.Reference,
            Missing = counts.Missing,
            Connections = [.. snapshot.Connections.Values.Where(view => view.Provider == rows.Provider).Select(view => view.Id).Order(StringComparer.Ordinal)],
            Env = values.Words("env"),
            Doc = values.Text("doc"),
            Api = values.Text("api"),
            Npm = values.Text("npm"),
        };
    }
}
