using Tamma.Catalog;
using Tamma.Client;
using Tamma.Discovery;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>Findings that look wrong and wait for a person.</summary>
internal static class ReviewEndpoints
{
    private const int DefaultLimit = 50;
    private const int LongestReason = 2_000;

    private static readonly QueryParameters s_none = new();

    private static readonly QueryParameters s_list = new(
        new("state", ParameterKind.Text, "open, accepted, rejected, withdrawn or flagged; all when not given."),
        new("kind", ParameterKind.Text, "removal, source_shrank, price_jump, price_to_zero, limit_halved, limit_jump, flap, mass_edit or capability_lost; all when not given."),
        new("provider", ParameterKind.Text, "Only about this provider's models."),
        new("source", ParameterKind.Text, "Only what this source says, `models_dev` or `connection:ID` for example."),
        new("limit", ParameterKind.Count, "How many, 1 to 1000; 50 when not given."));

    public static void MapReviews(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/reviews", ApiEndpoints.Reading, ListAsync).Takes(s_list)
            .WithSummary("Reviews, newest first.")
            .Answers<ListResponse<ReviewResponse>>(ProblemKind.UnknownParameter, ProblemKind.InvalidParameter)
            .Requires(Permission.CatalogRead);
        endpoints.MapMethods("/reviews/{id}", ApiEndpoints.Reading, GetAsync).Takes(s_none)
            .WithSummary("One review.")
            .Answers<ReviewResponse>(ProblemKind.ReviewNotFound)
            .Requires(Permission.CatalogRead);
        endpoints.MapPost("/reviews/{id}/accept", AcceptAsync)
            .WithSummary("Lets the finding take effect, at once.")
            .Accepts<ReviewDecisionRequest>(isOptional: true, "application/json")
            .Answers<ReviewResponse>(ProblemKind.InvalidBody, ProblemKind.ReviewNotFound, ProblemKind.ReviewClosed)
            .Requires(Permission.ReviewDecide);
        endpoints.MapPost("/reviews/{id}/reject", RejectAsync)
            .WithSummary("Keeps what stands; the same finding does not come back.")
            .Accepts<ReviewDecisionRequest>(isOptional: true, "application/json")
            .Answers<ReviewResponse>(ProblemKind.InvalidBody, ProblemKind.ReviewNotFound, ProblemKind.ReviewClosed)
            .Requires(Permission.ReviewDecide);
    }

    private static async Task<IResult> ListAsync(HttpContext context, IReviewStore reviews)
    {
        var query = new RequestQuery(context, s_list);
        var filter = new ReviewFilter
        {
            State = query.OneOf<ReviewState>("state"),
            Kind = query.OneOf<ReviewKind>("kind"),
            Provider = query.Text("provider"),
            Source = query.Text("source") is { } source ? new SourceId(source) : null,
        };
        var limit = query.Count("limit", 1, 1_000) ?? DefaultLimit;
        return query.Problem is { } problem
            ? problem
            : JsonAnswer.From(
                new ListResponse<ReviewResponse> { Data = [.. (await reviews.ReadAsync(filter, limit, context.RequestAborted)).Select(ReviewProjection.Project)] },
                WireJson.Context.ReviewList);
    }

    private static async Task<IResult> GetAsync(HttpContext context, string id, IReviewStore reviews)
    {
        if (new RequestQuery(context, s_none).Problem is { } problem)
        {
            return problem;
        }

        return Guid.TryParse(id, out var known) && await reviews.GetAsync(known, context.RequestAborted) is { } review
            ? JsonAnswer.From(ReviewProjection.Project(review), WireJson.Context.ReviewResponse)
            : NotFound(id);
    }

    private static Task<IResult> AcceptAsync(HttpContext context, string id, IReviewStore reviews, ReviewDecisions decisions, Gate gate) =>
        DecideAsync(context, id, accept: true, reviews, decisions, gate);

    private static Task<IResult> RejectAsync(HttpContext context, string id, IReviewStore reviews, ReviewDecisions decisions, Gate gate) =>
        DecideAsync(context, id, accept: false, reviews, decisions, gate);

    private static async Task<IResult> DecideAsync(HttpContext context, string id, bool accept, IReviewStore reviews, ReviewDecisions decisions, Gate gate)
    {
        var (request, problem) = await RequestBody.ReadAsync(context, WireJson.Context.ReviewDecisionRequest);
        if (problem is not null)
        {
            return problem;
        }

        if (request?.Reason is { Length: > LongestReason })
        {
            return ProblemKind.InvalidBody.Because($"The reason is longer than {LongestReason} characters.");
        }

        if (!Guid.TryParse(id, out var known))
        {
            return NotFound(id);
        }

        try
        {
            // A decision that has begun is brought to its end, also when its caller goes away.
            return await decisions.DecideAsync(known, accept, gate.NameOf(context), request?.Reason, CancellationToken.None) is { } review
                ? JsonAnswer.From(ReviewProjection.Project(review), WireJson.Context.ReviewResponse)
                : NotFound(id);
        }
        catch (InvalidOperationException)
        {
            if (await reviews.GetAsync(known, context.RequestAborted) is { State: not ReviewState.Open } closed)
            {
                return ProblemKind.ReviewClosed.Because($"This review is {Words.Of(closed.State)}{(closed.ClosedBy is { } who ? $" by {who}" : "")}; it was not changed.");
            }

            throw;
        }
    }

    private static Problem NotFound(string id) => ProblemKind.ReviewNotFound.Because($"There is no review '{id}'. See GET /api/v1/reviews.");
}
