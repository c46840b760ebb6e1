using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Tamma.Catalog;
using Tamma.EndToEnd.Tests.Simulator;
using Tamma.EndToEnd.Tests.Ways;
using Tamma.Storage;
using Xunit;

namespace Tamma.EndToEnd.Tests.Crash;

/// <summary>The check of <see cref="KillTests"/> finds what it is there to find: a store that commits events separately goes red under it.</summary>
public sealed class ControlTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const string Folder = "TAMMA_TEST_WRONG_STORE";
    private const string World = "TAMMA_TEST_WRONG_STORE_WORLD";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_kill_between_catalogue_and_events_of_a_store_that_commits_them_separately_is_found()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"control","protocol":"openai","generate":{"models":50,"seed":1}}""");
        var folder = Directory.CreateTempSubdirectory("tamma-control-");
        var (database, marks) = (Path.Combine(folder.FullName, "tamma.db"), new Marks(Path.Combine(folder.FullName, "marks")));
        using var child = Process.Start(Child(folder.FullName))!;
        try
        {
            _ = child.StandardOutput.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
            await marks.InsideAsync(Cancelled);

            // Once it is whole the same check is content: it is the kill that it finds, not the detour.
            await Until.TrueAsync(() => marks.Ended == 1, Cancelled);
            Assert.Empty(Agreement.Check(database));

            await simulator.Process.AddModelAsync("control", """{"id":"one-more","owned_by":"them"}""");
            await marks.InsideAsync(Cancelled);
        }
        finally
        {
            child.Kill();
            await child.WaitForExitAsync(CancellationToken.None);
        }

        var found = Agreement.Check(database);
        Assert.Contains("wrong/one-more is in the catalogue and no event tells of it.", found);
        Assert.Contains("the log's head says 52 and its last event is 51.", found);
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("DELETE FROM events WHERE position = 7; UPDATE events SET position = 7 WHERE position = 51; UPDATE log SET position = 50, catalog_position = 50", "has no event of its own")]
    [InlineData("UPDATE versions SET fields = '{}' WHERE position = 9", "has other values in the catalogue than in the log")]
    [InlineData("UPDATE versions SET availability = 2 WHERE position = 9", "in the catalogue and")]
    [InlineData("UPDATE events SET position = 52 WHERE position = 51", "position 52 stands where 51 was due")]
    [InlineData("UPDATE log SET position = 60", "the log's head says 60")]
    [InlineData("UPDATE sources SET claims = 49", "named 49 models and makes claims on 50")]
    [InlineData("UPDATE versions SET number = 2 WHERE position = 3", "is 2@3 in the catalogue and 1@3 in the log")]
    public async Task Each_kind_of_damage_is_found(string damage, string complaint)
    {
        var world = $"damage-{Guid.NewGuid():N}";
        await simulator.Process.CreateWorldAsync($$$"""{"name":"{{{world}}}","protocol":"openai","generate":{"models":50,"seed":1}}""");
        await using var host = await TammaHost.StartAsync(TestSource.OpenAi(simulator.Process, world));
        Assert.Empty(Agreement.Check(host.Database));

        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = host.Database, Pooling = false, ForeignKeys = false }.ToString());
        await connection.OpenAsync(Cancelled);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // stands above
        command.CommandText = damage;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(Cancelled);

        Assert.Contains(Agreement.Check(host.Database), found => found.Contains(complaint, StringComparison.Ordinal));
    }

    /// <summary>What the child of the first test does until it is killed. Explicit, so that nothing else runs it.</summary>
    [Fact(Explicit = true)]
    public async Task The_wrong_store_works_until_it_is_killed()
    {
        var folder = Environment.GetEnvironmentVariable(Folder) ?? throw new InvalidOperationException("Only as a child of the control.");
        var database = Path.Combine(folder, "tamma.db");
        var builder = Host.CreateEmptyApplicationBuilder(new());
        var options = new TestOptions([new TestSource.Connection("wrong", "openai_compatible", new(Environment.GetEnvironmentVariable(World)!))]).ToTamma();
        builder.Services.AddTamma(options with { Connections = [options.Connections[0] with { Interval = TimeSpan.FromMilliseconds(500) }] }).UseEmbeddedStorage(database);
        var right = builder.Services.Last(service => service.ServiceType == typeof(ICatalogStore));
        builder.Services.AddSingleton<ICatalogStore>(services =>
            new SeparateCommits((ICatalogStore)ActivatorUtilities.CreateInstance(services, right.ImplementationType!), database, Path.Combine(folder, "marks"), TimeSpan.FromMilliseconds(500)));
        using var host = builder.Build();
        await host.StartAsync(Cancelled);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, Cancelled);
    }

    private ProcessStartInfo Child(string folder)
    {
        var own = typeof(ControlTests).Assembly.Location;
        var method = $"{typeof(ControlTests).FullName}.{nameof(The_wrong_store_works_until_it_is_killed)}";
        var start = new ProcessStartInfo(Processes.Binaries.Dotnet, [own, "-explicit", "only", "-method", method]) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment[Folder] = folder;
        start.Environment[World] = new Uri(simulator.Process.WorldUrl("control"), "v1").ToString();
        return start;
    }
}
