using System.Globalization;
using System.Runtime.CompilerServices;
using Tamma.Catalog;
using Tamma.Catalog.Capabilities;
using Tamma.Client;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>What is wrong or worth knowing in the catalogue as it stands.</summary>
internal static class FindingEndpoints
{
    private const int DefaultLimit = 50;

    private static readonly ConditionalWeakTable<Model, Finding[]> s_found = [];

    private static readonly QueryParameters s_list = new(
        new("code", ParameterKind.Words, "Codes, for example INCONSISTENT_TOKEN_LIMITS."),
        new("severity", ParameterKind.Text, "error, warning or info."),
        new("provider", ParameterKind.Text, "A provider's id."),
        new("scope", ParameterKind.Text, "mine (the default) or all."),
        new("limit", ParameterKind.Count, "Findings on a page, 1 to 1000; 50 when not given."),
        new("cursor", ParameterKind.Text, "Where the page starts: next_cursor of the page before."));

    public static void MapFindings(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods("/findings", ApiEndpoints.Reading, List).Takes(s_list)
            .WithSummary("What was found wrong or worth knowing in the models' descriptions, by model.")
            .Answers<FindingListResponse>(ProblemKind.UnknownParameter, ProblemKind.InvalidParameter, ProblemKind.InvalidCursor)
            .Requires(Permission.CatalogRead);

    private static IResult List(HttpContext context, CurrentCatalog catalog)
    {
        var query = new RequestQuery(context, s_list);
        var codes = query.List("code", code => CapabilityRules.All.Any(rule => rule.Code == code), () => string.Join(", ", CapabilityRules.All.Select(rule => rule.Code)));
        var severity = query.OneOf<FindingSeverity>("severity");
        var provider = query.Text("provider");
        var scope = query.OneOf<ModelScope>("scope") ?? ModelScope.Mine;
        var limit = query.Count("limit", 1, 1_000) ?? DefaultLimit;
        var list = string.Create(CultureInfo.InvariantCulture, $"findings|{string.Join(',', codes)}|{severity}|{provider}|{scope}");
        var skip = 0;
        if (query.Text("cursor") is { } cursor && (!PageCursor.TryRead(cursor, list, out var place) || !int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out skip)))
        {
            return query.Problem ?? PageCursor.Invalid;
        }

        if (query.Problem is { } problem)
        {
            return problem;
        }

        var snapshot = catalog.Snapshot;
        var rows = provider is null ? snapshot.Models : snapshot.Provider(provider)?.Models ?? [];
        var found = rows
            .Where(model => model.Availability is not Availability.Removed && (scope is ModelScope.All || snapshot.IsMine(model)))
            .SelectMany(model => Of(model).Select(finding => (model.Key, Finding: finding)))
            .Where(pair => (codes.IsEmpty || codes.Contains(pair.Finding.Code, StringComparer.Ordinal)) && (severity is null || pair.Finding.Severity == severity))
            .ToList();
        return JsonAnswer.From(
            new()
            {
                Data = [.. found.Skip(skip).Take(limit).Select(pair => CapabilityProjection.Project(pair.Finding, pair.Key))],
                Counts = found.CountBy(pair => pair.Finding.Code, StringComparer.Ordinal).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal),
                NextCursor = found.Count - skip > limit ? PageCursor.Write(list, (skip + limit).ToString(CultureInfo.InvariantCulture)) : null,
                Position = snapshot.Head.Position,
            },
            WireJson.Context.FindingListResponse);
    }

    /// <summary>A version of a model never changes, so it is checked once.</summary>
    private static Finding[] Of(Model model) => s_found.GetValue(model, static one => [.. CapabilityValidation.Check(one)]);
}
