using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Filters;
using Tamma.Search.Filtering;

namespace Tamma.Search.Analytics;

/// <summary>A question without what makes it anybody's: folded words, conditions in one order, no letter as it was written.</summary>
/// <param name="Text">Words that were looked for as text, their spelling put right where that found something.</param>
/// <param name="Filter">What had to hold, in the filter language.</param>
/// <param name="Prefer">What was wished for, in the filter language, with semicolons between.</param>
/// <param name="Sort">The field of an order that was asked for, <c>-</c> before it for the highest first.</param>
/// <param name="Scope">Among which models.</param>
public sealed record AskedForm(string Text, string Filter = "", string Prefer = "", string Sort = "", ModelScope Scope = ModelScope.Mine)
{
    /// <summary>What is longer is no question of a person.</summary>
    public const int LongestText = 160;
    private const int LongestConditions = 400;

    /// <summary>Questions whose words may be somebody's secret. No question has this form: words hold no brackets.</summary>
    public static AskedForm Withheld { get; } = new("(withheld)");

    /// <summary>Questions beyond the bound of a day.</summary>
    public static AskedForm Others { get; } = new("(others)");

    /// <summary>Stands for several questions.</summary>
    public bool IsSum => Text.StartsWith('(');

    /// <summary>The words that have no model are those that <paramref name="unmatched"/> says.</summary>
    public static AskedForm Of(SearchRequest asked, QueryReading reading, ImmutableArray<string> unmatched)
    {
        if (PersonalText.Is(asked.Text) || (asked.Filter != FilterExpression.Everything && PersonalText.Is(asked.Filter.ToString())))
        {
            return Withheld;
        }

        ImmutableArray<Constraint> all = [.. asked.Constraints, .. reading.Constraints];
        var must = all.Where(one => !one.IsOrder && !one.Soft).Select(ConstraintFilters.Surely).Append(asked.Filter);
        var wishes = all.Where(one => one.Soft).Select(ConstraintFilters.Of).OfType<FilterExpression>().Concat(asked.Prefer ?? []);
        var order = asked.Sort ?? all.Select(ConstraintFilters.SortOf).FirstOrDefault(one => one is not null);
        var form = new AskedForm(
            string.Join(' ', reading.Terms.Select(term => unmatched.Contains(term.Text, StringComparer.Ordinal) ? term.Text : term.Corrected ?? term.Text)),
            Print(FilterExpression.All([.. must])),
            string.Join("; ", wishes.Select(wish => FilterPrinter.Print(wish, useShort: true)).Distinct(StringComparer.Ordinal)),
            order is null ? "" : $"{(order.Descending ? "-" : "")}{order.Field}",
            asked.Scope);
        var isLong = form.Text.Length > LongestText || form.Filter.Length + form.Prefer.Length > LongestConditions;
        return isLong || PersonalText.Is(form.Prefer) ? Withheld : form;
    }

    public override string ToString()
    {
        string[] parts = [Text, Filter, Prefer.Length == 0 ? "" : $"prefer {Prefer}", Sort.Length == 0 ? "" : $"sort {Sort}", Scope is ModelScope.All ? "all" : ""];
        return string.Join(" | ", parts.Where(part => part.Length > 0)) is { Length: > 0 } text ? text : "(everything)";
    }

    /// <summary>The same conditions in another order are the same question.</summary>
    private static string Print(FilterExpression filter) => filter == FilterExpression.Everything ? ""
        : FilterPrinter.Print(
            FilterExpression.All([.. FilterSelection.Parts(filter).DistinctBy(static part => part.ToString(), StringComparer.Ordinal).OrderBy(static part => part.ToString(), StringComparer.Ordinal)]),
            useShort: true);
}
