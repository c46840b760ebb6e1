using System.Collections.Immutable;
using Tamma.Catalog;
using Tamma.Client;
using Tamma.Discovery.Verification;
using Tamma.Providers.Chat;
using Tamma.Security;
using Tamma.Server.Access;
using VerificationRequest = Tamma.Discovery.Verification.VerificationRequest;

namespace Tamma.Server.Rest;

/// <summary>Listed is not callable: calls offers once and says what came of it.</summary>
internal static class VerificationEndpoints
{
    private const decimal HighestCap = 100;

    private static readonly Dictionary<string, ChatCheck> s_checks = new(StringComparer.OrdinalIgnoreCase)
    {
        ["text"] = ChatCheck.Text,
        ["tool"] = ChatCheck.Tool,
        ["schema"] = ChatCheck.Schema,
        ["image"] = ChatCheck.Image,
    };

    public static void MapVerifications(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapPost("/verifications", VerifyAsync)
            .WithSummary("Calls offers once with the smallest request there is, and writes down whether they may be called. Free and local ones freely, paid ones when asked and under a cap.")
            .Accepts<Client.VerificationRequest>(isOptional: false, "application/json")
            .Answers<VerificationResponse>(ProblemKind.InvalidBody, ProblemKind.InvalidKey, ProblemKind.ModelNotFound)
            .Requires(Permission.ModelsVerify);

    private static async Task<IResult> VerifyAsync(HttpContext context, Verifier verifier, CurrentCatalog catalog, Gate gate)
    {
        var (body, problem) = await RequestBody.ReadAsync(context, WireJson.Context.VerificationRequest);
        if (problem is not null)
        {
            return problem;
        }

        if (body is not { Keys.Count: > 0 } and not { Provider: not null } and not { Connection: not null })
        {
            return ProblemKind.InvalidBody.Because("Name what to verify: keys, a provider or a connection.");
        }

        var (request, wrong) = Read(body, catalog.Snapshot, gate.NameOf(context));
        if (wrong is not null)
        {
            return wrong;
        }

        var targets = verifier.Plan(request!);
        var answer = body.DryRun is true ? Planned(targets) : Done(await verifier.VerifyAsync(request!, context.RequestAborted));
        return JsonAnswer.From(
            answer with { Cap = request!.Cap, WorstCost = targets.Where(target => target.Skipped is null).Sum(target => target.WorstCost ?? 0) },
            WireJson.Context.VerificationResponse);
    }

    private static (VerificationRequest? Request, Problem? Problem) Read(Client.VerificationRequest body, CatalogSnapshot snapshot, string? actor)
    {
        if (body.Keys is { Count: > VerificationRequest.MostTargets })
        {
            return (null, ProblemKind.InvalidBody.Because($"More than {VerificationRequest.MostTargets} keys; ask in parts."));
        }

        if (body.Check is not null && !s_checks.ContainsKey(body.Check))
        {
            return (null, ProblemKind.InvalidBody.Because($"There is no check of that name; there is: {string.Join(", ", s_checks.Keys)}."));
        }

        if (body.Cap is < 0 or > HighestCap)
        {
            return (null, ProblemKind.InvalidBody.Because($"The cap is 0 to {HighestCap} US dollars."));
        }

        var keys = ImmutableArray.CreateBuilder<ModelKey>();
        foreach (var text in body.Keys ?? [])
        {
            if (!ModelKey.TryParse(text, out var key))
            {
                return (null, KeyPath.Invalid);
            }

            if (snapshot.Find(key) is not { } model)
            {
                return (null, ProblemKind.ModelNotFound.Because($"There is no model '{text}'."));
            }

            keys.Add(model.Key);
        }

        return (
            new()
            {
                Keys = keys.DrainToImmutable(),
                Provider = body.Provider,
                Connection = body.Connection,
                Check = body.Check is null ? ChatCheck.Text : s_checks[body.Check],
                Paid = body.Paid ?? false,
                Cap = body.Cap ?? VerificationRequest.DefaultCap,
                Actor = actor,
            },
            null);
    }

    private static VerificationResponse Planned(ImmutableArray<VerificationTarget> targets) => new()
    {
        Data =
        [
            .. targets.Select(target => new VerificationResultResponse
            {
                Key = target.Key.ToString(),
                Connection = target.Connection,
                Outcome = target.Skipped is null ? "would_call" : "skipped",
                Reason = target.Skipped,
                WorstCost = target.WorstCost,
            }),
        ],
    };

    private static VerificationResponse Done(ImmutableArray<VerificationResult> results) => new()
    {
        Data =
        [
            .. results.Select(result => new VerificationResultResponse
            {
                Key = result.Key.ToString(),
                Connection = result.Connection,
                Outcome = result.Outcome,
                Reason = result.Reason,
                ServedModel = result.ServedModel,
                Shown = result.Shown,
                Cost = result.Cost,
            }),
        ],
        Cost = results.Sum(result => result.Cost ?? 0),
        CostUnknown = results.Count(result => result is { Outcome: "callable", Cost: null }),
    };
}
