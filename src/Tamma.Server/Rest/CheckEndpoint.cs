using Tamma.Catalog;
using Tamma.Client;
using Tamma.Client.Checking;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>Is anything that is used about to end?</summary>
internal static class CheckEndpoint
{
    private const int MostIds = 10_000;

    private const int LongestWait = 3_650;

    public static void MapCheck(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/lifecycle/check", CheckAsync)
            .WithSummary("What becomes of the models that a list names, or a file's text. Nothing of it is kept.")
            .Accepts<CheckRequest>(isOptional: false, "application/json")
            .Answers<CheckResponse>(ProblemKind.InvalidBody, ProblemKind.BodyTooLarge)
            .Requires(Permission.CatalogRead);

    private static async Task<IResult> CheckAsync(HttpContext context, CurrentCatalog catalog, TimeProvider time)
    {
        var (body, problem) = await RequestBody.ReadAsync(context, WireJson.Context.CheckRequest);
        if (problem is not null)
        {
            return problem;
        }

        if (body is not { Ids: not null } and not { Text: not null })
        {
            return ProblemKind.InvalidBody.Because("Name what to check: ids, or the text of a file.");
        }

        if (body.Ids?.Count > MostIds || body.FailWithinDays is < 0 or > LongestWait)
        {
            return ProblemKind.InvalidBody.Because($"At most {MostIds} ids; fail_within_days is 0 to {LongestWait}.");
        }

        var snapshot = catalog.Snapshot;
        var now = new Moment(time.GetUtcNow());
        var checker = new ModelChecker(CheckableModels.Of(snapshot, now), now.Day, body.FailWithinDays ?? 0, body.Provider);
        List<CheckResultResponse> results = [.. (body.Ids ?? []).Select(checker.Check)];
        List<string> skipped = [];
        if (body.Text is { } text)
        {
            var (found, longLines) = checker.CheckText(text, body.File);
            results.AddRange(found);
            skipped.AddRange(longLines == 0 ? [] : [$"{longLines} lines longer than {ModelScanner.LongestLine} characters"]);
        }

        return JsonAnswer.From(
            new CheckResponse
            {
                Data = results,
                Doomed = results.Count(result => result.Doomed),
                Skipped = skipped is [] ? null : skipped,
                Position = snapshot.Head.Position,
                At = snapshot.At,
            },
            WireJson.Context.CheckResponse);
    }
}
