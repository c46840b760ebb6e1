using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Capabilities;
using Tamma.Client;
using Tamma.Providers;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>What a model may be able to do, and what is wrong with a description of it.</summary>
internal static class CapabilityEndpoints
{
    private static readonly QueryParameters s_list = new(
        new("category", ParameterKind.Text, "core, input, output, performance, security, integration or specialized."),
        new("q", ParameterKind.Text, "A word in its name, an alias or its meaning."));

    private static readonly QueryParameters s_one = new(new QueryParameter("scope", ParameterKind.Text, "Whose models are counted: mine (the default) or all."));

    public static void MapCapabilities(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/capabilities", ApiEndpoints.Reading, List).Takes(s_list)
            .WithSummary("The capabilities that are known, with their aliases and how they are read from a model's fields.")
            .Answers<ListResponse<CapabilityResponse>>(ProblemKind.UnknownParameter, ProblemKind.InvalidParameter)
            .Requires(Permission.CatalogRead);
        endpoints.MapMethods("/capabilities/{name}", ApiEndpoints.Reading, Get).Takes(s_one)
            .WithSummary("One capability, by its name or anybody's name for it, and how many models have it.")
            .Answers<CapabilityResponse>(ProblemKind.UnknownParameter, ProblemKind.InvalidParameter, ProblemKind.CapabilityNotFound)
            .Requires(Permission.CatalogRead);
        endpoints.MapPost("/capabilities/validate", ValidateAsync)
            .WithSummary("Looks for mistakes in a model of the catalogue or in a document. Changes nothing.")
            .Accepts<CapabilityValidationRequest>(isOptional: false, "application/json")
            .Answers<CapabilityValidationResponse>(ProblemKind.InvalidBody, ProblemKind.InvalidKey, ProblemKind.ModelNotFound)
            .Requires(Permission.CatalogRead);
    }

    /// <summary>A capability that a caller names, or what to say to them.</summary>
    public static string Unknown(string name) =>
        $"'{(name.Length <= 60 ? name : name[..60] + "…")}' is no capability."
        + (Nearest.To(CapabilityNames.Plain(name), CapabilityRegistry.Standard.Definitions.SelectMany(known => known.Aliases.Prepend(known.Name))) is { } near ? $" Did you mean '{near}'?" : " See GET /api/v1/capabilities.");

    private static IResult List(HttpContext context)
    {
        var query = new RequestQuery(context, s_list);
        var category = query.OneOf<CapabilityCategory>("category");
        var word = query.Text("q", 64);
        return query.Problem is { } problem
            ? problem
            : JsonAnswer.From(
                new ListResponse<CapabilityResponse>
                {
                    Data = [.. CapabilityRegistry.Standard.Definitions.Where(known => (category is null || known.Category == category) && (word is null || Speaks(known, word))).Select(CapabilityProjection.Project)],
                },
                WireJson.Context.CapabilityList);
    }

    private static IResult Get(HttpContext context, string name, CurrentCatalog catalog)
    {
        var query = new RequestQuery(context, s_one);
        var scope = query.OneOf<ModelScope>("scope") ?? ModelScope.Mine;
        if (query.Problem is { } problem)
        {
            return problem;
        }

        if (CapabilityRegistry.Standard.Find(name) is not { } capability)
        {
            return ProblemKind.CapabilityNotFound.Because(Unknown(name));
        }

        var snapshot = catalog.Snapshot;
        var models = snapshot.Models.Where(model => model.Availability is not Availability.Removed && (scope is ModelScope.All || snapshot.IsMine(model)));
        return JsonAnswer.From(
            CapabilityProjection.Project(capability) with { Use = CapabilityProjection.Count(models.Select(model => capability.In(model.Values))) },
            WireJson.Context.CapabilityResponse);
    }

    private static async Task<IResult> ValidateAsync(HttpContext context, CurrentCatalog catalog)
    {
        var (body, problem) = await RequestBody.ReadAsync(context, WireJson.Context.CapabilityValidationRequest);
        if (problem is not null)
        {
            return problem;
        }

        if (body?.Model is { } key)
        {
            var snapshot = catalog.Snapshot;
            return body is { Fields: not null } or { Capabilities: not null } ? ProblemKind.InvalidBody.Because("Name a model or send a document, not both.")
                : !ModelKey.TryParse(key, out var parsed) ? KeyPath.Invalid
                : snapshot.Find(parsed) is not { } model ? ModelEndpoints.NotFound(parsed, snapshot)
                : Answer(CapabilityFacts.Of(model), [], model.Key);
        }

        if (body?.Fields is { ValueKind: not JsonValueKind.Object } || body?.Capabilities is { ValueKind: not (JsonValueKind.Object or JsonValueKind.Array) } || body is not ({ Fields: not null } or { Capabilities: not null }))
        {
            return ProblemKind.InvalidBody.Because("Send a model's key as model, or a document: fields as an object, capabilities as a list of names or an object.");
        }

        var (facts, misread) = CapabilityDocument.Read(body.Fields, body.Capabilities);
        return Answer(facts, misread, null);
    }

    private static JsonAnswer Answer(CapabilityFacts facts, IReadOnlyList<Finding> misread, ModelKey? key)
    {
        var findings = misread.Concat(CapabilityValidation.Check(facts)).OrderBy(finding => finding.Severity).ToList();
        return JsonAnswer.From(
            new()
            {
                Valid = !findings.Exists(finding => finding.Severity is FindingSeverity.Error),
                Model = key?.ToString(),
                Findings = [.. findings.Select(finding => CapabilityProjection.Project(finding))],
                Capabilities = CapabilityRegistry.Standard.Definitions
                    .Select(capability => (capability.Name, Support: facts.Has(capability)))
                    .Where(pair => pair.Support is not Support.Unknown)
                    .ToDictionary(pair => pair.Name, pair => Words.Of(pair.Support), StringComparer.Ordinal),
            },
            WireJson.Context.CapabilityValidationResponse);
    }

    private static bool Speaks(CapabilityDefinition capability, string word) =>
        capability.Aliases.Append(capability.Name).Append(capability.Meaning).Any(text => text.Contains(word, StringComparison.OrdinalIgnoreCase));
}
