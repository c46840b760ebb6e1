using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Providers;
using Tamma.Providers.Chat;

namespace Tamma.Discovery.Verification;

/// <summary>Chooses the offers to call and keeps their worst cost under the cap. Pure.</summary>
internal static class VerificationPlan
{
    /// <summary>More than the longest of our requests has; what is reserved is never less than what is spent.</summary>
    private const decimal InputTokens = 300;

    /// <summary>A model may think before its first token, and servers round a small limit up.</summary>
    private const decimal OutputTokens = 64;

    /// <summary>A picture of one pixel is billed as a tile at some.</summary>
    private const decimal ImageTokens = 1_500;

    /// <summary>Where no price is known, as many calls as this and no more.</summary>
    private const int MostUnpriced = 20;

    private const decimal Million = 1_000_000;

    private static readonly Field s_input = FieldRegistry.Models["cost.input"];
    private static readonly Field s_output = FieldRegistry.Models["cost.output"];
    private static readonly Field s_request = FieldRegistry.Models["cost.request"];
    private static readonly Field s_type = FieldRegistry.Models["type"];
    private static readonly Field s_outputs = FieldRegistry.Models["modalities.output"];

    public static ImmutableArray<VerificationTarget> Of(VerificationRequest request, CatalogSnapshot snapshot, Func<string, ConnectionOptions?> find)
    {
        var left = request.Cap;
        var unpriced = 0;
        var targets = ImmutableArray.CreateBuilder<VerificationTarget>();
        foreach (var (model, offer) in Offers(request, snapshot))
        {
            if (targets.Count >= VerificationRequest.MostTargets)
            {
                break;
            }

            var connection = find(offer.Connection);
            var cost = connection?.Url.IsLoopback is true ? 0 : WorstCost(model, offer, request.Check);
            var skipped = Skip(request, model, connection, cost, left, unpriced);
            if (skipped is null)
            {
                left -= cost ?? 0;
                unpriced += cost is null ? 1 : 0;
            }

            targets.Add(new(model.Key, offer.Connection, cost, skipped));
        }

        return targets.ToImmutable();
    }

    /// <summary>US dollars for what a provider says that it counted; null when a part of it is unknown.</summary>
    public static decimal? Cost(Model model, Offer offer, ChatUsage? usage, bool isFree) =>
        isFree ? 0
        : usage is { Cost: { } stated } ? stated
        : usage is { Input: { } input, Output: { } output } && Price(model, offer, s_input) is { } perInput && Price(model, offer, s_output) is { } perOutput
            ? (((input * perInput) + (output * perOutput)) / Million) + (Price(model, offer, s_request) ?? 0)
            : null;

    public static decimal? WorstCost(Model model, Offer offer, ChatCheck check) =>
        Price(model, offer, s_input) is { } input && Price(model, offer, s_output) is { } output
            ? ((((InputTokens + (check is ChatCheck.Image ? ImageTokens : 0)) * input) + (OutputTokens * output)) / Million) + (Price(model, offer, s_request) ?? 0)
            : null;

    private static IEnumerable<(Model Model, Offer Offer)> Offers(VerificationRequest request, CatalogSnapshot snapshot)
    {
        var models = request.Keys.IsEmpty
            ? snapshot.Models.Where(model => request.Provider is null || string.Equals(model.Key.Provider, request.Provider, StringComparison.OrdinalIgnoreCase))
            : request.Keys.Select(snapshot.Find).OfType<Model>();
        return from model in models
               where model.Availability is Availability.Listed && !model.Key.IsProvider
               from offer in model.Offers
               where offer.MissingSince is null && (request.Connection is null || offer.Connection == request.Connection)
               select (model, offer);
    }

    private static string? Skip(VerificationRequest request, Model model, ConnectionOptions? connection, decimal? cost, decimal left, int unpriced) => connection switch
    {
        null => "its connection is switched off or not configured any more",
        _ when !IsTalker(model) => "it is no model that talks, and this version asks no others",
        _ when cost is 0 => null,
        _ when !request.Paid => cost is { } dollars
            ? FormattableString.Invariant($"it costs money (up to ${dollars:0.######}); ask for paid calls to include it")
            : "its price is not known; ask for paid calls to include it",
        _ when cost > left => FormattableString.Invariant($"the cap of ${request.Cap:0.######} would be passed"),
        _ when cost is null && unpriced >= MostUnpriced => $"of models whose price is not known, no more than {MostUnpriced} are called at once",
        _ => null,
    };

    private static bool IsTalker(Model model) =>
        !(model.Values.TryGet(s_type, out var type) && type.AsText() is "embedding" or "rerank" or "moderation" or "image" or "audio" or "video" or "speech" or "transcription")
        && !(model.Values.TryGet(s_outputs, out var outputs) && !outputs.AsWords().Contains("text", StringComparer.Ordinal));

    /// <summary>The account's own price before the model's.</summary>
    private static decimal? Price(Model model, Offer offer, Field field) =>
        offer.Terms.TryGet(field, out var own) ? own.AsNumber() : model.Values.TryGet(field, out var price) ? price.AsNumber() : null;
}
