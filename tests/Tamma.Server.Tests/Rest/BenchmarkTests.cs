using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Tamma.Benchmarks;
using Tamma.Benchmarks.Reports;
using Tamma.Benchmarks.Running;
using Tamma.Benchmarks.Shapes;
using Tamma.Catalog;
using Tamma.Events;
using Tamma.Providers;
using Tamma.Security;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Rest;

/// <summary>Benchmarks from the request to the record, with a worker that a test speaks for.</summary>
public sealed class BenchmarkTests : IDisposable
{
    private const string Free = """{"model":"acme/free:free","requests":2}""";

    private readonly StubLoadWorker _worker = new();
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tamma-server-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_benchmark_is_taken_measured_stored_and_told()
    {
        await using var server = await StartAsync();
        var (status, taken, location) = await PostAsync(server, """{"model":"acme/priced","load":{"concurrency":3},"requests":20,"workload":{"output_tokens":9},"seconds":30,"budget":0.01}""");
        Assert.Equal((HttpStatusCode.Accepted, "queued", "acme"), (status, Text(taken, "state"), Text(taken, "connection")));
        Assert.Equal($"/api/v1/benchmarks/{Text(taken, "id")}", location);

        var (order, tell, end) = await _worker.NextAsync(Cancelled);
        Assert.Equal((new Lengths.Fixed(100), new Lengths.Fixed(9), new LoadShape.Closed(3)), (order.Plan.Workload.Input, order.Plan.Workload.Output, order.Plan.Load));
        tell(new("measuring", 0.5, 1.5, 10, 8, 1, 1, 200, 400));
        var running = await server.JsonAsync(location!);
        Assert.Equal(("running", "measuring", 8), (Text(running, "state"), Text(running.GetProperty("progress"), "phase"), running.GetProperty("progress").GetProperty("ok").GetInt32()));
        end.SetResult(StubLoadWorker.Outcome());
        var done = await EndedAsync(server, location!);

        Assert.Equal(("completed", "valid", "2 of 2 requests answered.", "admin", 2), (Text(done, "state"), Text(done, "verdict"), Text(done, "sentence"), Text(done, "actor"), done.GetProperty("samples").GetInt32()));
        Assert.Equal(1.5, done.GetProperty("report").GetProperty("seconds").GetDouble());
        Assert.Equal("{\"index\":0}\n{\"index\":1}\n", await server.Http.GetStringAsync(new Uri($"{server.Url}{location}/samples"), Cancelled));
        Assert.Equal(("priced", "http://acme.example/v1/chat/completions", "Bearer sk-secret"), (order.Target.Model, order.Target.Endpoint.ToString(), order.Target.Headers["Authorization"]));
        Assert.DoesNotContain("sk-secret", order.ToString(), StringComparison.Ordinal);
        var told = Assert.Single((await server.JsonAsync($"/api/v1/changes?types={EventTypes.BenchmarkCompleted}")).GetProperty("data").EnumerateArray());
        Assert.Equal(("acme/priced", "admin", "operator"), (Text(told, "model"), Text(told, "actor"), Text(told, "cause")));
        Assert.Equal(Text(taken, "id"), Text(told.GetProperty("data"), "benchmark"));
    }

