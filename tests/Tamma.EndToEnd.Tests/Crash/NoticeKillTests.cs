using System.Globalization;
using Microsoft.Data.Sqlite;
using Tamma.EndToEnd.Tests.Processes;
using Tamma.EndToEnd.Tests.Simulator;
using Tamma.EndToEnd.Tests.Ways;
using Xunit;

namespace Tamma.EndToEnd.Tests.Crash;

/// <summary>The server is killed while it tells of ends, before, inside and after the transaction: each end is told, and told once.</summary>
public sealed class NoticeKillTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const int Kills = 4;

    /// <summary>Days from now and the threshold that they fall under, a day earlier or later too.</summary>
    private static readonly (int Days, int Threshold)[] s_ends = [(4, 7), (20, 30), (45, 60), (80, 90)];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Whenever_the_server_is_killed_each_end_is_told_exactly_once(int seed)
    {
        var dice = new Random(seed);
        var world = $"ends-{seed}";
        var home = Directory.CreateTempSubdirectory("tamma-ends-");
        var database = Path.Combine(home.FullName, "data", "tamma.db");
        var marks = new Marks(Path.Combine(home.FullName, "marks"));
        Dictionary<string, int> expected = new(StringComparer.Ordinal);
        await simulator.Process.CreateWorldAsync($$$"""{"name":"{{{world}}}","protocol":"openai","generate":{"models":20,"seed":{{{seed}}}}}""");

        var inside = 0;
        for (var kill = 0; kill < Kills; kill++)
        {
            await AnnounceAsync(world, $"{kill}", dice, expected);
            await using (var server = ServerProcess.Begin(home, Settings(world, marks, delay: 250)))
            {
                // By turns inside, and just after: then what was told is on record, and nobody has heard of it yet.
                var ended = marks.Ended;
                await (kill % 2 == 0 ? marks.InsideAsync(Cancelled) : Until.TrueAsync(() => marks.Ended > ended, Cancelled));
                await Task.Delay(TimeSpan.FromMilliseconds(dice.Next(60)), TimeProvider.System, Cancelled);
                await server.KillAsync();
            }

            inside += marks.IsInside ? 1 : 0;
            await File.AppendAllTextAsync(marks.Path, "killed\n", Cancelled);
            Assert.Equal(Told(database, "retirement_notices"), Told(database, "events"));
        }

        Assert.True(inside >= Kills / 2, $"{inside} kills landed inside a transaction.");
        for (var start = 0; start < 2; start++)
        {
            await AnnounceAsync(world, $"last-{start}", dice, expected);
            await using var server = await ServerProcess.StartAsync(home, Settings(world, marks, delay: 0), Cancelled);
            await Until.TriedAsync(async () => (await ToldAsync(server)).Count >= expected.Count, Cancelled);
            Assert.Equal(expected.Select(end => $"{end.Key} {end.Value}").Order(StringComparer.Ordinal), await ToldAsync(server));
            Assert.Equal(0, await server.StopAsync(Cancelled));
        }

        Assert.Equal(Told(database, "retirement_notices"), Told(database, "events"));
        home.Delete(recursive: true);
    }

    /// <summary>Models that come with their end.</summary>
    private async Task AnnounceAsync(string world, string round, Random dice, Dictionary<string, int> expected)
    {
        for (var model = 0; model < 6; model++)
        {
            var (days, threshold) = s_ends[dice.Next(s_ends.Length)];
            var day = TimeProvider.System.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            await simulator.Process.AddModelAsync(world, $$"""{"id":"ends-{{round}}-{{model}}","owned_by":"them","retires_at":"{{day}}"}""");
            expected.Add($"ends-{round}-{model}", threshold);
        }
    }

    private static async Task<IReadOnlyList<string>> ToldAsync(ServerProcess server)
    {
        var page = await server.GetAsync("api/v1/changes?types=retirement_near&limit=1000", Cancelled);
        return [.. page.GetProperty("data").EnumerateArray()
            .Select(told => $"{told.GetProperty("model").GetString()!.Replace("victim/", "", StringComparison.Ordinal)} {told.GetProperty("data").GetProperty("threshold").GetInt32()}")
            .Where(told => told.StartsWith("ends-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }

    /// <summary>What stands in a table of the database as the dead process left it, read from a copy with SQL alone.</summary>
    private static List<string> Told(string database, string table)
    {
        var copy = Directory.CreateTempSubdirectory("tamma-told-");
        try
        {
            foreach (var suffix in new[] { "", "-wal" }.Where(suffix => File.Exists(database + suffix)))
            {
                File.Copy(database + suffix, Path.Combine(copy.FullName, "tamma.db" + suffix));
            }

            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(copy.FullName, "tamma.db"), Pooling = false }.ToString());
            connection.Open();
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // one of the two texts below
            command.CommandText = table is "events"
                ? "SELECT model_id || ' ' || json_extract(data, '$.threshold') FROM events WHERE type = 'retirement_near' ORDER BY 1"
                : "SELECT model_id || ' ' || days FROM retirement_notices ORDER BY 1";
#pragma warning restore CA2100
            using var reader = command.ExecuteReader();
            List<string> told = [];
            while (reader.Read())
            {
                told.Add(reader.GetString(0));
            }

            return told;
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    private Dictionary<string, string> Settings(string world, Marks marks, int delay) => new(StringComparer.Ordinal)
    {
        ["TAMMA__PROVIDERS__VICTIM__TYPE"] = "openai_compatible",
        ["TAMMA__PROVIDERS__VICTIM__URL"] = new Uri(simulator.Process.WorldUrl(world), "v1").ToString(),
        ["TAMMA__PROVIDERS__VICTIM__INTERVAL"] = "1s",
        ["TAMMA__PROVIDERS__VICTIM__BILLS"] = "true",
        ["TAMMA_TEST_MARK_NOTICES"] = marks.Path,
        ["TAMMA_TEST_COMMIT_DELAY_MS"] = delay.ToString(CultureInfo.InvariantCulture),
    };
}
