using System.Diagnostics;
using System.Globalization;
using Tamma.Client.Benchmarks;
using Xunit;
using static Tamma.EndToEnd.Tests.Load.Frames;

namespace Tamma.EndToEnd.Tests.Load;

/// <summary>No run is wrong and unflagged: what starves the worker makes it the limit, and what piles up before the server is said to.</summary>
public sealed class VerdictTests
{
    private static readonly TrapAnswer s_second = Enumerable.Range(0, 40).Aggregate(TrapAnswer.Stream(1), (said, step) => said.Say(200 + (step * 20), Text("a"))).Finish(1_001, Stop(), Usage(40), End);

    /// <summary>As a container does that is held to its share of processor time: all threads stop together, and none of them sees it of another.</summary>
    [Fact]
    public async Task A_worker_that_is_stopped_for_a_while_is_the_limit()
    {
        using var trap = await Trap.StartAsync(s_second);
        var stopped = 0;

        var outcome = await LoadWorker.RunAsync(
            LoadWorker.Plan(trap.Url, concurrency: 4) with { Requests = null, Seconds = 6 },
            heard =>
            {
                // Once, for half a second of six: a tenth of all that is stamped then is late by up to that.
                if (heard.Progress is { Phase: "measuring", ElapsedSeconds: > 2 } && stopped++ == 0)
                {
                    Signal("STOP", heard.Worker);
                    Thread.CurrentThread.Join(500);
                    Signal("CONT", heard.Worker);
                }
            });

        Assert.True(stopped > 0, "It was not stopped.");
        Assert.Equal("client_limited", outcome.Report.Verdict);
        Assert.InRange(outcome.Report.Client.ProbeP99!.Value, 100, 5_000);
        Assert.Contains(outcome.Report.Reasons, reason => reason.Contains("timer was late", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_worker_that_shares_its_core_with_loops_that_never_rest_is_the_limit()
    {
        using var trap = await Trap.StartAsync(s_second);
        var loops = Enumerable.Range(0, 3).Select(_ => Process.Start("taskset", ["-c", "0", "sh", "-c", "while :; do :; done"])).ToList();
        try
        {
            var outcome = await LoadWorker.RunAsync(LoadWorker.Plan(trap.Url, requests: 32, concurrency: 16), "taskset", "-c", "0", "nice", "-n", "5");

            Assert.Equal("client_limited", outcome.Report.Verdict);
        }
        finally
        {
            foreach (var loop in loops)
            {
                loop.Kill();
                loop.Dispose();
            }
        }
    }

    /// <summary>One slot and a tenth of a second for each: ten a second. Twenty are asked for.</summary>
    [Fact]
    public async Task A_server_before_which_requests_pile_up_is_over_saturated()
    {
        var outcome = await AskAsync(rate: 20);

        Assert.Equal("over_saturated", outcome.Report.Verdict);
        Assert.Contains(outcome.Report.Reasons, reason => reason.StartsWith("The server fell behind", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_keeps_up_is_not()
    {
        var outcome = await AskAsync(rate: 4);

        Assert.NotEqual("over_saturated", outcome.Report.Verdict);
        Assert.Equal(outcome.Report.Requests.Total, outcome.Report.Requests.Ok + outcome.Report.Requests.Cancelled);
    }

    private static async Task<LoadOutcome> AskAsync(double rate)
    {
        using var trap = await Trap.StartNarrowAsync(1, TrapAnswer.Stream(50).Say(60, Text("a")).Finish(100, Stop(), Usage(1), End));
        LoadPlan plan = LoadWorker.Plan(trap.Url) with { Load = new() { Rate = rate, Arrival = "constant" }, Requests = null, Seconds = 5, Preconnect = true };
        return await LoadWorker.RunAsync(plan);
    }

    private static void Signal(string name, Process process)
    {
        using var kill = Process.Start("kill", [$"-{name}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
