using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Catalog.Capabilities;
using Tamma.Catalog.Fields;
using Tamma.Client;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>Which model will do?</summary>
internal static class CapabilityCheckEndpoints
{
    private const int MostModels = 100;
    private const int MostRequired = 50;
    private const int UsualAlternatives = 5;

    public static void MapCapabilityChecks(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/capabilities/check", CheckAsync)
            .WithSummary("How far models have what is required: compatible or not or unknown, what is missing, and what else would do.")
            .Accepts<CapabilityCheckRequest>(isOptional: false, "application/json")
            .Answers<CapabilityCheckResponse>(ProblemKind.InvalidBody, ProblemKind.InvalidKey, ProblemKind.ModelNotFound)
            .Requires(Permission.CatalogRead);

    private static async Task<IResult> CheckAsync(HttpContext context, CurrentCatalog catalog)
    {
        var (body, problem) = await RequestBody.ReadAsync(context, WireJson.Context.CapabilityCheckRequest);
        if (problem is not null)
        {
            return problem;
        }

        if (Refuse(body) is { } refusal)
        {
            return refusal;
        }

        var snapshot = catalog.Snapshot;
        var needs = Read(body!);
        var named = ImmutableArray.CreateBuilder<Model>();
        foreach (var text in (body!.Models ?? []).Concat(body.Model is { } one ? [one] : []))
        {
            if (!ModelKey.TryParse(text, out var key))
            {
                return KeyPath.Invalid;
            }

            if (snapshot.Find(key) is not { } model)
            {
                return ModelEndpoints.NotFound(key, snapshot);
            }

            named.Add(model);
        }

        return JsonAnswer.From(named.Count > 0 ? Named(named, needs, snapshot, body) : Best(needs, snapshot, body), WireJson.Context.CapabilityCheckResponse);
    }

    private static CapabilityCheckResponse Named(IReadOnlyList<Model> models, CapabilityNeeds needs, CatalogSnapshot snapshot, CapabilityCheckRequest body)
    {
        var most = body.Alternatives ?? UsualAlternatives;
        var matches = models.Select(model => (Model: model, Match: needs.Match(model, snapshot))).ToList();
        return Answer(
            needs,
            matches.Select(pair => pair.Match),
            matches.Select(pair => CapabilityProjection.Project(pair.Model.Key, pair.Match) with
            {
                Alternatives = pair.Match.Compatible is Support.Yes || most == 0
                    ? null
                    : [.. CapabilityAlternatives.Find(snapshot, needs, pair.Model, most).Select(CapabilityProjection.Alternative)],
            }),
            snapshot);
    }

    private static CapabilityCheckResponse Best(CapabilityNeeds needs, CatalogSnapshot snapshot, CapabilityCheckRequest body)
    {
        var all = body.Scope is "all";
        var rows = body.Provider is { } provider ? snapshot.Provider(provider)?.Models ?? [] : snapshot.Models;
        var matches = rows
            .Where(model => model.Availability is not Availability.Removed && (all || snapshot.IsMine(model)))
            .Select(model => (model.Key, Match: needs.Match(model, snapshot)))
            .ToList();
        return Answer(
            needs,
            matches.Select(pair => pair.Match),
            matches.OrderBy(pair => pair.Match.Missing.Length).ThenByDescending(pair => pair.Match.Score).ThenBy(pair => pair.Key)
                .Take(body.Limit ?? Catalog.ModelQuery.DefaultLimit)
                .Select(pair => CapabilityProjection.Project(pair.Key, pair.Match)),
            snapshot);
    }

    private static CapabilityCheckResponse Answer(CapabilityNeeds needs, IEnumerable<CapabilityMatch> looked, IEnumerable<CapabilityMatchResponse> data, CatalogSnapshot snapshot) => new()
    {
        Required = [.. needs.Required.Select(capability => capability.Name), .. needs.Limits.Select(limit => limit.Field.Path)],
        Data = [.. data],
        Counts = CapabilityProjection.Count(looked.Select(match => match.Compatible)),
        Position = snapshot.Head.Position,
    };

    private static Problem? Refuse(CapabilityCheckRequest? body) => body switch
    {
        null or { Required: not { Count: > 0 }, Limits: null } => ProblemKind.InvalidBody.Because("Say what is required: names of capabilities, or limits."),
        { Models.Count: > MostModels } => ProblemKind.InvalidBody.Because($"More than {MostModels} models; ask in parts."),
        { Required.Count: > MostRequired } => ProblemKind.InvalidBody.Because($"More than {MostRequired} capabilities."),
        { Scope: not (null or "mine" or "all") } => ProblemKind.InvalidBody.Because("The scope is mine or all."),
        { Alternatives: < 0 or > CapabilityAlternatives.Most } => ProblemKind.InvalidBody.Because($"Alternatives are 0 to {CapabilityAlternatives.Most}."),
        { Limit: < 1 or > Catalog.ModelQuery.MostLimit } => ProblemKind.InvalidBody.Because($"The limit is 1 to {Catalog.ModelQuery.MostLimit}."),
        _ => body.Required?.FirstOrDefault(name => CapabilityRegistry.Standard.Find(name) is null) is { } stranger ? ProblemKind.InvalidBody.Because(CapabilityEndpoints.Unknown(stranger)) : null,
    };

    private static CapabilityNeeds Read(CapabilityCheckRequest body)
    {
        var limits = ImmutableArray.CreateBuilder<FieldCondition>();
        AtLeast("limit.context", body.Limits?.MinContext);
        AtLeast("limit.input", body.Limits?.MinInput);
        AtLeast("limit.output", body.Limits?.MinOutput);
        AtMost("cost.input", body.Limits?.MaxInputPrice);
        AtMost("cost.output", body.Limits?.MaxOutputPrice);
        return new()
        {
            Required = [.. (body.Required ?? []).Select(name => CapabilityRegistry.Standard[name]).Distinct()],
            Limits = limits.ToImmutable(),
        };

        void AtLeast(string path, long? bound)
        {
            if (bound is { } least)
            {
                limits.Add(new FieldCondition.AtLeast(FieldRegistry.Models[path], least));
            }
        }

        void AtMost(string path, decimal? bound)
        {
            if (bound is { } most)
            {
                limits.Add(new FieldCondition.AtMost(FieldRegistry.Models[path], most));
            }
        }
    }
}
