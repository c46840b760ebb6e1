using System.Collections.Immutable;
using Tamma.Filters;

namespace Tamma.Search.Filtering;

/// <summary>The parts of a filter that each speak of one field only: what a person has chosen of that field.</summary>
internal static class FilterSelection
{
    /// <summary>Each field that some part speaks of alone.</summary>
    public static IEnumerable<FilterField> FieldsOf(FilterExpression filter) => Parts(filter).Select(FieldOf).OfType<FilterField>().Distinct();

    /// <summary>Whether it asks for what is gone, which nobody else is shown.</summary>
    public static bool AsksForRemoved(FilterExpression filter) => filter.Leaves.Any(leaf => leaf.Subject?.Name is "availability" or "removed_at");

    /// <summary>Whether a field is about what a model costs.</summary>
    public static bool IsPrice(FilterField field) =>
        field.Name is "price" or "pricing_status" or "free" or "paid" or "subscription" || field.Name.StartsWith("cost.", StringComparison.Ordinal) || field.Name.StartsWith("price.", StringComparison.Ordinal);

    /// <summary>What must all hold.</summary>
    public static ImmutableArray<FilterExpression> Parts(FilterExpression filter) => filter is FilterExpression.And { Parts: var parts } ? parts : [filter];

    /// <returns>Null where it speaks of several, or of none.</returns>
    public static FilterField? FieldOf(FilterExpression part)
    {
        FilterField? field = null;
        foreach (var leaf in part.Leaves)
        {
            if (field is not null && leaf.Subject != field)
            {
                return null;
            }

            field = leaf.Subject;
        }

        return field;
    }
}
