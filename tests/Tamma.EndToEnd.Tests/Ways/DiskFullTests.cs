using Tamma.Catalog;
using Tamma.Discovery;
using Tamma.EndToEnd.Tests.Simulator;
using Tamma.Storage.Sqlite;
using Xunit;

namespace Tamma.EndToEnd.Tests.Ways;

/// <summary>With no space left the catalogue is still read, discovery pauses and says why, and goes on when there is space.</summary>
public sealed class DiskFullTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_disk_pauses_discovery_and_not_reading()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"full","protocol":"openai","flavour":"gateway","generate":{"models":20,"seed":1}}""");
        await using var host = await TammaHost.StartAsync(TestSource.OpenAi(simulator.Process, "full"));
        var (record, snapshot, database) = (host.Record(), host.Snapshot, host.Get<SqliteDatabase>());
        for (var number = 0; number < 400; number++)
        {
            await simulator.Process.AddModelAsync("full", $$"""{"id":"newcomer-{{number}}","owned_by":"them","name":"One of many newcomers"}""");
        }

        database.LimitPages(database.CountPages() + 2);
        var failed = await host.RunAsync("full");

        Assert.Equal((RunState.Failed, "storage"), (failed.State, failed.Fault));
        Assert.Equal("full: the disk is full; reads go on, discovery pauses until there is space. 20 models kept, stale since 09:12.", failed.Sentence);
        Assert.Equal("the disk is full; reads go on, discovery pauses until there is space", host.Coordinator.PausedBecause);
        Assert.Equal(record, host.Record());
        Assert.Same(snapshot, host.Snapshot);
        Assert.Equal(20, (await host.Models.SearchModelsAsync(new(), Cancelled)).Models.Length);
        Assert.Equal(20, (await host.Get<ICatalogStore>().ReadAsOfAsync(host.Snapshot.Head.Position, "full", Cancelled)).Count);

        // Not one page more: nothing is fetched that could not be written.
        await FillAsync(host, database);
        await simulator.Process.ClearRequestsAsync("full");
        Assert.Equal("storage", (await host.RunAsync("full")).Fault);
        Assert.Equal(0, (await simulator.Process.RequestsAsync("full")).GetProperty("count").GetInt32());
        Assert.NotNull(host.Coordinator.PausedBecause);

        database.LimitPages(null);
        var resumed = await host.RunAsync("full");
        Assert.Equal((RunState.Succeeded, 400), (resumed.State, resumed.Counts.Added));
        Assert.Null(host.Coordinator.PausedBecause);
        Assert.Equal(420, host.Ids("full").Count);
    }

    /// <summary>Takes what is left, down to where the beginning of a run can no longer be written.</summary>
    private static async Task FillAsync(TammaHost host, SqliteDatabase database)
    {
        database.LimitPages(database.CountPages());
        var runs = host.Get<IRunStore>();
        var filler = new Run { Id = Guid.Empty, Source = SourceId.Connection("full"), Trigger = RunTrigger.Manual, QueuedAt = TammaHost.Morning, StartedAt = TammaHost.Morning, State = RunState.Running };
        for (var number = 0; number < 10_000; number++)
        {
            try
            {
                await runs.SaveAsync(filler with { Id = Guid.CreateVersion7(TammaHost.Morning) }, Cancelled);
            }
            catch (Events.StorageException)
            {
                return;
            }
        }

        Assert.Fail("The file grew although it may not.");
    }
}
