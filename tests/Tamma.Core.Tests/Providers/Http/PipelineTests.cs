using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Providers;
using Tamma.Providers.Http;
using Xunit;

namespace Tamma.Core.Tests.Providers.Http;

/// <summary>Each connection goes its own way, with its own bounds.</summary>
public sealed class PipelineTests
{
    private const string Good = """{"object":"list","data":[{"id":"m"}]}""";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_has_as_many_tries_as_it_sets()
    {
        var server = new CannedServer().Times(9, it => it.Answers(HttpStatusCode.BadGateway));

        await server.FaultAsync(With(new() { Attempts = 2 }));
        Assert.Equal(2, server.Asked.Count);

        await server.FaultAsync(With(new() { Attempts = 1 }, "other"));
        Assert.Equal(3, server.Asked.Count);

        await server.FaultAsync(Connections.OpenAi() with { Id = "third" });
        Assert.Equal(7, server.Asked.Count);
    }

    [Fact]
    public async Task Bounds_that_change_hold_from_the_next_request()
    {
        var server = new CannedServer().Times(4, it => it.Answers(HttpStatusCode.BadGateway));

        await server.FaultAsync(With(new() { Attempts = 1 }));
        await server.FaultAsync(With(new() { Attempts = 3 }));

        Assert.Equal(4, server.Asked.Count);
    }

    [Fact]
    public async Task Waits_grow_by_the_factor_up_to_the_longest()
    {
        var server = new CannedServer().Times(6, it => it.Answers(HttpStatusCode.BadGateway));

        await server.FaultAsync(With(new() { Attempts = 6, BaseDelay = TimeSpan.FromSeconds(1), Factor = 3, MaxDelay = TimeSpan.FromSeconds(20) }));

        Assert.Equal(5, server.Time.Waits.Count);
        Assert.All(server.Time.Waits.Zip([1.0, 3, 9, 20, 20]), pair => Assert.InRange(pair.First.TotalSeconds, pair.Second * 0.75, pair.Second));
    }

    [Fact]
    public async Task A_connection_has_its_own_time_limit()
    {
        var limit = TimeSpan.FromSeconds(3);
        var server = new CannedServer(new() { Attempts = 1 });
        server.Answers(async (_, cancellationToken) =>
        {
            server.Time.Wait(limit);
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            return new();
        });

        var fault = await server.FaultAsync(With(new() { RequestTimeout = limit }));

        Assert.Equal((ProviderFault.TimedOut, "no answer within 3 s"), (fault.Fault, fault.Message));
    }

    [Fact]
    public async Task A_public_document_that_is_not_asked_says_why_and_when_it_will_be()
    {
        var server = new CannedServer(new() { Attempts = 1 }).Times(6, it => it.Answers(HttpStatusCode.BadGateway));
        var fetch = server.Services.GetRequiredService<JsonFetch>();
        for (var i = 0; i < 6; i++)
        {
            await FaultAsync();
        }

        Assert.Equal("not asked, it failed too often (answered 502); it is tried again from 09:00:30", (await FaultAsync()).Message);

        Task<ProviderException> FaultAsync() => Assert.ThrowsAsync<ProviderException>(() =>
            fetch.GetBodyAsync(new(new("https://models.example/api.json"), ConnectionAccess.None), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_server_that_fails_again_and_again_is_left_alone_and_then_tried_once()
    {
        var server = new CannedServer(new() { Attempts = 1 }).Times(6, it => it.Answers(HttpStatusCode.BadGateway));
        var lines = server.Services.GetRequiredService<ConnectionLines>();
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(CircuitState.Closed, lines.CircuitOf("openai").State);
            await server.FaultAsync();
        }

        var now = server.Time.GetUtcNow();
        Assert.Equal(new Circuit(CircuitState.Open, now, now.AddSeconds(30)) { Why = "answered 502" }, lines.CircuitOf("openai"));
        var fault = await server.FaultAsync();
        Assert.Equal((ProviderFault.CircuitOpen, "not asked, it failed too often (answered 502); it is tried again from 09:00:30"), (fault.Fault, fault.Message));
        Assert.Equal(6, server.Asked.Count);

        server.Time.Advance(TimeSpan.FromSeconds(31));
        server.Answers(HttpStatusCode.BadGateway);
        Assert.Equal(ProviderFault.ServerError, (await server.FaultAsync()).Fault);
        Assert.Equal(server.Time.GetUtcNow().AddMinutes(1), lines.CircuitOf("openai").HalfOpenAt);

        server.Time.Advance(TimeSpan.FromSeconds(61));
        server.Answers((_, _) =>
        {
            Assert.Equal(CircuitState.HalfOpen, lines.CircuitOf("openai").State);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(Good) });
        });
        await server.CompleteAsync(Connections.OpenAi());
        Assert.Equal(Circuit.Closed, lines.CircuitOf("openai"));
    }

