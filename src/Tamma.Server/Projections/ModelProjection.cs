using System.Collections.Immutable;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Catalog.Pricing;
using Tamma.Client;

namespace Tamma.Server.Projections;

/// <summary>A row of the catalogue → the model on the wire. What is unknown stays null, and is then absent. Offers and origins are for the caller to add.</summary>
internal static class ModelProjection
{
    /// <summary>Fields that have a member of their own; the other registered ones stand in <c>details</c> under their paths.</summary>
    private static readonly ImmutableHashSet<string> s_projected =
    [
        "name", "family", "attachment", "reasoning", "reasoning_options", "tool_call", "structured_output", "temperature", "interleaved", "interleaved.field",
        "open_weights", "supported_parameters", "variants", "knowledge", "release_date", "last_updated", "shutdown_date", "status", "owned_by", "root", "parent",
        "modalities.input", "modalities.output", "api.id", "api.url", "api.npm", "provider.npm", "provider.api", "provider.shape",
        .. TermsProjection.Paths,
    ];

    /// <summary>Whether a field has a member of its own.</summary>
    public static bool HasMember(string path) => s_projected.Contains(path);

    public static ModelResponse Project(Model model, CatalogSnapshot snapshot)
    {
        var values = new FieldReader(model.Values);
        return new()
        {
            Key = model.Key.ToString(),
            Provider = model.Key.Provider,
            Id = model.Key.Id,
            Name = values.Text("name"),
            Family = values.Text("family"),
            Limit = TermsProjection.Limit(values),
            Cost = TermsProjection.Cost(values),
            PricingStatus = Rest.Words.Of(PricingRules.Of(model, snapshot)),
            Modalities = Modalities(values),
            Attachment = values.Flag("attachment"),
            Reasoning = values.Flag("reasoning"),
            ReasoningOptions = values.Json("reasoning_options"),
            ToolCall = values.Flag("tool_call"),
            StructuredOutput = values.Flag("structured_output"),
            Temperature = values.Flag("temperature"),
            Interleaved = values.Flag("interleaved"),
            InterleavedField = values.Text("interleaved.field"),
            OpenWeights = values.Flag("open_weights"),
            SupportedParameters = values.Words("supported_parameters"),
            Variants = values.Words("variants"),
            Knowledge = values.Text("knowledge"),
            ReleaseDate = values.Text("release_date"),
            LastUpdated = values.Text("last_updated"),
            ShutdownDate = values.Text("shutdown_date"),
            Status = values.Text("status"),
            OwnedBy = values.Text("owned_by"),
            Root = values.Text("root"),
            Parent = values.Text("parent"),
            Api = values.Any("api.id", "api.url", "api.npm")
                ? new() { Id = values.Text("api.id"), Url = values.Text("api.url"), Npm = values.Text("api.npm") }
                : null,
            ProviderOverride = values.Any("provider.npm", "provider.api", "provider.shape")
                ? new() { Npm = values.Text("provider.npm"), Api = values.Text("provider.api"), Shape = values.Text("provider.shape") }
                : null,
            Details = Details(model.Values),
            Extra = Extra(model.Values),
            Availability = Rest.Words.Of(model.Availability),
            FirstSeen = model.FirstSeen,
            MissingSince = model.MissingSince,
            RemovedAt = model.RemovedAt,
            Version = model.Version,
            Since = model.Since,
            Position = model.Position,
            Reference = model.IsReference,
            Simulated = IsSimulated(model, snapshot) ? true : null,
        };
    }

    public static IReadOnlyList<OfferResponse> Offers(Model model, CatalogSnapshot snapshot) => [.. model.Offers.Select(offer => Offer(offer, snapshot))];

    public static IReadOnlyDictionary<string, OriginResponse> Origins(Model model, CatalogSnapshot snapshot)
    {
        var origins = new Dictionary<string, OriginResponse>(model.Origins.Length, StringComparer.Ordinal);
        for (var i = 0; i < model.Origins.Length; i++)
        {
            var origin = model.Origins[i];
            origins[model.Values.Fields[i].Path] = new()
            {
                Source = snapshot.SourceOf(origin).Name,
                Since = origin.Since,
                Confidence = origin.Confidence,
                Disputed = origin.Disputed ? true : null,
            };
        }

        return origins;
    }

    private static OfferResponse Offer(Offer offer, CatalogSnapshot snapshot)
    {
        var terms = new FieldReader(offer.Terms);
        return new()
        {
            Connection = offer.Connection,
            Access = Rest.Words.Of(snapshot.AccessOf(offer)),
            AccessReason = offer.AccessReason,
            VerifiedAt = offer.VerifiedAt,
            MissingSince = offer.MissingSince,
            Stale = snapshot.Stale.ContainsKey(offer.Connection) ? true : null,
            ConfirmedAt = snapshot.Stale.TryGetValue(offer.Connection, out var confirmed) ? confirmed : null,
            Limit = TermsProjection.Limit(terms),
            Cost = TermsProjection.Cost(terms),
            Details = Details(offer.Terms),
        };
    }

    private static ModalitiesResponse? Modalities(FieldReader values) =>
        values.Any("modalities.input", "modalities.output")
            ? new() { Input = values.Words("modalities.input"), Output = values.Words("modalities.output") }
            : null;

    private static Dictionary<string, JsonElement>? Extra(FieldSet values) =>
        Collect(values, static field => field.IsExtra, static field => field.Path["extra.".Length..]);

    private static Dictionary<string, JsonElement>? Details(FieldSet values) =>
        Collect(values, static field => !field.IsExtra && !s_projected.Contains(field.Path), static field => field.Path);

    private static Dictionary<string, JsonElement>? Collect(FieldSet values, Func<Field, bool> take, Func<Field, string> name)
    {
        Dictionary<string, JsonElement>? taken = null;
        foreach (var (field, value) in values)
        {
            if (take(field))
            {
                (taken ??= new(StringComparer.Ordinal))[name(field)] = FieldReader.ToJson(value);
            }
        }

        return taken;
    }

    /// <summary>Said by the Simulator, as an offer or as a reference row.</summary>
    private static bool IsSimulated(Model model, CatalogSnapshot snapshot)
    {
        foreach (var offer in model.Offers)
        {
            if (IsSimulated(offer.Connection, snapshot))
            {
                return true;
            }
        }

        foreach (var origin in model.Origins)
        {
            if (snapshot.SourceOf(origin).ConnectionId is { } connection && IsSimulated(connection, snapshot))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A connection that is no longer configured is known by its id, which only the Simulator's may begin so.</summary>
    private static bool IsSimulated(string connection, CatalogSnapshot snapshot) =>
        snapshot.Connections.TryGetValue(connection, out var view) ? view.Simulated : connection.StartsWith("sim-", StringComparison.Ordinal);
}
