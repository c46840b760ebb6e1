using System.Runtime.CompilerServices;
using Tamma.Catalog;

namespace Tamma.Server.Projections;

/// <summary>How many rows are known, by what is known of them.</summary>
internal sealed record ModelCounts(int Known, int Mine, int Reference, int Missing, int Removed)
{
    private static readonly ConditionalWeakTable<CatalogSnapshot, ModelCounts> s_counted = [];

    /// <summary>Of the whole catalogue, counted once for each snapshot.</summary>
    public static ModelCounts Of(CatalogSnapshot snapshot) => s_counted.GetValue(snapshot, whole => Of(whole.Models, whole));

    public static ModelCounts Of(IEnumerable<Model> models, CatalogSnapshot snapshot)
    {
        var (known, mine, reference, missing, removed) = (0, 0, 0, 0, 0);
        foreach (var model in models)
        {
            if (model.Availability is Availability.Removed)
            {
                removed++;
                continue;
            }

            known++;
            missing += model.Availability is Availability.Missing ? 1 : 0;
            reference += model.IsReference ? 1 : 0;
            mine += snapshot.IsMine(model) ? 1 : 0;
        }

        return new(known, mine, reference, missing, removed);
    }
}
