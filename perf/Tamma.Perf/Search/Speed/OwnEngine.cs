using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Filters;
using Tamma.Search;

namespace Tamma.Perf.Search.Speed;

/// <summary>The product's own search, asked as its REST surface asks it.</summary>
/// <param name="vectors">Null where nothing is asked by a vector.</param>
internal sealed class OwnEngine(SearchIndex index, MadeVectors? vectors = null) : ISpeedEngine
{
    private static readonly DateOnly s_today = new(2026, 11, 23);
    private static readonly FilterField s_provider = Field("provider");
    private static readonly FilterField s_context = Field("limit.context");
    private static readonly FilterField s_input = Field("cost.input");
    private static readonly FilterField s_takes = Field("modalities.input");
    private static readonly FilterExpression s_tools = new FilterExpression.Flag(Field("tool_call"));
    private static readonly FilterExpression s_reasoning = new FilterExpression.Flag(Field("reasoning"));
    private static readonly ImmutableArray<FilterField> s_facets = [.. SpeedQuery.Facets.Select(Field)];
    private static readonly SearchSort s_cheapest = new(s_input);

    public int Search(SpeedQuery query, List<string> page)
    {
        var hits = Ask(query);
        foreach (var row in hits.Rows)
        {
            page.Add(row.Model.Key.ToString());
        }

        return hits.Total;
    }

    /// <summary>Without the keys as text, which a page of its own is not made of.</summary>
    public SearchHits Ask(SpeedQuery query) => Searcher.Search(index, Request(query));

    public SearchRequest Request(SpeedQuery query) => new(query.Text)
    {
        Scope = ModelScope.All,
        Today = s_today,
        Filter = query.HasConditions ? Filter(query) : FilterExpression.Everything,
        Facets = query.Class is SpeedClass.Faceted ? s_facets : [],
        Sort = query.Class is SpeedClass.Browse ? s_cheapest : null,
        Meaning = query.Class is SpeedClass.Vector ? vectors!.Of(query) : null,
    };

    public void Dispose()
    {
    }

    private static FilterField Field(string name) => ModelFields.Of(name).Filter;

    private static FilterExpression Filter(SpeedQuery query)
    {
        List<FilterExpression> parts = [];
        if (query.Provider is { } provider)
        {
            parts.Add(new FilterExpression.Compare(s_provider, FilterComparison.Equal, new FilterLiteral.Text(provider)));
        }

        if (query.Context is { } context)
        {
            parts.Add(new FilterExpression.Compare(s_context, FilterComparison.AtLeast, new FilterLiteral.Number(context)));
        }

        if (query.Input is { } input)
        {
            parts.Add(new FilterExpression.Compare(s_input, FilterComparison.AtMost, new FilterLiteral.Number((decimal)input)));
        }

        if (query.Tools)
        {
            parts.Add(s_tools);
        }

        if (query.Reasoning)
        {
            parts.Add(s_reasoning);
        }

        if (query.Takes is { } takes)
        {
            parts.Add(new FilterExpression.Has(s_takes, takes));
        }

        return FilterExpression.All([.. parts]);
    }
}
