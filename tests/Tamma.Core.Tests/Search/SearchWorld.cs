using System.Globalization;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Core.Tests.Catalog;
using Tamma.Search;
using Xunit;

namespace Tamma.Core.Tests.Search;

/// <summary>A small catalogue to search in.</summary>
internal sealed class SearchWorld
{
    public static readonly DateOnly Today = new(2026, 7, 1);

    private readonly Dictionary<ModelKey, Model> _rows = [];
    private readonly List<ConnectionView> _connections = [];

    /// <param name="keys">Each <c>provider/id</c>, in part with values behind it: <c>openai/gpt-5 cost.input=1 tool_call modalities.input=text,image</c>.</param>
    public static SearchWorld With(params ReadOnlySpan<string> keys)
    {
        var world = new SearchWorld();
        foreach (var key in keys)
        {
            world.Add(key);
        }

        return world;
    }

    public SearchWorld Add(string row, Func<Model, Model>? change = null)
    {
        var parts = row.Split(' ');
        Assert.True(ModelKey.TryParse(parts[0], out var key));
        var fields = new FieldSet.Builder();
        foreach (var part in parts[1..])
        {
            var (path, text) = part.Split('=', 2) is [var left, var right] ? (left, right) : (part, "true");
            var field = FieldRegistry.Models[path];
            fields.Set(field, field.Type switch
            {
                FieldType.Flag => FieldValue.Flag(text == "true"),
                FieldType.Count or FieldType.Money or FieldType.Number => FieldValue.Number(decimal.Parse(text, CultureInfo.InvariantCulture)),
                FieldType.Words => FieldValue.Words([.. text.Split(',')]),
                _ => FieldValue.Text(text.Replace('_', ' ')),
            });
        }

        var values = fields.Build();
        var model = new Model { Key = key, Availability = Availability.Listed, Values = values, Origins = [.. Enumerable.Repeat(new Origin(0, 0, 50, false), values.Count)] };
        _rows[key] = change?.Invoke(model) ?? model;
        return this;
    }

    public SearchWorld Offered(string row)
    {
        var key = row.Split(' ')[0];
        var provider = key[..key.IndexOf('/', StringComparison.Ordinal)];
        _connections.Add(new(provider, provider, false));
        return Add(row, model => model with { Offers = [new() { Connection = provider, Access = Access.Callable, Terms = FieldSet.Empty }] });
    }

    public CatalogSnapshot Snapshot() =>
        CatalogSnapshot.Empty(Guid.Empty).WithSources([SourceId.ModelsDev]).WithConnections(_connections.DistinctBy(view => view.Id)).With(_rows.Values, 1, Any.Now);

    public SearchIndex Index() => SearchIndex.Build(Snapshot());

    public SearchHits Search(string text) => Search(new SearchRequest(text) { Scope = ModelScope.All });

    public SearchHits Search(SearchRequest request) => Searcher.Search(Index(), request with { Today = Today });

    /// <summary>The keys of what satisfies all.</summary>
    public string[] Found(string text) => Keys(Search(new SearchRequest(text) { Scope = ModelScope.All, NearMisses = false }));

    /// <summary>What the words are read as.</summary>
    public string[] Read(string text) => [.. Searcher.Read(Index(), text, Today).Constraints.Select(one => one.ToString())];

    public string[] Terms(string text) => [.. Searcher.Read(Index(), text, Today).Terms.Select(one => one.ToString())];

    public static string[] Keys(SearchHits hits) => [.. hits.Rows.Select(hit => hit.Model.Key.ToString())];
}
