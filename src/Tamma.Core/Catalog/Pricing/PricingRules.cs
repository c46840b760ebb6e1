using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Pricing;

/// <summary>What is known of a model's price, from its values, its provider and its offers. Pure.</summary>
public static class PricingRules
{
    private static readonly Field s_input = FieldRegistry.Models["cost.input"];
    private static readonly Field s_output = FieldRegistry.Models["cost.output"];
    private static readonly Field s_discount = FieldRegistry.Models["cost.discount"];

    public static PricingStatus Of(Model model, CatalogSnapshot snapshot)
    {
        if (SubscriptionProviders.Holds(model.Key) || HasCredits(model.Values))
        {
            return PricingStatus.Subscription;
        }

        if (HasPrice(model.Values))
        {
            return PricingStatus.Known;
        }

        return model.Key.Id.EndsWith(":free", StringComparison.OrdinalIgnoreCase) || IsLocal(model, snapshot) || IsStatedFree(model, snapshot)
            ? PricingStatus.Free
            : PricingStatus.Unknown;
    }

    private static bool HasPrice(FieldSet values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            var field = values.Fields[i];
            if (field.Group is FieldGroup.Price && !ReferenceEquals(field, s_discount) && values.Values[i].IsNumber && values.Values[i].AsNumber() > 0)
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasCredits(FieldSet values)
    {
        for (var i = 0; i < values.Count; i++)
        {
            if (values.Fields[i].Path.StartsWith("credits.", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A server of its owner's own takes no money.</summary>
    private static bool IsLocal(Model model, CatalogSnapshot snapshot)
    {
        foreach (var offer in model.Offers)
        {
            if (snapshot.Connections.TryGetValue(offer.Connection, out var connection) && connection.IsLocal)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Both ways are stated as zero, by somebody whose zero is a statement (architecture §9.5).</summary>
    private static bool IsStatedFree(Model model, CatalogSnapshot snapshot) => IsZero(model, s_input, snapshot) && IsZero(model, s_output, snapshot);

    private static bool IsZero(Model model, Field field, CatalogSnapshot snapshot) =>
        model.Values.IndexOf(field) is >= 0 and var index
        && model.Values.Values[index].IsNumber && model.Values.Values[index].AsNumber() == 0
        && IsBelieved(snapshot.SourceOf(model.Origins[index]), model.Key, snapshot);

    private static bool IsBelieved(SourceId source, ModelKey key, CatalogSnapshot snapshot) =>
        source.ConnectionId is { } connection
            ? snapshot.Connections.TryGetValue(connection, out var view) && view.Bills
            : source == SourceId.Overrides || source == SourceId.Baseline || source == SourceId.ModelsDev || source == SourceId.ModelsDevModels
                || (source == SourceId.OpenRouter && key.Provider == source.Name);
}
