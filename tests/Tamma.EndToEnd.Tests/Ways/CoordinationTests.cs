using Tamma.Catalog;
using Tamma.Discovery;
using Tamma.EndToEnd.Tests.Simulator;
using Xunit;

namespace Tamma.EndToEnd.Tests.Ways;

/// <summary>Runs side by side: one at a time for a source, a bounded number over all, none in another's way, each stoppable.</summary>
public sealed class CoordinationTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_starts_of_one_source_are_one_run()
    {
        await using var host = await HangingAsync("single");
        var first = host.Coordinator.Start(SourceId.Connection("single"), RunTrigger.Manual);
        var second = host.Coordinator.Start(SourceId.Connection("single"), RunTrigger.Schedule);
        await AskedAsync("single");
        var third = host.Coordinator.Start(SourceId.Connection("single"), RunTrigger.Manual);

        Assert.Equal([first.Id, first.Id], new[] { second.Id, third.Id });
        Assert.Equal(1, await CountAsync("single"));
        host.Coordinator.Cancel(first.Id);
    }

    [Fact]
    public async Task A_source_that_hangs_gives_its_place_to_the_next()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"place-hung","protocol":"openai","generate":{"models":3,"seed":1}}""");
        await simulator.Process.CreateWorldAsync("""{"name":"place-well","protocol":"openai","generate":{"models":3,"seed":2}}""");
        await using var host = await TammaHost.StartAsync(
            new TestOptions([TestSource.OpenAi(simulator.Process, "place-hung"), TestSource.OpenAi(simulator.Process, "place-well")]) { Discovery = new() { Parallelism = 1 } });
        await simulator.Process.ClearRequestsAsync("place-hung");
        await simulator.Process.SetFaultAsync("place-hung", """{"kind":"hang"}""");
        var hung = host.Coordinator.Start(SourceId.Connection("place-hung"), RunTrigger.Manual);
        await Until.TrueAsync(async () => (await simulator.Process.RequestsAsync("place-hung")).GetProperty("count").GetInt32() > 0, Cancelled);
        var well = host.Coordinator.Start(SourceId.Connection("place-well"), RunTrigger.Manual);
        Assert.Equal(RunState.Queued, host.Coordinator.Active(well.Id)!.State);

        host.Time.Advance(TimeSpan.FromSeconds(5));
        await host.Coordinator.WaitAsync(well.Source, Cancelled);

        Assert.Equal((well.Id, RunState.Unchanged), (host.Board.RunsOf(well.Source).Last!.Id, host.Board.RunsOf(well.Source).Last!.State));
        Assert.Equal(RunState.Running, host.Coordinator.Active(hung.Id)!.State);
        host.Coordinator.Cancel(hung.Id);
    }

    [Fact]
    public async Task Cancelling_ends_a_listing_that_hangs_and_leaves_nothing_behind()
    {
        await using var host = await HangingAsync("cancelled");
        var record = host.Record();
        var run = host.Coordinator.Start(SourceId.Connection("cancelled"), RunTrigger.Manual);
        await AskedAsync("cancelled");

        Assert.True(host.Coordinator.Cancel(run.Id));
        await host.Coordinator.WaitAsync(run.Source, Cancelled);

        var ended = host.Board.RunsOf(run.Source).Last!;
        Assert.Equal((run.Id, RunState.Cancelled, "cancelled: cancelled; nothing was changed."), (ended.Id, ended.State, ended.Sentence));
        Assert.Equal(ended, await host.Get<IRunStore>().GetAsync(run.Id, Cancelled), RunsAreSame);
        Assert.Equal(record, host.Record());
        Assert.False(host.Coordinator.Cancel(run.Id));
        await simulator.Process.ClearFaultAsync("cancelled");
        Assert.Equal(RunState.Succeeded, (await host.RunAsync("cancelled")).State);
    }

    [Fact]
    public async Task Cancelling_between_pages_leaves_nothing_of_the_first_behind()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"halfway","protocol":"openai","page_size":4,"generate":{"models":10,"seed":1}}""");
        await using var host = await TammaHost.StartAsync(TestSource.OpenAi(simulator.Process, "halfway"));
        var record = host.Record();
        await simulator.Process.AddModelAsync("halfway", """{"id":"aaa","owned_by":"them"}""");
        await simulator.Process.ClearRequestsAsync("halfway");
        await simulator.Process.SetFaultAsync("halfway", """{"kind":"hang","page":2}""");
        var run = host.Coordinator.Start(SourceId.Connection("halfway"), RunTrigger.Manual);
        await Until.TrueAsync(async () => await CountAsync("halfway") == 2, Cancelled);
        await Until.TrueAsync(() => host.Coordinator.Active(run.Id)?.Pages == 1, Cancelled);

        host.Coordinator.Cancel(run.Id);
        await host.Coordinator.WaitAsync(run.Source, Cancelled);
        Assert.Equal(record, host.Record());
    }

    [Fact]
    public async Task A_run_that_takes_too_long_in_all_is_ended()
    {
        await using var host = await HangingAsync("long", new() { RunTimeout = TimeSpan.FromSeconds(20) });
        var running = host.RunAsync("long");
        await AskedAsync("long");
        host.Time.Advance(TimeSpan.FromSeconds(20));

        var run = await running;
        Assert.Equal((RunState.Failed, "timed_out", "long: no whole answer within 20 s. 4 models kept, stale since 09:12."), (run.State, run.Fault, run.Sentence));
    }

    [Fact]
    public async Task Stopping_ends_what_is_under_way_and_starts_nothing_until_it_is_resumed()
    {
        await using var host = await HangingAsync("stopped");
        var run = host.Coordinator.Start(SourceId.Connection("stopped"), RunTrigger.Manual);
        await AskedAsync("stopped");

        await host.Coordinator.StopAsync();
        Assert.True(host.Coordinator.IsStopped);
        Assert.Empty(host.Coordinator.AllActive);
        Assert.Equal((run.Id, RunState.Cancelled), (host.Board.RunsOf(run.Source).Last!.Id, host.Board.RunsOf(run.Source).Last!.State));

        var refused = await host.RunAsync("stopped");
        Assert.Equal((RunState.Cancelled, "stopped: discovery is stopped; resume it first."), (refused.State, refused.Sentence));
        Assert.Equal(1, await CountAsync("stopped"));

        host.Coordinator.Resume();
        await simulator.Process.ClearFaultAsync("stopped");
        Assert.Equal(RunState.Succeeded, (await host.RunAsync("stopped")).State);
    }

    [Fact]
    public async Task No_more_sources_are_read_at_once_than_is_allowed()
    {
        string[] worlds = ["many-1", "many-2", "many-3", "many-4", "many-5"];
        foreach (var world in worlds)
        {
            await simulator.Process.CreateWorldAsync($$$"""{"name":"{{{world}}}","protocol":"openai","generate":{"models":2,"seed":1}}""");
            await simulator.Process.SetFaultAsync(world, """{"kind":"hang"}""");
        }

        await using var host = await TammaHost.StartAsync(new TestOptions(worlds.Select(world => TestSource.OpenAi(simulator.Process, world)))
        {
            Discovery = new() { Parallelism = 2 },
            AwaitsFirstRuns = false,
        });
        await Until.TrueAsync(() => host.Coordinator.AllActive.Length == 5, Cancelled);
        for (var left = 5; left > 0; left--)
        {
            await Until.TrueAsync(() => host.Coordinator.AllActive.Count(run => run.State is RunState.Running) == Math.Min(2, left), Cancelled);
            var asked = 0;
            await Until.TrueAsync(async () => (asked = await AskedOfAsync(worlds)) >= 5 - left + Math.Min(2, left), Cancelled);
            Assert.Equal(5 - left + Math.Min(2, left), asked);
            Assert.Equal(Math.Max(0, left - 2), host.Coordinator.AllActive.Count(run => run.State is RunState.Queued));
            host.Coordinator.Cancel(host.Coordinator.AllActive.First(run => run.State is RunState.Running).Id);
            await Until.TrueAsync(() => host.Coordinator.AllActive.Length == left - 1, Cancelled);
        }
    }

    [Fact]
    public async Task A_source_that_hangs_delays_no_other()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"quick","protocol":"openai","generate":{"models":3,"seed":1}}""");
        await using var host = await HangingAsync("slow", more: TestSource.OpenAi(simulator.Process, "quick"));
        await simulator.Process.AddModelAsync("quick", """{"id":"fresh","owned_by":"them"}""");
        var all = host.Models.DiscoverModelsAsync(cancellationToken: Cancelled);

        await AskedAsync("slow");
        await host.Coordinator.WaitAsync(SourceId.Connection("quick"), Cancelled);
        Assert.Contains("fresh", host.Ids("quick"));
        Assert.Equal("slow", Assert.Single(host.Coordinator.AllActive).Source.ConnectionId);
        Assert.False(all.IsCompleted);

        host.Coordinator.Cancel(host.Coordinator.AllActive[0].Id);
        Assert.Equal([RunState.Succeeded, RunState.Cancelled], (await all).Select(run => run.State).Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task A_schedule_loses_no_source_however_soon_the_next_run_is_due(int milliseconds)
    {
        string[] worlds = ["due-1", "due-2", "due-3"];
        foreach (var world in worlds)
        {
            await simulator.Process.CreateWorldAsync($$$"""{"name":"{{{world}}}","protocol":"openai","generate":{"models":2,"seed":1}}""");
            await simulator.Process.ClearRequestsAsync(world);
        }

        await using var host = await TammaHost.StartAsync(new TestOptions(worlds.Select(world => TestSource.OpenAi(simulator.Process, world)))
        {
            Clock = TimeProvider.System,
            Interval = TimeSpan.FromMilliseconds(milliseconds),
            AwaitsFirstRuns = false,
        });
        foreach (var world in worlds)
        {
            await Until.TrueAsync(async () => await CountAsync(world) >= 100, Cancelled);
        }
    }

    [Fact]
    public async Task What_runs_when_the_host_stops_is_cancelled_and_said_so()
    {
        var host = await HangingAsync("leaving");
        var run = host.Coordinator.Start(SourceId.Connection("leaving"), RunTrigger.Manual);
        await AskedAsync("leaving");
        var board = host.Board;
        await host.DisposeAsync();

        Assert.Equal((run.Id, RunState.Cancelled), (board.RunsOf(run.Source).Last!.Id, board.RunsOf(run.Source).Last!.State));
    }

    private static bool RunsAreSame(Run? a, Run? b) =>
        a! with { Documents = [], UnknownFields = b!.UnknownFields, Rules = b.Rules, Findings = b.Findings } == b with { Documents = [] };

    /// <summary>A host that has read four models of a world which now has one more and answers nothing.</summary>
    private async Task<TammaHost> HangingAsync(string world, DiscoveryOptions? discovery = null, params IEnumerable<TestSource> more)
    {
        await simulator.Process.CreateWorldAsync($$$"""{"name":"{{{world}}}","protocol":"openai","generate":{"models":4,"seed":1}}""");
        var host = await TammaHost.StartAsync(new TestOptions([TestSource.OpenAi(simulator.Process, world), .. more]) { Discovery = discovery ?? new() });
        await simulator.Process.AddModelAsync(world, """{"id":"unseen","owned_by":"them"}""");
        await simulator.Process.ClearRequestsAsync(world);
        await simulator.Process.SetFaultAsync(world, """{"kind":"hang"}""");
        return host;
    }

    private Task AskedAsync(string world) => Until.TrueAsync(async () => await CountAsync(world) > 0, Cancelled);

    private async Task<int> CountAsync(string world) => (await simulator.Process.RequestsAsync(world)).GetProperty("count").GetInt32();

    private async Task<int> AskedOfAsync(IEnumerable<string> worlds)
    {
        var asked = 0;
        foreach (var world in worlds)
        {
            asked += await CountAsync(world);
        }

        return asked;
    }
}
