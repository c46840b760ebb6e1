namespace Tamma.Catalog.Lifecycle;

/// <summary>A row's life with what its neighbours say: the model to go to, and the name it probably has now.</summary>
public sealed record LifecycleReport(ModelLifecycle Life, Replacement? Replacement, Rename? Rename)
{
    /// <summary>Only what ends or is away is compared with its neighbours.</summary>
    public static LifecycleReport Of(Model model, CatalogSnapshot snapshot, DateTimeOffset now)
    {
        var life = ModelLifecycle.Of(model, now);
        return DependsOnNeighbours(model, life)
            ? new(life, Succession.Of(model, snapshot, now), RenameOf(model, snapshot.Provider(model.Key.Provider)))
            : new(life, null, null);
    }

    /// <summary>Without the neighbours: for a row as it was, whose neighbours of then are not at hand.</summary>
    public static LifecycleReport Alone(Model model, CatalogSnapshot snapshot, DateTimeOffset time) =>
        new(ModelLifecycle.Of(model, time), Succession.Stated(model, snapshot), null);

    /// <summary>Whether the report may change though the row does not, when its provider's other rows do.</summary>
    public static bool DependsOnNeighbours(Model model, ModelLifecycle life) =>
        model.Availability is not Availability.Listed || life.IsAnnounced;

    private static Rename? RenameOf(Model model, ProviderRows? rows) =>
        model.Availability is Availability.Listed || rows is null || (model.MissingSince ?? model.RemovedAt) is not { } left
            ? null
            : Renames.Find(model, rows.Models, left);
}
