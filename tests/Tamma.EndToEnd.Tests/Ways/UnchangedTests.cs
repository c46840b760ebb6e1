using Tamma.Discovery;
using Tamma.EndToEnd.Tests.Simulator;
using Xunit;

namespace Tamma.EndToEnd.Tests.Ways;

/// <summary>A source that says the same again is confirmed and costs nothing else, in whatever order and bytes it says it.</summary>
public sealed class UnchangedTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Worlds() => new()
    {
        { "plain", "\"protocol\":\"openai\"" },
        { "created-now", "\"protocol\":\"openai\",\"volatile_created\":true" },
        { "shuffled", "\"protocol\":\"openai\",\"flavour\":\"gateway\",\"shuffle\":true,\"volatile_created\":true,\"etag\":\"none\"" },
        { "shuffled-pages", "\"protocol\":\"openai\",\"flavour\":\"gateway\",\"page_size\":7,\"shuffle\":true,\"volatile_created\":true" },
        { "vllm", "\"protocol\":\"openai\",\"flavour\":\"vllm\"" },
        { "llamacpp", "\"protocol\":\"openai\",\"flavour\":\"llamacpp\",\"shuffle\":true" },
        { "opencode", "\"protocol\":\"opencode\"" },
        { "opencode-shuffled", "\"protocol\":\"opencode\",\"shuffle\":true" },
    };

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task A_second_run_writes_nothing_and_makes_no_event(string name, string spec)
    {
        await simulator.Process.CreateWorldAsync($$$"""{"name":"{{{name}}}",{{{spec}}},"generate":{"models":30,"seed":5}}""");
        TestSource source = spec.Contains("opencode", StringComparison.Ordinal) ? TestSource.OpenCode(simulator.Process, name) : TestSource.OpenAi(simulator.Process, name);
        await using var host = await TammaHost.StartAsync(source);
        Assert.Equal(30, host.Snapshot.Models.Count());
        if (spec.Contains("volatile_created", StringComparison.Ordinal))
        {
            await OtherSecondAsync(name);
        }

        await ExpectUnchangedAsync(host, name);
    }

    [Fact]
    public async Task A_catalogue_that_answers_not_modified_is_confirmed()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"dev","protocol":"models_dev","etag":"strong","generate":{"models":30,"seed":5}}""");
        await using var host = await TammaHost.StartAsync(TestSource.PublicCatalogue(simulator.Process, "dev"));

        await ExpectUnchangedAsync(host, "models_dev");
        Assert.Equal(3, (await simulator.Process.RequestsAsync("dev")).GetProperty("not_modified").GetInt32());
    }

    [Fact]
    public async Task A_catalogue_without_a_validator_is_compared_by_what_it_says()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"dev-bare","protocol":"models_dev","etag":"none","shuffle":true,"generate":{"models":30,"seed":5}}""");
        await using var host = await TammaHost.StartAsync(TestSource.PublicCatalogue(simulator.Process, "dev-bare"));

        await ExpectUnchangedAsync(host, "models_dev");
        Assert.Equal(0, (await simulator.Process.RequestsAsync("dev-bare")).GetProperty("not_modified").GetInt32());
    }

    [Fact]
    public async Task After_a_change_only_what_changed_has_a_new_version()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"one","protocol":"openai","flavour":"gateway","shuffle":true,"generate":{"models":30,"seed":5}}""");
        await using var host = await TammaHost.StartAsync(TestSource.OpenAi(simulator.Process, "one"));
        var head = await host.HeadAsync();
        var id = host.Ids("one")[7];
        await simulator.Process.PatchModelAsync("one", id, """{"limit":{"context":777777}}""");

        var run = await host.RunAsync("one");

        var told = Assert.Single(await host.EventsAsync(head));
        Assert.Equal(("model_updated", id, run.Id), (told.Event.Type, told.Event.ModelId, told.Event.RunId!.Value));
        Assert.Equal(new RunCounts { Listed = 30, Updated = 1 }, run.Counts);
        Assert.Equal((head + 1, head + 1), (run.FirstPosition, run.LastPosition));
        Assert.Equal(2, host.Model("one", id).Version);
    }

    /// <summary>The time that such a world stamps on its rows has seconds; within one of them nothing would differ.</summary>
    private async Task OtherSecondAsync(string world)
    {
        var first = await CreatedAsync();
        await Until.TrueAsync(async () => await CreatedAsync() != first, Cancelled);

        async Task<long> CreatedAsync() => (await simulator.GetJsonAsync($"w/{world}/v1/models")).GetProperty("data")[0].GetProperty("created").GetInt64();
    }

    private static async Task ExpectUnchangedAsync(TammaHost host, string source)
    {
        var record = host.Record();
        var snapshot = host.Snapshot;
        for (var run = 1; run <= 3; run++)
        {
            host.Time.Advance(TimeSpan.FromHours(1));
            var again = await host.RunAsync(source);

            Assert.Equal((RunState.Unchanged, 30), (again.State, again.Counts.Listed));
            Assert.Equal(record, host.Record());
            Assert.Same(snapshot, host.Snapshot);
            var state = host.Board.StateOf(again.Source)!;
            Assert.Equal(TammaHost.Morning.AddHours(run), state.ConfirmedAt);
            Assert.Equal(state, Assert.Single(await host.Get<Tamma.Catalog.ICatalogStore>().ReadSourcesAsync(Cancelled), stored => stored.Source == again.Source));
        }
    }
}
