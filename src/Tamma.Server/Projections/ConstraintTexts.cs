using Tamma.Filters;
using Tamma.Search;

namespace Tamma.Server.Projections;

/// <summary>The conditions of one answer as people read them; each is put into words once, because many rows may miss the same.</summary>
internal sealed class ConstraintTexts
{
    private readonly List<ConstraintText> _known = [];

    public ConstraintText Of(Constraint constraint)
    {
        foreach (var known in _known)
        {
            if (ReferenceEquals(known.Constraint, constraint))
            {
                return known;
            }
        }

        var text = ConstraintText.Of(constraint);
        _known.Add(text);
        return text;
    }
}

/// <summary>A condition in words.</summary>
/// <param name="Filter">In the filter language; null of an order.</param>
/// <param name="Text">As the filter language says it, and whether it must hold.</param>
internal sealed record ConstraintText(Constraint Constraint, string? Filter, string Text)
{
    public static ConstraintText Of(Constraint constraint)
    {
        var filter = ConstraintFilters.Of(constraint) is { } expression ? FilterPrinter.Print(expression, useShort: true) : null;
        var text = ConstraintFilters.SortOf(constraint) is { } sort ? $"{(sort.Descending ? "highest" : "lowest")} {sort.Field.ShortName ?? sort.Field.Name} first"
            : filter is null ? constraint.ToString()
            : $"{filter}{(constraint.Soft ? " if possible" : "")}";
        return new(constraint, filter, text);
    }
}