    [Theory]
    [InlineData("", "application/json", "{\"verdict\":\"valid\"")]
    [InlineData("?format=html", "text/html", "<!DOCTYPE html>")]
    [InlineData("?format=markdown", "text/markdown", "# ")]
    [InlineData("?format=csv", "text/csv", "started_at,model,")]
    public async Task A_report_is_a_document_too(string query, string type, string begin)
    {
        await using var server = await StartAsync();
        var (_, _, location) = await PostAsync(server, Free);
        using (var early = await server.GetAsync(location + "/report"))
        {
            Assert.Equal(HttpStatusCode.NotFound, early.StatusCode);
        }

        (await _worker.NextAsync(Cancelled)).End.SetResult(StubLoadWorker.Outcome());
        await EndedAsync(server, location!);

        using var report = await server.GetAsync($"{location}/report{query}");

        Assert.Equal((HttpStatusCode.OK, type), (report.StatusCode, report.Content.Headers.ContentType?.MediaType));
        Assert.StartsWith(begin, await report.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        Assert.Equal(type is not "application/json", report.Headers.Contains("Content-Security-Policy"));
        using var other = await server.GetAsync($"{location}/report?format=pdf");
        Assert.Equal(HttpStatusCode.BadRequest, other.StatusCode);
    }

    [Fact]
    public async Task Two_that_measure_never_measure_at_once()
    {
        await using var server = await StartAsync();
        var (_, _, first) = await PostAsync(server, Free);
        var (_, _, second) = await PostAsync(server, Free);
        var one = await _worker.NextAsync(Cancelled);
        Assert.Equal("queued", Text(await server.JsonAsync(second!), "state"));

        one.End.SetResult(StubLoadWorker.Outcome());
        (await _worker.NextAsync(Cancelled)).End.SetResult(StubLoadWorker.Outcome(LoadVerdict.ClientLimited));

        Assert.Equal(("completed", "client_limited"), (Text(await EndedAsync(server, first!), "state"), Text(await EndedAsync(server, second!), "state")));
        Assert.Equal(1, _worker.MostTogether);
        var listed = (await server.JsonAsync("/api/v1/benchmarks?model=acme/free:free&limit=1")).GetProperty("data");
        Assert.Equal(second, $"/api/v1/benchmarks/{Text(Assert.Single(listed.EnumerateArray()), "id")}");
        Assert.Equal(1, (await server.JsonAsync($"/api/v1/benchmarks?before={second!.Split('/')[^1]}")).GetProperty("data").GetArrayLength());
    }

    [Fact]
    public async Task What_is_cancelled_ends_at_once_whether_it_waits_or_measures()
    {
        await using var server = await StartAsync();
        var (_, _, first) = await PostAsync(server, Free);
        var (_, _, second) = await PostAsync(server, Free);
        await _worker.NextAsync(Cancelled);

        foreach (var location in new[] { second!, first! })
        {
            using var cancelled = await server.SendAsync(HttpMethod.Delete, location, server.Key);
            Assert.Equal(HttpStatusCode.Accepted, cancelled.StatusCode);
            Assert.Equal("cancelled", Text(await EndedAsync(server, location), "state"));
        }

        using var late = await server.SendAsync(HttpMethod.Delete, first!, server.Key);
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
    }

    [Theory]
    [InlineData("""{"model":"acme/priced","requests":10}""", 422, "needs_budget", "--budget")]
    [InlineData("""{"model":"acme/priced","requests":10,"budget":0.000001}""", 422, "over_budget", "more than the budget")]
    [InlineData("""{"model":"acme/unknown","requests":10,"budget":5}""", 422, "price_unknown", "--token-cap")]
    [InlineData("""{"model":"acme/none","requests":10}""", 404, "model_not_found", "There is no model")]
    [InlineData("""{"model":"elsewhere/known","requests":10}""", 422, "not_offered", "No connection of yours")]
    [InlineData("""{"model":"acme/priced","connection":"work","requests":10,"budget":1}""", 422, "not_offered", "not offered through 'work'")]
    [InlineData("""{"model":"acme","requests":10}""", 400, null, "key")]
    [InlineData("""{"model":"acme/priced","load":{"concurrency":1,"rate":2}}""", 422, null, "either concurrency")]
    [InlineData("""{"model":"acme/priced","load":{"concurrency":0}}""", 422, null, "Concurrency is between")]
    [InlineData("""{"model":"acme/priced","load":{"rate":2,"arrival":"never"}}""", 422, null, "either concurrency")]
    [InlineData("""{"model":"acme/priced","workload":{"input_tokens":0}}""", 422, null, "Lengths are between")]
    [InlineData("""{"model":"acme/priced","workload":{"output_lengths":"9..1"}}""", 422, null, "lesser length")]
    [InlineData("""{"model":"acme/priced","load":{"rate":2}}""", 422, "needs_budget", "--budget")]
    [InlineData("""{"model":"acme/priced","seconds":1e300}""", 422, null, "at most a day")]
    [InlineData("", 400, null, "Name the model")]
    public async Task What_cannot_be_measured_is_refused_before_anything_is_sent(string body, int status, string? reason, string why)
    {
        await using var server = await StartAsync();

        var (answered, problem, _) = await PostAsync(server, body);

        Assert.Equal(status, (int)answered);
        Assert.Contains(why, Text(problem, "detail"), StringComparison.Ordinal);
        Assert.Equal(reason, problem.TryGetProperty("reason", out var said) ? said[0].GetString() : null);
        Assert.Empty((await server.JsonAsync("/api/v1/benchmarks")).GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task A_dry_run_says_what_it_would_cost_and_sends_nothing()
    {
        await using var server = await StartAsync();

        var (status, answer, _) = await PostAsync(server, """{"model":"acme/priced","requests":10,"budget":5,"dry_run":true}""");

        Assert.Equal((HttpStatusCode.OK, "estimated", 10), (status, Text(answer, "state"), answer.GetProperty("most_requests").GetInt32()));
        Assert.Equal(0.008m, answer.GetProperty("worst_cost").GetDecimal());
        Assert.Empty((await server.JsonAsync("/api/v1/benchmarks")).GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task A_reader_may_look_and_not_measure()
    {
        await using var server = await StartAsync();

        var (status, _, _) = await PostAsync(server, Free, key: null);

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        using var nothing = await server.GetAsync($"/api/v1/benchmarks/{Guid.NewGuid()}");
        Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
    }

    [Fact]
    public async Task What_a_stopped_server_left_is_failed_and_what_ended_stays()
    {
        string? left;
        await using (var server = await StartAsync())
        {
            var (_, _, done) = await PostAsync(server, Free);
            (await _worker.NextAsync(Cancelled)).End.SetResult(StubLoadWorker.Outcome());
            await EndedAsync(server, done!);
            var store = server.App.Services.GetRequiredService<IBenchmarkStore>();
            var run = (await store.GetAsync(Guid.Parse(done!.Split('/')[^1]), Cancelled))!;

            // As a kill would leave it.
            var cut = run with { Id = Guid.CreateVersion7(), State = BenchmarkState.Running, FinishedAt = null };
            await store.SaveAsync(cut, Cancelled);
            left = $"/api/v1/benchmarks/{cut.Id}";
        }

        await using var again = await StartAsync();

        var failed = await EndedAsync(again, left);
        Assert.Equal("failed", Text(failed, "state"));
        Assert.StartsWith("Interrupted", Text(failed, "sentence"), StringComparison.Ordinal);
        Assert.Equal(1, (await again.JsonAsync("/api/v1/benchmarks")).GetProperty("data").EnumerateArray().Count(run => Text(run, "state") is "completed"));
    }

    [Fact]
    public async Task The_engine_executes_a_plan_and_gives_its_report()
    {
        await using var server = await StartAsync();
        var engine = server.App.Services.GetRequiredService<IBenchmarkEngine>();

        var executing = engine.ExecuteAsync(new() { Model = new("acme", "free:free"), Load = new LoadShape.Closed(1), Requests = 2 }, Cancelled);
        (await _worker.NextAsync(Cancelled)).End.SetResult(StubLoadWorker.Outcome());
        var result = await executing;

        Assert.Equal((BenchmarkState.Completed, LoadVerdict.Valid), (result.Run.State, result.Run.Verdict));
        Assert.Equal(StubLoadWorker.Report, Encoding.UTF8.GetString(result.Report!.Value.Span));
        Assert.Equal(result.Run.Id, (await engine.GetResultAsync(result.Run.Id, Cancelled))!.Run.Id);
        Assert.Null(await engine.GetResultAsync(Guid.NewGuid(), Cancelled));
    }

    private Task<RunningServer> StartAsync()
    {
        var stubs = new Stubs();
        stubs.Acme.Say(
            stubs.Acme.Claim("acme/priced", ("cost.input", 1), ("cost.output", 5)),
            stubs.Acme.Claim("acme/free:free"),
            stubs.Acme.Claim("acme/unknown"));
        stubs.ModelsDev.Say(stubs.ModelsDev.Claim("elsewhere/known", ("limit.context", 1_000)));
        var acme = new ConnectionOptions { Id = "acme", Provider = "acme", Type = "openai_compatible", Url = new("http://acme.example/v1"), Interval = TimeSpan.FromDays(1), Credential = CredentialReference.TryParse("file:" + Secret(), out var key) ? key : null };
        return RunningServer.StartAsync(stubs, _folder.FullName, services: services =>
        {
            services.AddSingleton<ILoadWorker>(_worker);
            services.AddSingleton(provider => new BenchmarkRunner(
                _worker, provider.GetRequiredService<IBenchmarkStore>(), provider.GetRequiredService<CurrentCatalog>(), id => id == "acme" ? acme : null, provider.GetRequiredService<IBell>(), offline: false, new BenchmarkOptions(), TimeProvider.System, NullLogger<BenchmarkRunner>.Instance));
        });
    }

    private string Secret()
    {
        var file = Path.Combine(_folder.FullName, "acme.key");
        File.WriteAllText(file, "sk-secret");
        return file;
    }

    private static Task<(HttpStatusCode Status, JsonElement Body, string? Location)> PostAsync(RunningServer server, string body) => PostAsync(server, body, server.Key);

    private static async Task<(HttpStatusCode Status, JsonElement Body, string? Location)> PostAsync(RunningServer server, string body, string? key)
    {
        using var request = server.Request(HttpMethod.Post, "/api/v1/benchmarks", key);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await server.Http.SendAsync(request, Cancelled);
        return (response.StatusCode, JsonElement.Parse(await response.Content.ReadAsStringAsync(Cancelled)), response.Headers.Location?.ToString());
    }

    private static async Task<JsonElement> EndedAsync(RunningServer server, string location)
    {
        while (true)
        {
            var run = await server.JsonAsync(location);
            if (Text(run, "state") is not ("queued" or "running"))
            {
                return run;
            }

            Cancelled.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
}
