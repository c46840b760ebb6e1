using System.Text;
using Tamma.Catalog;
using Tamma.Discovery;
using Tamma.EndToEnd.Tests.Simulator;
using Tamma.Events;
using Tamma.Providers.Health;
using Xunit;

namespace Tamma.EndToEnd.Tests.Ways;

/// <summary>A provider that breaks down is seen, kept, marked, and read anew by itself when it is back.</summary>
public sealed class HealthTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_an_outage_a_provider_is_rediscovered_without_a_restart()
    {
        await using var host = await StartAsync("outage");
        Assert.Equal(HealthStatus.Healthy, Health(host, "outage").Status);
        await simulator.Process.SetFaultAsync("outage", """{"kind":"server_error"}""");
        await host.RunAsync("outage");
        await host.RunAsync("outage");
        Assert.Equal(HealthStatus.Healthy, Health(host, "outage").Status);

        await host.RunAsync("outage");

        Assert.Equal((HealthStatus.Unhealthy, "outage: failed 3 times in a row; answered 500 (server_error). 12 models kept, stale since 09:12."), (Health(host, "outage").Status, Health(host, "outage").Sentence));
        Assert.Equal(12, host.Ids("outage").Count);

        await simulator.Process.ClearFaultAsync("outage");
        await simulator.Process.AddModelAsync("outage", """{"id":"newcomer","owned_by":"them"}""");
        host.Time.Advance(TimeSpan.FromSeconds(40));

        await Until.TrueAsync(() => host.Ids("outage").Contains("newcomer") && Health(host, "outage").Status is HealthStatus.Healthy, Cancelled);
        var run = host.Board.RunsOf(SourceId.Connection("outage")).Last!;
        Assert.Equal((RunTrigger.Recovery, RunState.Succeeded), (run.Trigger, run.State));
        Assert.Equal(["healthy→unhealthy", "unhealthy→degraded", "degraded→healthy"], await ChangesAsync(host));
        Assert.Equal(HealthSource.Check, host.Get<HealthBoard>().Of("outage").Samples[^2].Source);
    }

    [Fact]
    public async Task A_check_touches_nothing_while_the_outage_lasts()
    {
        await using var host = await StartAsync("lasting");
        await simulator.Process.SetFaultAsync("lasting", """{"kind":"server_error"}""");
        for (var i = 0; i < 3; i++)
        {
            await host.RunAsync("lasting");
        }

        var record = host.Record();
        host.Time.Advance(TimeSpan.FromSeconds(40));
        await Until.TrueAsync(() => Health(host, "lasting").Failures == 4, Cancelled);

        Assert.Equal(record, host.Record());
        Assert.Equal(RunTrigger.Manual, host.Board.RunsOf(SourceId.Connection("lasting")).Last!.Trigger);
    }

    [Fact]
    public async Task A_start_goes_on_with_what_is_stored()
    {
        await using var host = await StartAsync("stored");
        await simulator.Process.SetFaultAsync("stored", """{"kind":"unauthorised"}""");
        await host.RunAsync("stored");

        var board = new HealthBoard(host.Get<IHealthStore>(), host.Get<IBell>(), host.Time);
        await board.LoadAsync(Cancelled);

        Assert.Equal(HealthStatus.Unauthorised, board.Of("stored").State.Status);
        Assert.Equal(Health(host, "stored"), board.Of("stored").State);
        Assert.Equal(host.Get<HealthBoard>().Of("stored").Samples, board.Of("stored").Samples);
    }

    [Fact]
    public async Task A_provider_that_hangs_holds_up_no_other()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"swift","protocol":"openai","generate":{"models":5,"seed":8}}""");
        await simulator.Process.CreateWorldAsync("""{"name":"hanging","protocol":"openai","generate":{"models":5,"seed":8}}""");
        await using var host = await TammaHost.StartAsync(TestSource.OpenAi(simulator.Process, "swift"), TestSource.OpenAi(simulator.Process, "hanging"));
        await simulator.Process.SetFaultAsync("hanging", """{"kind":"hang","delay_ms":600000}""");
        var hanging = host.RunAsync("hanging");
        await Until.TrueAsync(() => host.Coordinator.AllActive.Any(run => run is { Source.ConnectionId: "hanging", State: RunState.Running }), Cancelled);

        Assert.Equal(RunState.Unchanged, (await host.RunAsync("swift")).State);

        Assert.False(hanging.IsCompleted);
        host.Coordinator.Cancel(host.Coordinator.AllActive.Single().Id);
        Assert.Equal(RunState.Cancelled, (await hanging).State);
        Assert.Equal(HealthStatus.Healthy, Health(host, "hanging").Status);
    }

    private async Task<TammaHost> StartAsync(string world)
    {
        await simulator.Process.CreateWorldAsync($$$"""{"name":"{{{world}}}","protocol":"openai","key":"{{{TestOptions.Key}}}","generate":{"models":12,"seed":3}}""");
        return await TammaHost.StartAsync(TestSource.OpenAi(simulator.Process, world) with { HasKey = true });
    }

    private static HealthState Health(TammaHost host, string connection) => host.Get<HealthBoard>().Of(connection).State;

    private static async Task<string[]> ChangesAsync(TammaHost host) =>
    [
        .. (await host.EventsAsync()).Where(envelope => envelope.Event.Type == EventTypes.ProviderStatusChanged)
            .Select(envelope => System.Text.Json.JsonDocument.Parse(Encoding.UTF8.GetString(envelope.Event.Data.Span)).RootElement)
            .Select(data => $"{data.GetProperty("old").GetString()}→{data.GetProperty("new").GetString()}"),
    ];
}
