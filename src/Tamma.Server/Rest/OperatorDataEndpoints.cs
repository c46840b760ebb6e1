using Tamma.Catalog.Overriding;
using Tamma.Client;
using Tamma.Discovery;
using Tamma.Providers;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>What the operator himself has put in, out and in again.</summary>
internal static class OperatorDataEndpoints
{
    private static readonly QueryParameters s_none = new();

    private static readonly QueryParameters s_import = new(new QueryParameter("dry_run", ParameterKind.Flag, "Keeps nothing and says what would change."));

    public static void MapOperatorData(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/operator-data", ApiEndpoints.Reading, ExportAsync).Takes(s_none)
            .WithSummary("Overrides in force and connections that were added, without secrets.")
            .Answers<OperatorDataDocument>(ProblemKind.UnknownParameter)
            .Requires(Permission.CatalogRead);
        endpoints.MapPost("/operator-data", ImportAsync).Takes(s_import)
            .WithSummary("Brings in what an export wrote. The same twice changes nothing the second time; connections need the right to manage them.")
            .Accepts<OperatorDataDocument>("application/json")
            .Answers<OperatorImportResponse>(ProblemKind.UnknownParameter, ProblemKind.InvalidParameter, ProblemKind.InvalidBody, ProblemKind.BodyTooLarge)
            .Requires(Permission.CatalogManage);
    }

    private static async Task<IResult> ExportAsync(HttpContext context, IOverrideStore store, ConnectionBook book, TimeProvider time)
    {
        if (new RequestQuery(context, s_none).Problem is { } problem)
        {
            return problem;
        }

        var overrides = await store.ReadInForceAsync(context.RequestAborted);
        return JsonAnswer.From(
            new OperatorDataDocument
            {
                Format = OperatorImport.Format,
                Version = OperatorImport.Version,
                ExportedAt = time.GetUtcNow(),
                Overrides = [.. overrides.Select(Carried)],
                Connections = [.. book.All.Values.Where(connection => connection.Origin is ConnectionOrigin.Stored).Select(Carried)],
            },
            WireJson.Context.OperatorDataDocument);
    }

    private static async Task<IResult> ImportAsync(HttpContext context, OperatorImport import, Gate gate)
    {
        var query = new RequestQuery(context, s_import);
        var dryRun = query.Flag("dry_run") ?? false;
        if (query.Problem is { } wrong)
        {
            return wrong;
        }

        var (document, problem) = await RequestBody.ReadAsync(context, WireJson.Context.OperatorDataDocument);
        if (problem is not null)
        {
            return problem;
        }

        if (document is not { Format: OperatorImport.Format, Version: OperatorImport.Version })
        {
            return ProblemKind.InvalidBody.Because($"The body is no operator data of version {OperatorImport.Version}: it must begin with \"format\":\"{OperatorImport.Format}\",\"version\":{OperatorImport.Version}, as GET /api/v1/operator-data writes it.");
        }

        return document.Connections is { Count: > 0 } && gate.Refuse(context, Permission.ProvidersManage) is { } refused
            ? refused
            : JsonAnswer.From(
                await import.RunAsync(document, dryRun, gate.NameOf(context), ConnectionEndpoints.IsLocal(context), context.RequestAborted),
                WireJson.Context.OperatorImportResponse);
    }

    private static OperatorOverride Carried(Override entry) => new()
    {
        Key = entry.Key.ToString(),
        Field = entry.Field,
        Value = FieldReader.ToJson(entry.Value),
        Author = entry.Author,
        Reason = entry.Reason,
        ExpiresAt = entry.ExpiresAt,
    };

    /// <summary>A header may carry a secret, and so may an address behind its path.</summary>
    private static OperatorConnection Carried(BookedConnection connection)
    {
        var definition = ConnectionProjection.Definition(connection.Options);
        var url = PublicAddress.Of(connection.Options.Url);
        string[] leftOut =
        [
            .. connection.Options.Headers.Keys.Order(StringComparer.Ordinal).Select(name => $"header {name}"),
            .. url.TrimEnd('/') == definition.Url?.TrimEnd('/') ? Array.Empty<string>() : ["part of the address"],
        ];
        return new() { Definition = definition with { Headers = null, Url = url }, LeftOut = leftOut is [] ? null : leftOut };
    }
}
