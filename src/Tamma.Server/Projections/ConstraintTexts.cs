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
/// <param name="Expression">As a filter; null where the language cannot say it.</param>
/// <param name="Filter">The same in the filter language.</param>
/// <param name="Text">As the filter language says it, where it can.</param>
internal sealed record ConstraintText(Constraint Constraint, FilterExpression? Expression, string? Filter, string Text)
{
    public static ConstraintText Of(Constraint constraint)
    {
        var expression = ConstraintFilters.Of(constraint);
        var filter = expression is null ? null : FilterPrinter.Print(expression, useShort: true);
        return new(constraint, expression, filter, filter ?? TextOf(constraint));
    }

    /// <summary>Of an order, a wish, and what the filter language cannot say.</summary>
    private static string TextOf(Constraint constraint) =>
        ConstraintFilters.SortOf(constraint) is { } sort ? $"{(sort.Descending ? "highest" : "lowest")} {sort.Field.ShortName ?? sort.Field.Name} first"
        : ConstraintFilters.Of(constraint with { Soft = false }) is { } filter ? $"{FilterPrinter.Print(filter, useShort: true)}{(constraint.Soft ? " if possible" : "")}"
        : constraint.ToString();
}
