using System.Globalization;
using System.Text.Json;
using Tamma.EndToEnd.Tests.Processes;
using Tamma.EndToEnd.Tests.Simulator;
using Tamma.EndToEnd.Tests.Ways;
using Xunit;

namespace Tamma.EndToEnd.Tests.Crash;

/// <summary>The server is killed at any moment, inside transactions too; what it leaves agrees with itself, and the next run finishes the work.</summary>
public sealed class KillTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const int KillsInside = 2;
    private const string Provider = "victim";

    private static readonly bool s_soak = Environment.GetEnvironmentVariable("TAMMA_SOAK") == "1";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<int> Seeds() => [.. Enumerable.Range(1, s_soak ? 50 : 5)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Whenever_the_server_is_killed_catalogue_and_log_agree_and_the_next_run_finishes(int seed)
    {
        var dice = new Random(seed);
        var world = $"kill-{seed}";
        var home = Directory.CreateTempSubdirectory("tamma-kill-");
        var database = Path.Combine(home.FullName, "data", "tamma.db");
        var marks = new Marks(Path.Combine(home.FullName, "marks"));
        await simulator.Process.CreateWorldAsync($$$"""{"name":"{{{world}}}","protocol":"openai","flavour":"gateway","page_size":100,"shuffle":true,"generate":{"models":300,"seed":{{{seed}}}}}""");

        var inside = 0;
        var aims = Enumerable.Range(0, KillsInside + (s_soak ? 4 : 1)).Select(kill => kill < KillsInside).ToArray();
        dice.Shuffle(aims);
        foreach (var aimsInside in aims)
        {
            await ChangeAsync(world, dice);
            await using (var server = ServerProcess.Begin(home, Settings(world, marks, delay: 250)))
            {
                if (aimsInside)
                {
                    await marks.InsideAsync(Cancelled);
                    await Task.Delay(TimeSpan.FromMilliseconds(dice.Next(60)), TimeProvider.System, Cancelled);
                }
                else
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(dice.Next(200, 2_500)), TimeProvider.System, Cancelled);
                }

                await server.KillAsync();
            }

            inside += marks.IsInside ? 1 : 0;
            if (marks.IsInside)
            {
                // So that the next one that stands open is another.
                await File.AppendAllTextAsync(marks.Path, "killed\n", Cancelled);
            }

            if (File.Exists(database) && new FileInfo(database).Length > 0)
            {
                Assert.Empty(Agreement.Check(database));
            }
        }

        Assert.True(inside >= KillsInside, $"{inside} kills landed inside a transaction.");
        await ChangeAsync(world, dice);
        await using var last = await ServerProcess.StartAsync(home, Settings(world, marks, delay: 0), Cancelled);
        await ExpectWorldAsync(last, world);
        Assert.Equal(0, await last.StopAsync(Cancelled));
        Assert.Empty(Agreement.Check(database));
        home.Delete(recursive: true);
    }

    internal static Dictionary<string, string> Settings(Uri url, Marks marks, int delay) => new(StringComparer.Ordinal)
    {
        ["TAMMA__PROVIDERS__VICTIM__TYPE"] = "openai_compatible",
        ["TAMMA__PROVIDERS__VICTIM__URL"] = url.ToString(),
        ["TAMMA__PROVIDERS__VICTIM__INTERVAL"] = "1s",
        ["TAMMA__PROVIDERS__VICTIM__BILLS"] = "true",
        ["TAMMA_TEST_MARK_COMMITS"] = marks.Path,
        ["TAMMA_TEST_COMMIT_DELAY_MS"] = delay.ToString(CultureInfo.InvariantCulture),
    };

    private Dictionary<string, string> Settings(string world, Marks marks, int delay) => Settings(new Uri(simulator.Process.WorldUrl(world), "v1"), marks, delay);

    /// <summary>Some come, some go, some change.</summary>
    private async Task ChangeAsync(string world, Random dice)
    {
        var ids = (await simulator.Process.ModelIdsAsync(world)).ToArray();
        dice.Shuffle(ids);
        foreach (var id in ids.Take(dice.Next(1, 8)))
        {
            await simulator.Process.RemoveModelAsync(world, id);
        }

        foreach (var id in ids.Skip(10).Take(dice.Next(5, 40)))
        {
            await simulator.Process.PatchModelAsync(world, id, string.Create(CultureInfo.InvariantCulture, $$$"""{"limit":{"context":{{{dice.Next(100_000, 900_000)}}}}}"""));
        }

        for (var count = dice.Next(1, 8); count > 0; count--)
        {
            await simulator.Process.AddModelAsync(world, string.Create(CultureInfo.InvariantCulture, $$$"""{"id":"late-{{{dice.Next()}}}","owned_by":"them","limit":{"context":{{{dice.Next(8_000, 90_000)}}}}}"""));
        }
    }

    private async Task ExpectWorldAsync(ServerProcess server, string world)
    {
        var listed = await ListedAsync(world);
        List<string> differing = [];
        var agrees = await Until.TriedAsync(
            async () =>
            {
                var page = await server.GetAsync($"api/v1/models?provider={Provider}&scope=all&availability=listed&limit=1000", Cancelled);
                var served = page.GetProperty("data").EnumerateArray().ToDictionary(model => model.GetProperty("id").GetString()!, Context);
                differing = [.. listed.Except(served).Select(pair => $"listed {pair}"), .. served.Except(listed).Select(pair => $"served {pair}")];
                return differing.Count == 0;
            },
            Cancelled);
        Assert.True(agrees, string.Join('\n', differing.Take(10).Concat(server.Lines.TakeLast(10))));
    }

    /// <summary>What the world itself lists, page by page.</summary>
    private async Task<Dictionary<string, long>> ListedAsync(string world)
    {
        Dictionary<string, long> listed = [];
        for (var after = ""; after is not null;)
        {
            var page = await simulator.GetJsonAsync($"w/{world}/v1/models?limit=100{(after.Length > 0 ? $"&after={Uri.EscapeDataString(after)}" : "")}");
            foreach (var model in page.GetProperty("data").EnumerateArray())
            {
                listed.Add(model.GetProperty("id").GetString()!, model.TryGetProperty("context_length", out var context) ? context.GetInt64() : 0);
            }

            after = page.GetProperty("has_more").GetBoolean() ? page.GetProperty("last_id").GetString() : null;
        }

        return listed;
    }

    private static long Context(JsonElement model) =>
        model.TryGetProperty("limit", out var limit) && limit.TryGetProperty("context", out var context) ? context.GetInt64() : 0;
}
