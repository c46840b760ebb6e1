using System.Text;
using System.Text.Json;
using Tamma.Benchmarks.Running;
using Tamma.Client;
using Tamma.Client.Benchmarks;
using Tamma.Client.Benchmarks.Documents;
using Tamma.Security;
using Tamma.Server.Access;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>Measuring models of the catalogue: start, follow, cancel, and what came of it.</summary>
internal static class BenchmarkEndpoints
{
    private const int DefaultLimit = 50;

    private static readonly QueryParameters s_none = new();

    private static readonly QueryParameters s_list = new(
        new("model", ParameterKind.Text, "Of one model: its key."),
        new("before", ParameterKind.Text, "Only those taken before this one: the id of the last of the page before."),
        new("limit", ParameterKind.Count, "How many, 1 to 1000; 50 when not given."));

    private static readonly QueryParameters s_report = new(new QueryParameter("format", ParameterKind.Text, "json, html, markdown or csv; json when not given."));

    public static void MapBenchmarks(this IEndpointRouteBuilder endpoints)
    {
        var benchmarks = endpoints.MapGroup("/benchmarks");
        benchmarks.MapPost("", StartAsync)
            .WithSummary("Measures a model under load. Every request is real and costs what it costs: a budget, a cap or a word for a plan's quota is asked for where that is not nothing.")
            .Accepts<BenchmarkRequest>(isOptional: false, "application/json")
            .Answers<BenchmarkResponse>(StatusCodes.Status202Accepted, ProblemKind.InvalidBody, ProblemKind.InvalidKey, ProblemKind.ModelNotFound, ProblemKind.InvalidBenchmark, ProblemKind.BenchmarkRefused)
            .Requires(Permission.BenchmarksRun);
        benchmarks.MapMethods("", ApiEndpoints.Reading, ListAsync).Takes(s_list)
            .WithSummary("Benchmarks, newest first, without their reports.")
            .Answers<ListResponse<BenchmarkResponse>>(ProblemKind.UnknownParameter, ProblemKind.InvalidParameter)
            .Requires(Permission.CatalogRead);
        benchmarks.MapMethods("/{id}", ApiEndpoints.Reading, GetAsync).Takes(s_none)
            .WithSummary("One benchmark as it is now, with its report when there is one.")
            .Answers<BenchmarkResponse>(ProblemKind.BenchmarkNotFound)
            .Requires(Permission.CatalogRead);
        benchmarks.MapGet("/{id}/samples", GetSamplesAsync).Takes(s_none)
            .WithSummary("The raw samples, one JSON object a line: times since the window opened, no prompt and no answer.")
            .Answers<object>(ProblemKind.BenchmarkNotFound)
            .Produces<object>(StatusCodes.Status200OK, "application/x-ndjson")
            .Requires(Permission.CatalogRead);
        benchmarks.MapMethods("/{id}/report", ApiEndpoints.Reading, GetReportAsync).Takes(s_report)
            .WithSummary("The report alone: as JSON, as one page with plots that needs nothing but itself, as Markdown or as CSV.")
            .Answers<LoadReportResponse>(ProblemKind.UnknownParameter, ProblemKind.InvalidParameter, ProblemKind.BenchmarkNotFound)
            .Produces<string>(StatusCodes.Status200OK, "text/html", "text/markdown", "text/csv")
            .Requires(Permission.CatalogRead);
        benchmarks.MapDelete("/{id}", CancelAsync)
            .WithSummary("Cancels a benchmark that waits or measures. What was measured is kept.")
            .Answers<BenchmarkResponse>(StatusCodes.Status202Accepted, ProblemKind.BenchmarkNotFound, ProblemKind.RunOver)
            .Requires(Permission.BenchmarksRun);
    }

    private static async Task<IResult> StartAsync(HttpContext context, BenchmarkRunner runner, Gate gate)
    {
        var (body, problem) = await RequestBody.ReadAsync(context, WireJson.Context.BenchmarkRequest);
        if (problem is not null)
        {
            return problem;
        }

        var (plan, wrong) = BenchmarkBody.Read(body, gate.NameOf(context));
        if (wrong is not null)
        {
            return wrong;
        }

        try
        {
            if (body!.DryRun is true)
            {
                return JsonAnswer.From(BenchmarkProjection.Estimated(plan!, runner.Estimate(plan!)), WireJson.Context.BenchmarkResponse);
            }

            var run = await runner.StartAsync(plan!, context.RequestAborted);
            var answer = JsonSerializer.SerializeToUtf8Bytes(BenchmarkProjection.Project(run), WireJson.Context.BenchmarkResponse);
            return new JsonAnswer(answer, "", StatusCodes.Status202Accepted) { Location = $"{ApiEndpoints.Root}/benchmarks/{run.Id}" };
        }
        catch (BenchmarkRefusedException ex)
        {
            return (ex.Code is "model_not_found" ? ProblemKind.ModelNotFound : ProblemKind.BenchmarkRefused).Because(ex.Message).With("reason", ex.Code);
        }
    }

