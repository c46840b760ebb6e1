using System.Globalization;
using System.Text.Json;
using Tamma.EndToEnd.Tests.Processes;
using Tamma.EndToEnd.Tests.Simulator;
using Tamma.EndToEnd.Tests.Ways;
using Xunit;

namespace Tamma.EndToEnd.Tests.Crash;

/// <summary>
/// The server is killed at any moment while changes flow, and those who listen leave at any moment too: in the end each has exactly the log's events that it asked
/// for, each once, in order, and at each position the event that the log has there.
/// </summary>
public sealed class LiveKillTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    /// <summary>Of each connection. The first seed's log is over 10,000 events long.</summary>
    private const int Many = 2_600;
    private const int Few = 150;

    private static readonly int s_kills = Seeds.IsSoak ? 6 : 4;

    private Uri? _server;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Seeds.All), MemberType = typeof(Seeds))]
    public async Task Whoever_drops_and_whenever_the_server_is_killed_each_listener_has_the_log(int seed)
    {
        var (dice, models) = (new Random(seed), seed == 1 ? Many : Few);
        var home = Directory.CreateTempSubdirectory("tamma-listeners-");
        await using var listeners = new Listeners(() => Volatile.Read(ref _server), dice);
        for (var kill = 0; kill < s_kills; kill++)
        {
            await ChangeAsync(seed, kill, models, dice);
            await using var server = await StartAsync(home, seed, kill);
            var (seen, wanted) = (listeners.Seen, dice.Next(1, models));
            await Until.TriedAsync(() => Task.FromResult(listeners.Seen >= seen + wanted || listeners.IsBroken), Cancelled);
            await Task.Delay(TimeSpan.FromMilliseconds(dice.Next(60)), TimeProvider.System, Cancelled);
            Volatile.Write(ref _server, null);
            await server.KillAsync();
        }

        var newest = await ChangeAsync(seed, s_kills, models, dice);
        await using var last = await StartAsync(home, seed, s_kills);
        await Until.TrueAsync(
            async () => (await last.GetAsync($"api/v1/changes?filter={Uri.EscapeDataString($"model_id = {newest} and {Listeners.Every}")}", Cancelled)).GetProperty("data").GetArrayLength() > 0, Cancelled);
        var log = await ReadLogAsync(last);
        await Until.TriedAsync(
            async () => listeners.IsBroken || (listeners.Seen >= log.Count && listeners.HaveAll(log) && (log = await ReadLogAsync(last)) is var now && listeners.HaveAll(now)), Cancelled);
        await listeners.EndAsync();

        Assert.Equal(Enumerable.Range(1, log.Count), log.Select(told => told.GetProperty("position").GetInt32()));
        Assert.True(log.Count > (models == Many ? 10_000 : 4 * Few), $"Only {log.Count} events happened.");
        listeners.Judge(log);
        Assert.Equal(0, await last.StopAsync(Cancelled));
        home.Delete(recursive: true);
    }

    private static async Task<IReadOnlyList<JsonElement>> ReadLogAsync(ServerProcess server)
    {
        List<JsonElement> log = [];
        while (true)
        {
            var page = await server.GetAsync(string.Create(CultureInfo.InvariantCulture, $"api/v1/changes?after={log.Count}&limit=1000&filter={Uri.EscapeDataString(Listeners.Every)}"), Cancelled);
            log.AddRange(page.GetProperty("data").EnumerateArray());
            if (page.GetProperty("data").GetArrayLength() == 0)
            {
                return log;
            }
        }
    }

    private static string World(int seed, int number) => string.Create(CultureInfo.InvariantCulture, $"live-{seed}-{number}");

    /// <summary>A connection comes with its models; in the ones that are there something changes, comes and goes.</summary>
    /// <returns>The model that came last.</returns>
    private async Task<string> ChangeAsync(int seed, int round, int models, Random dice)
    {
        await simulator.Process.CreateWorldAsync(string.Create(
            CultureInfo.InvariantCulture, $$$"""{"name":"{{{World(seed, round)}}}","protocol":"openai","flavour":"gateway","generate":{"models":{{{models}}},"seed":{{{(100 * seed) + round}}}}}"""));
        var world = World(seed, dice.Next(round + 1));
        var ids = (await simulator.Process.ModelIdsAsync(world)).ToArray();
        dice.Shuffle(ids);
        await simulator.Process.RemoveModelAsync(world, ids[0]);
        foreach (var id in ids.Skip(1).Take(20))
        {
            await simulator.Process.PatchModelAsync(world, id, string.Create(CultureInfo.InvariantCulture, $$$"""{"limit":{"context":{{{dice.Next(100_000, 900_000)}}}}}"""));
        }

        var last = "";
        for (var count = dice.Next(10, 30); count > 0; count--)
        {
            last = string.Create(CultureInfo.InvariantCulture, $"late-{dice.Next()}");
            await simulator.Process.AddModelAsync(world, $$"""{"id":"{{last}}","owned_by":"them"}""");
        }

        return last;
    }

    private async Task<ServerProcess> StartAsync(DirectoryInfo home, int seed, int round)
    {
        Dictionary<string, string> settings = new(StringComparer.Ordinal);
        for (var number = 0; number <= round; number++)
        {
            settings[$"TAMMA__PROVIDERS__{Listeners.Provider(number).ToUpperInvariant()}__TYPE"] = "openai_compatible";
            settings[$"TAMMA__PROVIDERS__{Listeners.Provider(number).ToUpperInvariant()}__URL"] = new Uri(simulator.Process.WorldUrl(World(seed, number)), "v1").ToString();
            settings[$"TAMMA__PROVIDERS__{Listeners.Provider(number).ToUpperInvariant()}__INTERVAL"] = "1s";
        }

        var server = await ServerProcess.StartAsync(home, settings, Cancelled);
        Volatile.Write(ref _server, server.Url);
        return server;
    }
}
