using Tamma.Catalog;
using Tamma.Discovery;
using Tamma.EndToEnd.Tests.Simulator;
using Xunit;

namespace Tamma.EndToEnd.Tests.Ways;

/// <summary>Missing at once, removed after three runs and 24 hours; and no sooner, whatever the answers in between look like.</summary>
public sealed class RemovalTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    [Theory]
    [InlineData("same-bytes", "\"protocol\":\"openai\"")]
    [InlineData("other-bytes", "\"protocol\":\"openai\",\"shuffle\":true,\"volatile_created\":true")]
    [InlineData("not-modified", "\"protocol\":\"models_dev\",\"etag\":\"strong\"")]
    [InlineData("from-opencode", "\"protocol\":\"opencode\"")]
    public async Task A_model_that_is_no_longer_listed_is_missing_at_once_and_removed_after_three_runs_and_a_day(string name, string spec)
    {
        var (host, source, key) = await StartAsync(name, spec);
        await using var _ = host;

        var first = await host.RunAsync(source);
        Assert.Equal((Availability.Missing, TammaHost.Morning), (Find(host, key).Availability, Find(host, key).MissingSince));
        Assert.Equal(1, first.Counts.Missing);
        var head = await host.HeadAsync();

        // Three runs within the hour are runs enough, and not time enough.
        for (var run = 0; run < 4; run++)
        {
            host.Time.Advance(TimeSpan.FromMinutes(10));
            await host.RunAsync(source);
        }

        Assert.Equal(Availability.Missing, Find(host, key).Availability);
        Assert.Equal(head, await host.HeadAsync());
        host.Time.Advance(TimeSpan.FromHours(24));
        var last = await host.RunAsync(source);

        Assert.Equal(1, last.Counts.Removed);
        Assert.Equal((Availability.Removed, host.Time.GetUtcNow()), (Find(host, key).Availability, Find(host, key).RemovedAt));
        Assert.Empty(Find(host, key).Offers);
        Assert.Equal(["model_removed"], (await host.EventsAsync(head)).Select(told => told.Event.Type));
        Assert.Equal(0, host.Board.States.Single(state => state.Source != SourceId.Overrides).PendingMissing);
        var record = host.Record();
        host.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(RunState.Unchanged, (await host.RunAsync(source)).State);
        Assert.Equal(record, host.Record());
    }

    [Fact]
    public async Task A_day_is_not_enough_without_three_runs()
    {
        var (host, source, key) = await StartAsync("seldom", "\"protocol\":\"openai\"");
        await using var _ = host;
        await host.RunAsync(source);
        host.Time.Advance(TimeSpan.FromDays(2));
        await host.RunAsync(source);
        Assert.Equal(Availability.Missing, Find(host, key).Availability);

        host.Time.Advance(TimeSpan.FromMinutes(1));
        await host.RunAsync(source);
        Assert.Equal(Availability.Removed, Find(host, key).Availability);
    }

    [Fact]
    public async Task A_run_that_failed_does_not_count()
    {
        var (host, source, key) = await StartAsync("failing", "\"protocol\":\"openai\"");
        await using var _ = host;
        await host.RunAsync(source);
        host.Time.Advance(TimeSpan.FromDays(2));
        await simulator.Process.SetFaultAsync("failing", """{"kind":"server_error"}""");
        for (var run = 0; run < 5; run++)
        {
            Assert.Equal(RunState.Failed, (await host.RunAsync(source)).State);
        }

        Assert.Equal(Availability.Missing, Find(host, key).Availability);
    }

    [Theory]
    [InlineData("returning", "\"protocol\":\"openai\",\"flavour\":\"gateway\"")]
    [InlineData("returning-opencode", "\"protocol\":\"opencode\"")]
    public async Task A_model_that_is_listed_again_returns_and_its_count_begins_anew(string name, string spec)
    {
        var (host, source, key) = await StartAsync(name, spec);
        await using var _ = host;
        await host.RunAsync(source);
        host.Time.Advance(TimeSpan.FromHours(30));
        await host.RunAsync(source);
        var head = await host.HeadAsync();

        await simulator.Process.AddModelAsync(name, _removed!);
        var back = await host.RunAsync(source);

        Assert.Equal(1, back.Counts.Returned);
        Assert.Equal((Availability.Listed, (DateTimeOffset?)null), (Find(host, key).Availability, Find(host, key).MissingSince));
        Assert.Contains("model_returned", (await host.EventsAsync(head)).Select(told => told.Event.Type));
        Assert.Equal(0, host.Board.States.Single(state => state.Source != SourceId.Overrides).PendingMissing);

        await simulator.Process.RemoveModelAsync(name, _id!, _provider);
        await host.RunAsync(source);
        host.Time.Advance(TimeSpan.FromHours(25));
        await host.RunAsync(source);
        Assert.Equal(Availability.Missing, Find(host, key).Availability);
    }

    [Fact]
    public async Task A_model_that_was_removed_and_is_listed_again_is_added_and_its_versions_go_on()
    {
        var (host, source, key) = await StartAsync("after-removal", "\"protocol\":\"openai\"");
        await using var _ = host;
        await host.RunAsync(source);
        host.Time.Advance(TimeSpan.FromHours(30));
        await host.RunAsync(source);
        await host.RunAsync(source);
        Assert.Equal((Availability.Removed, 3), (Find(host, key).Availability, Find(host, key).Version));

        await simulator.Process.AddModelAsync("after-removal", _removed!);
        Assert.Equal(1, (await host.RunAsync(source)).Counts.Added);
        Assert.Equal((Availability.Listed, 4, TammaHost.Morning), (Find(host, key).Availability, Find(host, key).Version, Find(host, key).FirstSeen));
    }

    [Fact]
    public async Task A_retirement_date_that_has_passed_removes_at_once()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"retiring","protocol":"openai","generate":{"models":20,"seed":6}}""");
        await simulator.Process.AddModelAsync("retiring", """{"id":"old-timer","shutdown_date":"2026-03-02"}""");
        await using var host = await TammaHost.StartAsync(TestSource.OpenAi(simulator.Process, "retiring"));
        await simulator.Process.RemoveModelAsync("retiring", "old-timer");

        Assert.Equal(1, (await host.RunAsync("retiring")).Counts.Removed);
        Assert.Equal(["old-timer"], host.Ids("retiring", Availability.Removed));
    }

    private string? _removed;
    private string? _id;
    private string? _provider;

    private static Model Find(TammaHost host, ModelKey key) => host.Snapshot.Find(key)!;

    /// <summary>A host that has read twenty models, of which the world has then lost one.</summary>
    private async Task<(TammaHost Host, string Source, ModelKey Lost)> StartAsync(string name, string spec)
    {
        await simulator.Process.CreateWorldAsync($$$"""{"name":"{{{name}}}",{{{spec}}},"generate":{"models":20,"seed":6}}""");
        var isDev = spec.Contains("models_dev", StringComparison.Ordinal);
        var isOpenCode = spec.Contains("opencode", StringComparison.Ordinal);
        var host = await TammaHost.StartAsync(
            isDev ? TestSource.PublicCatalogue(simulator.Process, name)
            : isOpenCode ? TestSource.OpenCode(simulator.Process, name)
            : TestSource.OpenAi(simulator.Process, name));
        var lost = (await simulator.Process.ControlAsync(HttpMethod.Get, $"worlds/{name}/models"))[3];
        _removed = lost.GetRawText();
        _id = lost.GetProperty("id").GetString()!;
        _provider = lost.GetProperty("provider").GetString()!;
        await simulator.Process.RemoveModelAsync(name, _id, _provider);
        var key = host.Snapshot.Models.Select(model => model.Key).Single(key =>
            key == new ModelKey(name, _id) || key == new ModelKey(_provider, _id) || key == new ModelKey(name, $"{_provider}/{_id}"));
        return (host, isDev ? "models_dev" : name, key);
    }
}