    private static async Task<IResult> ListAsync(HttpContext context, BenchmarkRunner runner, IBenchmarkStore store)
    {
        var query = new RequestQuery(context, s_list);
        var limit = query.Count("limit", 1, 1_000) ?? DefaultLimit;
        if (query.Problem is { } problem)
        {
            return problem;
        }

        Guid? before = null;
        if (query.Text("before") is { } text)
        {
            if (!Guid.TryParse(text, out var id))
            {
                return ProblemKind.InvalidParameter.Because($"'{text}' is no id of a benchmark; give the id of the last one of the page before.");
            }

            before = id;
        }

        var runs = await store.ReadAsync(query.Text("model"), before, limit, context.RequestAborted);

        // Those under way are known to this process better than to the record.
        return JsonAnswer.From(
            new ListResponse<BenchmarkResponse> { Data = [.. runs.Select(run => runner.Active(run.Id) is { } active ? BenchmarkProjection.Project(active.Run, active.Moment) : BenchmarkProjection.Project(run))] },
            WireJson.Context.BenchmarkList);
    }

    private static async Task<IResult> GetAsync(HttpContext context, string id, BenchmarkRunner runner, IBenchmarkStore store)
    {
        if (new RequestQuery(context, s_none).Problem is { } problem)
        {
            return problem;
        }

        if (!Guid.TryParse(id, out var benchmark))
        {
            return None(id);
        }

        if (runner.Active(benchmark) is { } active)
        {
            return JsonAnswer.From(BenchmarkProjection.Project(active.Run, active.Moment), WireJson.Context.BenchmarkResponse);
        }

        return await store.GetAsync(benchmark, context.RequestAborted) is { } run
            ? JsonAnswer.From(BenchmarkProjection.Project(run, moment: null, await store.ReadReportAsync(benchmark, context.RequestAborted)), WireJson.Context.BenchmarkResponse)
            : None(id);
    }

    private static async Task<IResult> GetReportAsync(HttpContext context, string id, IBenchmarkStore store)
    {
        var query = new RequestQuery(context, s_report);
        if (query.Problem is { } problem)
        {
            return problem;
        }

        if (!Guid.TryParse(id, out var benchmark) || await store.ReadReportAsync(benchmark, context.RequestAborted) is not { } bytes)
        {
            return None(id).Kind.Because($"There is no report of a benchmark '{id}': there is no such one, or it has not ended, or came to none. See GET /api/v1/benchmarks.");
        }

        return query.Text("format") switch
        {
            null or "json" => new JsonAnswer(bytes, ETag.Of(bytes.Span)),
            "html" => Document(context, HtmlReport.Of(Read(bytes)), "text/html; charset=utf-8"),
            "markdown" => Document(context, MarkdownReport.Of(Read(bytes)), "text/markdown; charset=utf-8"),
            "csv" => Document(context, CsvReport.Of(Read(bytes)), "text/csv; charset=utf-8"),
            var other => ProblemKind.InvalidParameter.Because($"'{other}' is no format; take json, html, markdown or csv."),
        };
    }

    private static LoadReportResponse Read(ReadOnlyMemory<byte> report) => JsonSerializer.Deserialize(report.Span, LoadJson.Default.LoadReportResponse)!;

    private static JsonAnswer Document(HttpContext context, string text, string type)
    {
        // Whatever a model is called, the page of it runs and loads nothing.
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        var bytes = Encoding.UTF8.GetBytes(text);
        return new(bytes, ETag.Of(bytes)) { ContentType = type };
    }

    private static async Task GetSamplesAsync(HttpContext context, string id, IBenchmarkStore store)
    {
        var problem = new RequestQuery(context, s_none).Problem;
        if (problem is null && (!Guid.TryParse(id, out var benchmark) || await store.GetAsync(benchmark, context.RequestAborted) is null))
        {
            problem = None(id);
        }

        if (problem is not null)
        {
            await problem.ExecuteAsync(context);
            return;
        }

        context.Response.ContentType = "application/x-ndjson";
        await foreach (var batch in store.ReadSamplesAsync(Guid.Parse(id), context.RequestAborted))
        {
            await context.Response.Body.WriteAsync(batch.Lines, context.RequestAborted);
        }
    }

    private static async Task<IResult> CancelAsync(HttpContext context, string id, BenchmarkRunner runner, IBenchmarkStore store)
    {
        if (!Guid.TryParse(id, out var benchmark) || (runner.Active(benchmark)?.Run ?? await store.GetAsync(benchmark, context.RequestAborted)) is not { } run)
        {
            return None(id);
        }

        return runner.Cancel(benchmark)
            ? JsonAnswer.From(BenchmarkProjection.Project(run), WireJson.Context.BenchmarkResponse, StatusCodes.Status202Accepted)
            : ProblemKind.RunOver.Because($"The benchmark ended as {Words.Of(run.State)}; there is nothing to cancel.");
    }

    private static Problem None(string id) => ProblemKind.BenchmarkNotFound.Because($"There is no benchmark '{id}'. See GET /api/v1/benchmarks.");
}
