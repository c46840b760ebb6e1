using System.Collections.Frozen;
using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Asking;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Identities;
using Tamma.Filters;
using Tamma.Search.Filtering;

namespace Tamma.Search.Comparing;

/// <summary>How models differ, field by field.</summary>
/// <param name="Differences">Fields whose values are not the same, in the order of <see cref="ModelFields.All"/>. Known and unknown differ.</param>
/// <param name="Same">How many fields all state alike.</param>
public sealed record ModelComparison(ImmutableArray<ComparedField> Differences, int Same)
{
    /// <summary>What differs because it is said of this listing and of no other, or follows from what is compared.</summary>
    private static readonly FrozenSet<string> s_left =
        FrozenSet.ToFrozenSet(["key", "provider", "id", "name", "description", "digest", "capability", "first_seen", "updated", "connection", "access", "supported_parameters", "hugging_face_id", "canonical_id", "root", "owned_by", "methods", "called", "maker", "own_offer"], StringComparer.Ordinal);

    /// <param name="models">At least two.</param>
    /// <param name="snapshot">In which they are.</param>
    /// <param name="at">The time by which stages of life are told.</param>
    /// <param name="identities">Who is who; the snapshot's own where none is given.</param>
    public static ModelComparison Of(ImmutableArray<Model> models, CatalogSnapshot snapshot, DateTimeOffset at, IdentityGraph? identities = null)
    {
        var differences = ImmutableArray.CreateBuilder<ComparedField>();
        var same = 0;
        foreach (var field in ModelFields.All.Where(field => !s_left.Contains(field.Filter.Name) && field.Registered?.Type is not FieldType.Json))
        {
            ImmutableArray<FilterValue> values = [.. models.Select(model => field.Read(new(model, snapshot, at) { Identities = identities }))];
            if (values.All(value => ValueOrder.Same.Equals(value, values[0])))
            {
                same += values[0].IsKnown ? 1 : 0;
            }
            else
            {
                differences.Add(new(field.Filter, values, Best(field, values)));
            }
        }

        return new(differences.DrainToImmutable(), same);
    }

    /// <returns>Places of the best; none where nothing of the field is better, or too little is known.</returns>
    private static ImmutableArray<int> Best(ModelField field, ImmutableArray<FilterValue> values)
    {
        var direction = Better(field);
        if (direction == 0 || values.Count(value => value.IsKnown) < 2)
        {
            return [];
        }

        var best = values.Where(value => value.IsKnown).Aggregate((a, b) => direction * ValueOrder.Compare(a, b) >= 0 ? a : b);
        ImmutableArray<int> places = [.. Enumerable.Range(0, values.Length).Where(place => values[place].IsKnown && ValueOrder.Compare(values[place], best) == 0)];
        return places.Length == values.Count(value => value.IsKnown) ? [] : places;
    }

    /// <summary>1 where more, later or yes is better, -1 where less is.</summary>
    private static int Better(ModelField field) =>
        field.Filter.Type is FilterType.Number && FilterSelection.IsPrice(field.Filter) ? -1
        : field.Filter.Name.StartsWith("limit.", StringComparison.Ordinal) || field.Capability is not null ? 1
        : field.Filter.Name is "knowledge" or "release_date" or "shutdown_date" or "cache_discount" ? 1
        : 0;
}

/// <summary>One field of several models.</summary>
/// <param name="Values">In the order of the models.</param>
/// <param name="Best">Places of the best among them.</param>
public sealed record ComparedField(FilterField Field, ImmutableArray<FilterValue> Values, ImmutableArray<int> Best);
