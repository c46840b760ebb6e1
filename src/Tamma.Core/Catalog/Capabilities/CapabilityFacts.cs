using System.Collections.Immutable;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Capabilities;

/// <summary>What a validation looks at: a model's fields, and what a caller's document states beside them.</summary>
public sealed record CapabilityFacts(FieldSet Values)
{
    /// <summary>Capabilities that are stated by name, which goes before what the fields say.</summary>
    public ImmutableSortedDictionary<string, Support> Stated { get; init; } = ImmutableSortedDictionary<string, Support>.Empty;

    /// <summary>Attributes that no field holds, by <c>capability.attribute</c>.</summary>
    public ImmutableSortedDictionary<string, FieldValue> Attributes { get; init; } = ImmutableSortedDictionary<string, FieldValue>.Empty;

    /// <summary>Limits and prices of each connection, where they differ from the model's own.</summary>
    public ImmutableArray<(string Connection, FieldSet Terms)> Offers { get; init; } = [];

    public static CapabilityFacts Of(Model model) => new(model.Values) { Offers = [.. model.Offers.Select(offer => (offer.Connection, offer.Terms))] };

    public Support Has(CapabilityDefinition capability) =>
        Stated.TryGetValue(capability.Name, out var stated) && stated is not Support.Unknown ? stated : capability.In(Values);

    public Support Has(string capability) => Has(CapabilityRegistry.Standard[capability]);

    public decimal? Number(string path) =>
        Values.TryGet(FieldRegistry.Models[path], out var value) && value.IsNumber ? value.AsNumber() : null;

    public FieldValue? Attribute(string path) => Attributes.TryGetValue(path, out var value) ? value : null;
}
