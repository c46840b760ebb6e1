using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Pricing;
using Tamma.Client;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>Which parts of a model are answered: <c>include</c> and <c>fields</c>.</summary>
internal sealed class ModelShape
{
    public static readonly QueryParameter Include = new("include", ParameterKind.Words, "Parts to add: offers, origins.");

    public static readonly QueryParameter Fields = new("fields", ParameterKind.Words, "Dotted fields, for example limit.context,cost.input; no others are answered but key, provider and id.");

    private const string Offers = "offers";
    private const string Origins = "origins";
    private const string Extra = "extra";

    /// <summary>Members that are no fields of the registry.</summary>
    private static readonly ImmutableArray<string> s_state =
        ["availability", "first_seen", "missing_since", "removed_at", "version", "since", "position", "reference", "simulated", "pricing_status", Offers, Origins, Extra];

    private static readonly ImmutableArray<string> s_known = [.. FieldRegistry.Models.Fields.Select(field => field.Path), .. s_state];

    private readonly bool _offers;
    private readonly bool _origins;
    private readonly ImmutableArray<string> _fields;
    private readonly bool _offersByDefault;

    private ModelShape(bool offersByDefault, ImmutableArray<string> include, ImmutableArray<string> fields)
    {
        _offersByDefault = offersByDefault;
        _fields = fields;
        _offers = include.Contains(Offers, StringComparer.Ordinal) || (fields.IsEmpty ? offersByDefault : fields.Contains(Offers, StringComparer.Ordinal));
        _origins = include.Contains(Origins, StringComparer.Ordinal) || fields.Contains(Origins, StringComparer.Ordinal);
    }

    /// <summary>The shape that is rendered once per version.</summary>
    public bool IsPlain => _fields.IsEmpty && !_origins && _offers == _offersByDefault;

    public static ModelShape Read(RequestQuery query, bool withOffers) => new(
        withOffers,
        query.List(Include.Name, word => word is Offers or Origins, () => $"{Offers}, {Origins}"),
        query.List(Fields.Name, IsKnown, () => "the model's dotted fields: " + string.Join(", ", s_known)));

    public ModelResponse Project(Model model, CatalogSnapshot snapshot)
    {
        var whole = ModelProjection.Project(_fields.IsEmpty ? model : Cut(model), snapshot) with
        {
            Offers = _offers ? ModelProjection.Offers(model, snapshot) : null,
            Origins = _origins ? ModelProjection.Origins(_fields.IsEmpty ? model : Cut(model), snapshot) : null,
        };
        return _fields.IsEmpty ? whole : whole with
        {
            Availability = Asked("availability") ? whole.Availability : null,
            FirstSeen = Asked("first_seen") ? whole.FirstSeen : null,
            MissingSince = Asked("missing_since") ? whole.MissingSince : null,
            RemovedAt = Asked("removed_at") ? whole.RemovedAt : null,
            Version = Asked("version") ? whole.Version : null,
            Since = Asked("since") ? whole.Since : null,
            Position = Asked("position") ? whole.Position : null,
            Reference = Asked("reference") ? whole.Reference : null,
            PricingStatus = Asked("pricing_status") ? Words.Of(PricingRules.Of(model, snapshot)) : null,
        };
    }

    /// <summary>A field, a group of fields, or a part.</summary>
    private static bool IsKnown(string word) =>
        s_known.Contains(word, StringComparer.Ordinal)
        || word.StartsWith("extra.", StringComparison.Ordinal)
        || s_known.Any(path => path.StartsWith(word + ".", StringComparison.Ordinal));

    private bool Asked(string word) => _fields.Contains(word, StringComparer.Ordinal);

    private Model Cut(Model model)
    {
        var kept = new FieldSet.Builder();
        var origins = ImmutableArray.CreateBuilder<Origin>();
        for (var i = 0; i < model.Values.Count; i++)
        {
            var field = model.Values.Fields[i];
            if (IsAsked(field))
            {
                kept.Set(field, model.Values.Values[i]);
                origins.Add(model.Origins[i]);
            }
        }

        return model with { Values = kept.Build(), Origins = origins.DrainToImmutable() };
    }

    private bool IsAsked(Field field)
    {
        foreach (var word in _fields)
        {
            if (field.Path == word || (field.Path.Length > word.Length && field.Path[word.Length] == '.' && field.Path.StartsWith(word, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }
}
