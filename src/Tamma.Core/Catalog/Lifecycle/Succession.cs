using Tamma.Catalog.Fields;

namespace Tamma.Catalog.Lifecycle;

/// <summary>Finds the model to go to from one that ends. What is stated wins; only then a rule suggests. Pure.</summary>
public static class Succession
{
    private static readonly Field s_replacedBy = FieldRegistry.Models["replaced_by"];
    private static readonly Field s_family = FieldRegistry.Models["family"];
    private static readonly Field s_released = FieldRegistry.Models["release_date"];
    private static readonly Field s_gives = FieldRegistry.Models["modalities.output"];
    private static readonly Field s_type = FieldRegistry.Models["type"];

    /// <returns>Null when nobody states one and the rule finds none.</returns>
    public static Replacement? Of(Model model, CatalogSnapshot snapshot, DateTimeOffset now) =>
        Stated(model, snapshot)
        ?? (Suggest(model, snapshot.Provider(model.Key.Provider), now) is { } newer ? new(newer.Key.ToString(), ReplacementBy.Suggested, IsKnown: true) : null);

    /// <summary>The one that its provider names, or that a person chose.</summary>
    public static Replacement? Stated(Model model, CatalogSnapshot snapshot)
    {
        if (model.Values[s_replacedBy] is not { IsText: true } value || value.AsText() is not { Length: > 0 } stated)
        {
            return null;
        }

        var found = Find(model.Key.Provider, stated, snapshot);
        var by = model.OriginOf(s_replacedBy) is { } origin && snapshot.SourceOf(origin) == SourceId.Overrides ? ReplacementBy.Operator : ReplacementBy.Provider;
        return new(found?.Key.ToString() ?? stated, by, found is { Availability: not Availability.Removed });
    }

    /// <summary>The newest model of the same family at the same provider that is listed, active and released later.</summary>
    private static Model? Suggest(Model model, ProviderRows? rows, DateTimeOffset now)
    {
        if (rows is null || model.Values[s_family] is not { } family || Released(model) is not { } released)
        {
            return null;
        }

        Model? best = null;
        foreach (var other in rows.Models)
        {
            if (other.Availability is Availability.Listed
                && other.Values[s_family] == family
                && Released(other)?.First > (Released(best) ?? released).Last
                && Agree(model, other, s_gives) && Agree(model, other, s_type)
                && ModelLifecycle.Of(other, now) is { Stage: LifecycleStage.Active, RetiresOn: null })
            {
                best = other;
            }
        }

        return best;
    }

    /// <summary>A stated name is the provider's own, or a whole key.</summary>
    private static Model? Find(string provider, string stated, CatalogSnapshot snapshot) =>
        snapshot.Find(new(provider, stated)) ?? (ModelKey.TryParse(stated, out var key) ? snapshot.Find(key) : null);

    private static PartialDate? Released(Model? model) => model?.Values[s_released] is { IsText: true } text ? PartialDate.Read(text.AsText()) : null;

    /// <summary>Where both are known they must be the same; an embedding does not replace a chat.</summary>
    private static bool Agree(Model a, Model b, Field field) => a.Values[field] is not { } x || b.Values[field] is not { } y || x == y;
}
