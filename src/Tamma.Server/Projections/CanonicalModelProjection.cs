using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Identities;
using Tamma.Catalog.Pricing;
using Tamma.Client;
using Words = Tamma.Server.Rest.Words;

namespace Tamma.Server.Projections;

/// <summary>A canonical model and the rows that list it → the wire.</summary>
internal static class CanonicalModelProjection
{
    public static CanonicalModelResponse Project(CanonicalModel model, CatalogSnapshot snapshot, IReadOnlyList<PointerResponse>? pointers)
    {
        var all = model.Listings.Select(edge => (Edge: edge, Row: snapshot.Find(edge.Listing)!)).ToArray();
        var plain = all.Where(one => one.Edge.Variants.IsEmpty).ToArray();
        var listings = plain.Select(one => Listing(one.Edge, one.Row, snapshot)).ToArray();
        return new()
        {
            Id = model.Id,
            Lab = model.Lab,
            Slug = model.Slug,
            Name = model.Name,
            Listings = listings,
            Variants = [.. all.Where(one => !one.Edge.Variants.IsEmpty).Select(one => Listing(one.Edge, one.Row, snapshot))],
            Cheapest = listings.Where(IsPriced).MinBy(listing => listing.Input + listing.Output),
            LargestContext = listings.Where(listing => listing.Context is > 0).MaxBy(listing => listing.Context),
            Pricing = Enum.GetValues<PricingStatus>().Select(Words.Of).ToDictionary(status => status, status => listings.Count(listing => listing.PricingStatus == status), StringComparer.Ordinal),
            Differences = Differences(plain.Select(one => one.Row)),
            Aliases = Aliases(model),
            Snapshots = [.. model.Edges.Select(edge => new CanonicalEdgeResponse { Id = edge.To, Kind = Words.Of(edge.Kind), Why = IdentityProjection.Reason(edge.Rule, edge.Text) })],
            Pointers = pointers,
            Suggestions = Suggestions(model, snapshot),
            Weights = model.Weights,
            Position = snapshot.Head.Position,
        };
    }

    private static IdentitySuggestionResponse[]? Suggestions(CanonicalModel model, CatalogSnapshot snapshot) =>
        IdentityGraph.Build(snapshot).Suggestions.Where(one => one.Candidates.Contains(model.Id, StringComparer.Ordinal)).Select(IdentityProjection.Suggest).ToArray() is { Length: > 0 } found ? found : null;

    private static CanonicalListingResponse Listing(ListingEdge edge, Model row, CatalogSnapshot snapshot)
    {
        var fields = new FieldReader(row.Values);
        return new()
        {
            Key = row.Key.ToString(),
            Kind = Words.Of(edge.Kind),
            Availability = Words.Of(row.Availability),
            Mine = snapshot.IsMine(row),
            PricingStatus = Words.Of(PricingRules.Of(row, snapshot)),
            Input = fields.Money("cost.input"),
            Output = fields.Money("cost.output"),
            Context = fields.Count("limit.context"),
            Variants = edge.Variants.IsEmpty ? null : IdentityProjection.Variants(edge.Variants),
            Why = IdentityProjection.Reasons(edge.Why),
        };
    }

    /// <summary>A zero is no price to compare: it is free, in a plan, or nobody knows.</summary>
    private static bool IsPriced(CanonicalListingResponse listing) =>
        listing.PricingStatus == Words.Of(PricingStatus.Known) && listing is { Input: > 0, Output: > 0 };

    private static List<ListingDifferenceResponse> Differences(IEnumerable<Model> rows) =>
    [
        .. rows.SelectMany(row => row.Values.Where(pair => pair.Key.Group is FieldGroup.Limit or FieldGroup.Price or FieldGroup.Capability).Select(pair => (Field: pair.Key, pair.Value, Key: row.Key.ToString())))
            .GroupBy(one => one.Field)
            .OrderBy(group => group.Key)
            .Select(group => (Field: group.Key, Values: group.GroupBy(one => one.Value).OrderByDescending(values => values.Count()).ThenBy(values => values.First().Key, StringComparer.Ordinal).ToArray()))
            .Where(difference => difference.Values.Length > 1)
            .Select(difference => new ListingDifferenceResponse
            {
                Field = difference.Field.Path,
                Values = [.. difference.Values.Select(values => new ListingValueResponse { Value = FieldReader.ToJson(values.Key), Keys = [.. values.Select(one => one.Key)] })],
            }),
    ];

    /// <summary>Ids that providers list it under, and names that sources state; one row for a name.</summary>
    private static List<ModelAliasResponse> Aliases(CanonicalModel model) =>
    [
        .. model.Listings.Where(edge => edge.Variants.IsEmpty).Select(edge => (Name: edge.Listing.Id, edge.Why))
            .Concat(model.StatedNames.Select(name => (Name: name.Text, Why: ImmutableArray.Create(new RuleUse(IdentityRule.Stated, $"{name.Field} of {name.Listing}")))))
            .Where(alias => !string.Equals(alias.Name, model.Slug, StringComparison.OrdinalIgnoreCase) && !string.Equals(alias.Name, model.Id, StringComparison.OrdinalIgnoreCase))
            .DistinctBy(alias => alias.Name, StringComparer.OrdinalIgnoreCase)
            .OrderBy(alias => alias.Name, StringComparer.Ordinal)
            .Select(alias => new ModelAliasResponse { Name = alias.Name, Why = IdentityProjection.Reasons(alias.Why) }),
    ];
}
