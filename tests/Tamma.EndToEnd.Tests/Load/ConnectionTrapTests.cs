using Xunit;
using static Tamma.EndToEnd.Tests.Load.Frames;

namespace Tamma.EndToEnd.Tests.Load;

/// <summary>How connections fare: what is opened anew is told, and nothing is asked twice behind the back of whoever measures.</summary>
public sealed class ConnectionTrapTests
{
    private static readonly TrapAnswer s_good = TrapAnswer.Stream(1).Say(20, Text("a")).Finish(60, Text("b"), Stop(), Usage(2), End);

    [Fact]
    public async Task Connections_that_were_opened_first_serve_the_whole_window()
    {
        using var trap = await Trap.StartAsync(s_good);

        var outcome = await LoadWorker.RunAsync(LoadWorker.Plan(trap.Url, requests: 12, concurrency: 4) with { Preconnect = true });

        Assert.Equal((12, 0, "1.1"), (outcome.Report.Requests.Ok, outcome.Report.Client.ConnectionsOpened, outcome.Report.Client.Http));
        Assert.Equal((12, 4), ((await trap.EndAsync()) is var end ? (end.Requests, end.Connections) : default));
    }

    [Fact]
    public async Task A_server_that_closes_after_each_answer_costs_a_connection_for_each_and_it_is_told()
    {
        using var trap = await Trap.StartAsync(s_good.Close(61));

        var outcome = await LoadWorker.RunAsync(trap.Url, requests: 6, concurrency: 1);

        // Whether the end is seen before the next request is a race: then it is a failure, and never a second try.
        var (requests, connections, _) = await trap.EndAsync();
        Assert.Equal(6, outcome.Report.Requests.Ok + (outcome.Report.Requests.ByError.TryGetValue("stream_broken", out var broken) ? broken : 0));
        Assert.Equal(outcome.Report.Requests.Ok, requests);
        Assert.InRange(outcome.Report.Client.ConnectionsOpened, requests, 6);
        Assert.Equal(connections, outcome.Report.Client.ConnectionsOpened);
    }

    /// <summary>
    /// The request is read, and the connection closed without a byte: as a server does that was about to close it. SocketsHttpHandler tries a request again on a fresh
    /// connection only until it begins to send its body; ours has been sent, so it is an error, once.
    /// </summary>
    [Fact]
    public async Task A_connection_that_is_closed_under_a_request_is_an_error_and_no_second_try()
    {
        using var trap = await Trap.StartAsync(s_good, new TrapAnswer().Close(1), s_good, new TrapAnswer().Reset(20));

        var outcome = await LoadWorker.RunAsync(trap.Url, requests: 8, concurrency: 1);

        Assert.Equal(["ok", "error stream_broken", "ok", "error stream_broken", "ok", "error stream_broken", "ok", "error stream_broken"], outcome.Ends);
        Assert.Equal(8, (await trap.EndAsync()).Requests);
    }

    [Fact]
    public async Task An_address_of_ipv6_is_asked()
    {
        using var trap = await Trap.StartAsync("::1", isSecret: false, s_good);

        var outcome = await LoadWorker.RunAsync(LoadWorker.Plan(trap.Url) with { Preconnect = true });

        Assert.Equal(["ok", "ok", "ok"], outcome.Ends);
    }

    [Fact]
    public async Task A_prompt_of_a_megabyte_is_sent_whole()
    {
        using var trap = await Trap.StartAsync(s_good);
        var plan = LoadWorker.Plan(trap.Url, requests: 4, concurrency: 2);

        var outcome = await LoadWorker.RunAsync(plan with { Workload = plan.Workload with { InputTokens = 262_144 } });

        var longest = (await trap.EndAsync()).Longest;
        Assert.Equal(4, outcome.Report.Requests.Ok);
        Assert.InRange(longest, 1_000_000, 1_100_000);
        Assert.InRange(outcome.Report.Client.BytesSent, 4 * 1_000_000, 4L * longest);
        Assert.All(outcome.Samples, sample => Assert.True(sample.GetProperty("sent").GetDouble() <= sample.GetProperty("headers").GetDouble()));
    }

    [Fact]
    public async Task Fewer_requests_than_streams_are_so_many_streams()
    {
        using var trap = await Trap.StartAsync(s_good);

        var outcome = await LoadWorker.RunAsync(LoadWorker.Plan(trap.Url, requests: 3, concurrency: 50) with { Preconnect = true });

        Assert.Equal((3, 3), (outcome.Report.Requests.Ok, outcome.Report.InFlightMax));
        Assert.Equal(3, (await trap.EndAsync()).Connections);
    }

    /// <summary>Three answers of 60 ms and one of a second, by two streams: one of them has nothing to do for most of the time.</summary>
    [Fact]
    public async Task The_end_of_a_counted_run_in_which_streams_are_idle_is_told()
    {
        using var trap = await Trap.StartAsync(TrapAnswer.Stream(1).Finish(1_000, Text("a"), Stop(), Usage(1), End), s_good, s_good, s_good);

        var counted = await LoadWorker.RunAsync(trap.Url, requests: 4, concurrency: 2);
        var timed = await LoadWorker.RunAsync(LoadWorker.Plan(trap.Url, requests: 4, concurrency: 2) with { Requests = null, Seconds = 0.5 });

        Assert.InRange(counted.Report.IdleSeconds!.Value, 0.3, counted.Report.Seconds);
        Assert.Null(timed.Report.IdleSeconds);
        Assert.Equal(0.5, timed.Report.Seconds, 1e-6);
    }

    /// <summary>Room for an answer of two million tokens is half a gigabyte: after six there is none left.</summary>
    [Fact]
    public async Task A_run_that_ends_for_want_of_room_says_so()
    {
        using var trap = await Trap.StartAsync(s_good);
        var plan = LoadWorker.Plan(trap.Url, requests: 20, concurrency: 1);

        var outcome = await LoadWorker.RunAsync(plan with { Workload = plan.Workload with { OutputTokens = 2_000_000 } });

        Assert.Equal(6, outcome.Report.Requests.Total);
        Assert.Contains(outcome.Report.Reasons, reason => reason.StartsWith("It ended early", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rate_that_cannot_be_kept_is_never_passed_off_as_valid()
    {
        using var trap = await Trap.StartAsync(TrapAnswer.Stream(1).Finish(2, Text("a"), Stop(), Usage(1), End));

        var outcome = await LoadWorker.RunAsync(LoadWorker.Plan(trap.Url) with { Load = new() { Rate = 20_000, Arrival = "constant" }, Requests = null, Seconds = 0.5 }, "taskset", "-c", "0");

        Assert.Equal("client_limited", outcome.Report.Verdict);
        Assert.Equal(0.5, outcome.Report.Seconds, 1e-6);
    }
}