    [Fact]
    public async Task An_open_circuit_is_no_other_connections_business()
    {
        var server = new CannedServer(new() { Attempts = 1 }).Times(6, it => it.Answers(HttpStatusCode.BadGateway)).Answers(Good);
        for (var i = 0; i < 6; i++)
        {
            await server.FaultAsync();
        }

        Assert.Single((await server.CompleteAsync(Connections.OpenAi() with { Id = "other" })).Claims);
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.PaymentRequired)]
    public async Task An_answer_that_we_do_not_like_opens_no_circuit(HttpStatusCode status)
    {
        var server = new CannedServer(new() { Attempts = 1 }).Times(20, it => it.Answers(status));
        for (var i = 0; i < 20; i++)
        {
            Assert.NotEqual(ProviderFault.CircuitOpen, (await server.FaultAsync()).Fault);
        }
    }

    [Theory]
    [InlineData(0, 30)]
    [InlineData(1, 60)]
    [InlineData(3, 240)]
    [InlineData(4, 300)]
    [InlineData(1_000, 300)]
    public void The_pause_grows_and_ends_at_five_minutes(int probes, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Breaking.Pause(probes));

    [Fact]
    public async Task Requests_beyond_the_rate_wait_and_beyond_the_queue_are_refused_with_a_sentence()
    {
        var server = new CannedServer(new() { Waiting = 2 }).Times(3, it => it.Answers(Good));
        var slow = With(new() { RequestsPerSecond = 0.0001, Burst = 1 });
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        await server.CompleteAsync(slow);
        var waiting = new[] { server.Listing(slow).ListAsync(null, null, end.Token), server.Listing(slow).ListAsync(null, null, end.Token) };

        var fault = await server.FaultAsync(slow);

        Assert.Equal((ProviderFault.Busy, "not asked: 2 requests wait for it already; raise requests_per_second or concurrency"), (fault.Fault, fault.Message));
        Assert.Single(server.Asked);
        Assert.All(waiting, task => Assert.False(task.IsCompleted));

        // The run's time ends, and the wait with it.
        await end.CancelAsync();
        foreach (var task in waiting)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => task);
        }
    }

    [Fact]
    public async Task A_high_rate_lets_all_through()
    {
        var server = new CannedServer().Times(20, it => it.Answers(Good));
        for (var i = 0; i < 20; i++)
        {
            await server.CompleteAsync(With(new() { RequestsPerSecond = 1_000, Burst = 1 }));
        }

        Assert.Equal(20, server.Asked.Count);
    }

    [Fact]
    public async Task No_more_requests_are_under_way_than_the_connection_allows()
    {
        var release = new TaskCompletionSource();
        var server = new CannedServer().Times(3, it => it.Answers(async (_, _) =>
        {
            await release.Task;
            return new(HttpStatusCode.OK) { Content = new StringContent(Good) };
        }));
        var narrow = With(new() { Concurrency = 2 });

        var all = Enumerable.Range(0, 3).Select(_ => server.Listing(narrow).ListAsync(null, null, Cancelled)).ToArray();

        Assert.Equal(2, server.Asked.Count);
        release.SetResult();
        await Task.WhenAll(all);
        Assert.Equal(3, server.Asked.Count);
    }

    [Fact]
    public async Task A_run_whose_time_ends_tries_no_more()
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var server = new CannedServer().Answers(HttpStatusCode.BadGateway);
        var run = server.Listing(Connections.OpenAi()).ListAsync(null, null, end.Token);
        await server.Time.NextWaitAsync();

        await end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Single(server.Asked);
    }

    [Fact]
    public async Task What_a_connection_says_of_its_limits_is_remembered()
    {
        var server = new CannedServer()
            .Answers(Good, it =>
            {
                it.Headers.TryAddWithoutValidation("x-ratelimit-limit-requests", "60");
                it.Headers.TryAddWithoutValidation("Sunset", "Wed, 30 Dec 2026 23:59:59 GMT");
            })
            .Answers(HttpStatusCode.Unauthorized);
        await server.CompleteAsync(Connections.OpenAi());
        var at = server.Time.GetUtcNow();
        server.Time.Advance(TimeSpan.FromMinutes(1));
        await server.FaultAsync();

        var traffic = server.Services.GetRequiredService<ConnectionTraffic>();
        var seen = traffic.Of("openai")!;
        Assert.Equal(new RateLimit("requests", 60, null, null), Assert.Single(seen.Limits));
        Assert.Equal(at, seen.LimitsAt);
        Assert.NotNull(seen.Sunset);
        Assert.Null(traffic.Of("other"));
        Assert.Equal((1, 1), traffic.Take("openai") is var tries ? (tries.Whole, tries.Failed) : default);
        Assert.Equal(default, traffic.Take("openai"));
    }

    [Fact]
    public void A_bound_that_a_connection_does_not_set_is_that_of_its_kind()
    {
        var all = new HttpLimits();
        var hosted = LineLimits.Of(new(), isLocal: false, all);
        var local = LineLimits.Of(new(), isLocal: true, all);

        Assert.Equal((10, 50, 4), (hosted.RequestsPerSecond, hosted.Burst, hosted.Concurrency));
        Assert.Equal((null, 8), (local.RequestsPerSecond, local.Concurrency));
        Assert.Null(LineLimits.Of(new() { RequestsPerSecond = 0 }, isLocal: false, all).RequestsPerSecond);
        Assert.Equal(3, LineLimits.Of(new() { RequestsPerSecond = 2.5 }, isLocal: false, all).Burst);
    }

    private static ConnectionOptions With(ConnectionLimits limits, string id = "openai") => Connections.OpenAi() with { Id = id, Limits = limits };
}
