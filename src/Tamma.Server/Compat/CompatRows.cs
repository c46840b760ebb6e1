using Tamma.Catalog;

namespace Tamma.Server.Compat;

/// <summary>The models that other people's tools are told of: not those that are gone, nor those that the operator hides.</summary>
internal static class CompatRows
{
    public static IEnumerable<Model> Of(ProviderRows rows, CatalogSnapshot snapshot, ModelScope scope) =>
        rows.Models.Where(model => IsShown(model) && (scope is ModelScope.All || snapshot.IsMine(model)));

    /// <summary>In key order.</summary>
    public static IEnumerable<Model> Of(CatalogSnapshot snapshot, ModelScope scope) => snapshot.Providers.SelectMany(rows => Of(rows, snapshot, scope));

    public static bool IsShown(Model model) => model.Availability is not Availability.Removed && !ModelSelection.IsHidden(model);
}
