using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Client;
using Tamma.Discovery.Overriding;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>What the operator keeps beside a model's facts. It is kept as overrides, with author and reason.</summary>
internal static class AnnotationEndpoints
{
    private static readonly QueryParameters s_none = new();

    public static void MapAnnotations(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/annotations", AnnotateAsync).Takes(s_none)
            .WithSummary("Hides, tags or describes a model, or takes that back.")
            .Accepts<AnnotationRequest>("application/json")
            .Answers<AnnotationResponse>(ProblemKind.InvalidBody, ProblemKind.ModelNotFound, ProblemKind.InvalidOverride)
            .Requires(Permission.CatalogManage);

    private static async Task<IResult> AnnotateAsync(HttpContext context, CurrentCatalog catalog, OverrideBook book, Gate gate)
    {
        var (request, problem) = await RequestBody.ReadAsync(context, WireJson.Context.AnnotationRequest);
        if (problem is not null)
        {
            return problem;
        }

        if (!OverrideEndpoints.TryReadKey(request?.Key, out var key))
        {
            return ProblemKind.InvalidBody.Because("An annotation needs a model's key: provider/id.");
        }

        try
        {
            var draft = new AnnotationDraft
            {
                Hidden = request!.Hidden,
                Tags = request.Tags is { } tags ? [.. tags] : null,
                AddedTags = [.. request.AddTags ?? []],
                RemovedTags = [.. request.RemoveTags ?? []],
                Notes = request.Notes,
                Attributes = (request.Attributes ?? ImmutableDictionary<string, System.Text.Json.JsonElement?>.Empty).ToImmutableDictionary(pair => pair.Key, pair => pair.Value ?? default, StringComparer.Ordinal),
                Reason = request.Reason,
            };
            var entries = await book.AnnotateAsync(key, draft, gate.NameOf(context), CancellationToken.None);
            return JsonAnswer.From(OverrideProjection.Annotations(catalog.Snapshot.Find(key)?.Key ?? key, entries), WireJson.Context.AnnotationResponse);
        }
        catch (OverrideRefusedException ex)
        {
            return OverrideEndpoints.Refused(ex);
        }
    }
}
