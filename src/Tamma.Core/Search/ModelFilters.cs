using System.Collections.Immutable;
using Tamma.Catalog.Capabilities;
using Tamma.Filters;
using Tamma.Search.Filtering;
using static Tamma.Filters.FilterExpression;

namespace Tamma.Search;

/// <summary>Parameters that other services know, as parts of the one filter tree.</summary>
public static class ModelFilters
{
    private static readonly FilterField s_provider = ModelFields.Of("provider").Filter;
    private static readonly FilterField s_context = ModelFields.Of("limit.context").Filter;
    private static readonly FilterField s_price = ModelFields.Of("cost.input").Filter;
    private static readonly FilterField s_parameters = ModelFields.Of("supported_parameters").Filter;
    private static readonly FilterField s_capability = ModelFields.Of("capability").Filter;

    /// <summary>Orders as OpenRouter names them.</summary>
    private static readonly ImmutableDictionary<string, string> s_sorts = ImmutableDictionary.CreateRange(StringComparer.OrdinalIgnoreCase,
    [
        KeyValuePair.Create("pricing-low-to-high", "price"), new("pricing-high-to-low", "-price"), new("context-high-to-low", "-limit.context"), new("newest", "-release_date"),
    ]);

    /// <summary>One of them serves it.</summary>
    public static FilterExpression Provider(params ImmutableArray<string> providers) => providers switch
    {
        [] => Everything,
        [var one] => new Compare(s_provider, FilterComparison.Equal, new FilterLiteral.Text(one)),
        _ => new In(s_provider, [.. providers.Select(provider => new FilterLiteral.Text(provider))]),
    };

    /// <summary>It takes all of them.</summary>
    public static FilterExpression Takes(IEnumerable<string> modalities) => HasAll(ModelFields.Of("modalities.input").Filter, modalities);

    /// <summary>It gives all of them.</summary>
    public static FilterExpression Gives(IEnumerable<string> modalities) => HasAll(ModelFields.Of("modalities.output").Filter, modalities);

    /// <summary>It can be asked with all of them. A parameter that is a capability's name is that capability, whoever states it.</summary>
    public static FilterExpression Supports(IEnumerable<string> parameters) =>
        All([.. parameters.Select(word => CapabilityRegistry.Standard.Find(word) is not null && s_capability.FlagOf!(word) is { } flag ? (FilterExpression)new Flag(flag) : new Has(s_parameters, word))]);

    public static FilterExpression ContextOf(decimal tokens) => new Compare(s_context, FilterComparison.AtLeast, new FilterLiteral.Number(tokens));

    /// <param name="least">US dollars for a million input tokens; null for no bound.</param>
    /// <param name="most">The same; what is free costs 0, and an unknown price is within no bounds.</param>
    public static FilterExpression Priced(decimal? least, decimal? most) => All(
        least is { } low ? new Compare(s_price, FilterComparison.AtLeast, new FilterLiteral.Number(low)) : Everything,
        most is { } high ? new Compare(s_price, FilterComparison.AtMost, new FilterLiteral.Number(high)) : Everything);

    /// <summary>Whether a filter asks for what is gone, which nobody else is shown.</summary>
    public static bool AsksForRemoved(FilterExpression filter) => FilterSelection.AsksForRemoved(filter);

    /// <summary>Reads <c>cost.input</c>, <c>-release_date</c>, or an order by another service's name for it.</summary>
    /// <returns>Null where it names no field.</returns>
    public static SearchSort? Sort(string text)
    {
        var name = s_sorts.GetValueOrDefault(text, text);
        var descending = name.StartsWith('-');
        return ModelFields.Vocabulary.Find(descending ? name[1..] : name) is { } field ? new(field, descending) : null;
    }

    private static FilterExpression HasAll(FilterField field, IEnumerable<string> words) => All([.. words.Select(word => new Has(field, word))]);
}
