using System.Collections.Immutable;
using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Capabilities;

/// <summary>Models that have all that is required, known and not guessed.</summary>
public static class CapabilityAlternatives
{
    public const int Most = 50;

    private static readonly Field s_input = FieldRegistry.Models["cost.input"];
    private static readonly Field s_output = FieldRegistry.Models["cost.output"];
    private static readonly Field s_status = FieldRegistry.Models["status"];
    private static readonly Field s_hidden = FieldRegistry.Models["hidden"];

    /// <param name="snapshot">Only models that its owner's connections offer are named.</param>
    /// <param name="needs">What is required.</param>
    /// <param name="than">The model that they stand in for: the one whose price is nearest comes first. Null for the cheapest first.</param>
    /// <param name="limit">How many.</param>
    public static ImmutableArray<Model> Find(CatalogSnapshot snapshot, CapabilityNeeds needs, Model? than, int limit)
    {
        var price = than is null ? 0 : PriceOf(than) ?? 0;
        return
        [
            .. snapshot.Models
                .Where(model => model.Key != than?.Key && IsOfUse(model, snapshot) && needs.Match(model, snapshot).Compatible is Support.Yes)
                .OrderBy(model => PriceOf(model) is { } own ? Math.Abs(own - price) : decimal.MaxValue)
                .ThenBy(model => model.Key)
                .Take(limit),
        ];
    }

    /// <summary>Three tokens in for one out; null when a price is unknown.</summary>
    private static decimal? PriceOf(Model model) =>
        model.Values[s_input] is { } input && model.Values[s_output] is { } output ? ((3 * input.AsNumber()) + output.AsNumber()) / 4 : null;

    private static bool IsOfUse(Model model, CatalogSnapshot snapshot) =>
        model.Availability is Availability.Listed
        && snapshot.IsMine(model)
        && !(model.Values.TryGet(s_status, out var status) && status.AsText() is "deprecated" or "retired")
        && !(model.Values.TryGet(s_hidden, out var hidden) && hidden.AsFlag());
}
