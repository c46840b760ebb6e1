using Tamma.Client;
using Tamma.Search;
using Tamma.Search.Analytics;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>What is asked, and what search could learn from it. For operators: a reader must not see what others look for.</summary>
internal static class SearchAnalyticsEndpoints
{
    private const int MostDays = 366;
    private const int UsualDays = 30;
    private const int MostForms = 1_000;
    private const int UsualForms = 50;

    private static readonly QueryParameter s_days = new("days", ParameterKind.Count, "So many days up to today, in UTC, 1 to 366; 30 when not given.");

    private static readonly QueryParameters s_report = new(
        s_days,
        new("order", ParameterKind.Text, "count (the default), zero (what most often found nobody, and only that) or latency (the slowest)."),
        new("limit", ParameterKind.Count, "Questions at most, 1 to 1000; 50 when not given."));

    private static readonly QueryParameters s_synonyms = new(s_days);

    public static void MapSearchAnalytics(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/search/analytics", ApiEndpoints.Reading, ReadAsync).Takes(s_report)
            .WithSummary("What was asked, by day and form, never by whom: how often, how often in vain, how fast.")
            .Answers<SearchAnalyticsResponse>(ProblemKind.UnknownParameter, ProblemKind.InvalidParameter)
            .Requires(Permission.CatalogManage);
        endpoints.MapMethods("/search/analytics/synonyms", ApiEndpoints.Reading, ProposeAsync).Takes(s_synonyms)
            .WithSummary("What words that no model has may stand for, each proposal tried on the index.")
            .Answers<SynonymProposalListResponse>(ProblemKind.UnknownParameter, ProblemKind.InvalidParameter)
            .Requires(Permission.CatalogManage);
    }

    private static async Task<IResult> ReadAsync(HttpContext context, IAskedStore store, AskedRecorder recorder, AnalyticsOptions options, TimeProvider time)
    {
        var query = new RequestQuery(context, s_report);
        var (from, to) = Days(query, time);
        var order = query.OneOf<AskedOrder>("order") ?? AskedOrder.Count;
        var limit = query.Count("limit", 1, MostForms) ?? UsualForms;
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var sums = await SumsAsync(store, recorder, from, to, context.RequestAborted);
        var report = AskedReport.From(sums, options.MinCount, order, limit);
        return JsonAnswer.From(AskedProjection.Report(report, options, from, to), WireJson.Context.SearchAnalyticsResponse);
    }

    private static async Task<IResult> ProposeAsync(
        HttpContext context, IAskedStore store, AskedRecorder recorder, AnalyticsOptions options, SearchSynonyms synonyms, CurrentSearch search, TimeProvider time)
    {
        var query = new RequestQuery(context, s_synonyms);
        var (from, to) = Days(query, time);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        var index = search.Index;
        var sums = await SumsAsync(store, recorder, from, to, context.RequestAborted);
        var proposals = SynonymProposals.Of(sums, options.MinCount, synonyms, index, context.RequestAborted);
        return JsonAnswer.From(
            new() { Data = [.. proposals.Select(AskedProjection.Proposal)], From = from, To = to, Position = index.Snapshot.Head.Position },
            WireJson.Context.SynonymProposalListResponse);
    }

    /// <summary>With what was asked just now.</summary>
    private static async Task<AskedSums> SumsAsync(IAskedStore store, AskedRecorder recorder, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        await recorder.FlushAsync(cancellationToken);
        return await store.ReadAsync(from, to, cancellationToken);
    }

    private static (DateOnly From, DateOnly To) Days(RequestQuery query, TimeProvider time)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        return (today.AddDays(1 - (query.Count("days", 1, MostDays) ?? UsualDays)), today);
    }
}
