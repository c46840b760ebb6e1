using System.Globalization;
using System.Text.Json;
using Tamma.Client;
using Tamma.EndToEnd.Tests.Processes;
using Tamma.EndToEnd.Tests.Simulator;
using Tamma.EndToEnd.Tests.Ways;
using Tamma.Notifications.Webhooks;
using Xunit;

namespace Tamma.EndToEnd.Tests.Crash;

/// <summary>
/// The server is killed at any moment while changes flow and a receiver in another process fails at random: in the end the receiver has each event
/// at least once, in the order of the log, under its id, and the official library believed each message.
/// </summary>
public sealed class DeliveryKillTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const string Types = "model_added,model_updated,model_missing,model_returned,model_removed";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Seeds.All), MemberType = typeof(Seeds))]
    public async Task Whenever_the_server_is_killed_each_event_is_received_in_order(int seed)
    {
        var dice = new Random(seed);
        var world = $"hooks-{seed}";
        var home = Directory.CreateTempSubdirectory("tamma-hooks-");
        var secret = Path.Combine(home.FullName, "hook.secret");
        await File.WriteAllTextAsync(secret, WebhookSecret.Generate(), Cancelled);
        await using var receiver = await WebhookReceiver.StartAsync(secret, seed, Cancelled);
        await simulator.Process.CreateWorldAsync($$$"""{"name":"{{{world}}}","protocol":"openai","flavour":"gateway","generate":{"models":60,"seed":{{{seed}}}}}""");

        var (start, subscription) = await SubscribeAsync(home, world, receiver.Url, secret);
        for (var kill = 0; kill < (Seeds.IsSoak ? 6 : 3); kill++)
        {
            await using var server = await ServerProcess.StartAsync(home, Settings(world), Cancelled);
            var (seen, wanted) = (receiver.Messages.Count, dice.Next(1, 25));
            await ChangeAsync(world, dice);
            await Until.TriedAsync(() => Task.FromResult(receiver.Messages.Count >= seen + wanted), Cancelled);
            await Task.Delay(TimeSpan.FromMilliseconds(dice.Next(30)), TimeProvider.System, Cancelled);
            await server.KillAsync();
        }

        var newest = await ChangeAsync(world, dice);
        await using var last = await ServerProcess.StartAsync(home, Settings(world), Cancelled);
        using var http = new HttpClient();
        var client = Client(home, last, http);
        await Until.TrueAsync(async () => (await client.ListModelsAsync(new() { Provider = "victim", Scope = "all", Limit = 1_000 }, Cancelled)).Data.Any(model => model.Id == newest), Cancelled);
        var expected = await SettledAsync(client, subscription, start);

        Assert.All(receiver.Messages, message => Assert.Null(message.Wrong));
        Assert.All(receiver.Messages, message => Assert.Equal(message.Id, Assert.Single(message.Events).Id));
        var positions = receiver.Messages.Select(message => message.Events[0].Position).ToList();
        Assert.Equal(positions.Order(), positions);
        Assert.Equal(expected, receiver.Messages.Where(message => message.Taken).Select(message => message.Events[0]).Distinct());
        Assert.Contains(receiver.Messages, message => !message.Taken);
        Assert.True(expected.Count > 50, $"Only {expected.Count} events happened.");
        Assert.Equal(0, (await client.GetSubscriptionAsync(subscription, Cancelled)).Deliveries.Dead);
        Assert.Equal(0, await last.StopAsync(Cancelled));
        home.Delete(recursive: true);
    }

    /// <summary>Waits until all is told, and says what that is.</summary>
    private static async Task<List<(string Id, long Position)>> SettledAsync(TammaClient client, Guid subscription, long start)
    {
        List<(string, long)> told = [];
        var settled = await Until.TriedAsync(
            async () =>
            {
                told = await ToldAsync(client, start);
                var status = await client.GetNotificationStatusAsync(Cancelled);
                var delivered = (await client.GetSubscriptionAsync(subscription, Cancelled)).Deliveries;
                return status.Readers.Single().LagPositions == 0 && delivered.Queued == 0 && delivered.Delivered + delivered.Dead == told.Count && told.Count == (await ToldAsync(client, start)).Count;
            },
            Cancelled);
        Assert.True(settled, JsonSerializer.Serialize(await client.GetNotificationStatusAsync(Cancelled), TammaJson.Default.NotificationStatusResponse));
        return told;
    }

    private static async Task<List<(string Id, long Position)>> ToldAsync(TammaClient client, long start)
    {
        var page = await client.GetChangesAsync(new() { After = start.ToString(CultureInfo.InvariantCulture), Types = Types, Cause = "provider", Limit = 1_000 }, Cancelled);
        return [.. page.Data.Select(told => (told.Id.ToString(), told.Position))];
    }

    private async Task<(long Start, Guid Subscription)> SubscribeAsync(DirectoryInfo home, string world, Uri target, string secret)
    {
        await using var server = await ServerProcess.StartAsync(home, Settings(world), Cancelled);
        using var http = new HttpClient();
        var client = Client(home, server, http);
        await Until.TrueAsync(async () => (await client.ListModelsAsync(new() { Scope = "all", Limit = 1 }, Cancelled)).Data.Count > 0, Cancelled);
        var made = await client.AddSubscriptionAsync(
            new() { Filter = $"type in ({Types.Replace(",", ", ", StringComparison.Ordinal)}) and cause = provider", Target = new() { Url = target.ToString(), Ordered = true, Secret = $"file:{secret}" }, Calm = new() { Off = true } },
            Cancelled);
        var added = (await client.GetChangesAsync(new() { Types = "subscription_added" }, Cancelled)).Data.Single();
        await server.KillAsync();
        return (added.Position, made.Id);
    }

    private static TammaClient Client(DirectoryInfo home, ServerProcess server, HttpClient http)
    {
        var file = Directory.EnumerateFiles(home.FullName, "credentials.json", SearchOption.AllDirectories).Single();
        var key = JsonElement.Parse(File.ReadAllText(file)).EnumerateObject().Last().Value.GetProperty("key").GetString();
        return new(http, server.Url, key);
    }

    /// <summary>One goes, some change, more come than could look like a mistake of theirs.</summary>
    /// <returns>The one that came last.</returns>
    private async Task<string> ChangeAsync(string world, Random dice)
    {
        var ids = (await simulator.Process.ModelIdsAsync(world)).ToArray();
        dice.Shuffle(ids);
        await simulator.Process.RemoveModelAsync(world, ids[0]);
        foreach (var id in ids.Skip(1).Take(8))
        {
            await simulator.Process.PatchModelAsync(world, id, string.Create(CultureInfo.InvariantCulture, $$$"""{"limit":{"context":{{{dice.Next(100_000, 900_000)}}}}}"""));
        }

        var last = "";
        for (var count = dice.Next(15, 30); count > 0; count--)
        {
            last = string.Create(CultureInfo.InvariantCulture, $"late-{dice.Next()}");
            await simulator.Process.AddModelAsync(world, string.Create(CultureInfo.InvariantCulture, $$$"""{"id":"{{{last}}}","owned_by":"them","limit":{"context":{{{dice.Next(8_000, 90_000)}}}}}"""));
        }

        return last;
    }

    private Dictionary<string, string> Settings(string world) => new(StringComparer.Ordinal)
    {
        ["TAMMA__PROVIDERS__VICTIM__TYPE"] = "openai_compatible",
        ["TAMMA__PROVIDERS__VICTIM__URL"] = new Uri(simulator.Process.WorldUrl(world), "v1").ToString(),
        ["TAMMA__PROVIDERS__VICTIM__INTERVAL"] = "1s",
        ["TAMMA__PROVIDERS__VICTIM__BILLS"] = "true",
        ["TAMMA__NOTIFICATIONS__WEBHOOKS__ALLOW"] = "127.0.0.1",
        ["TAMMA__NOTIFICATIONS__WEBHOOKS__RETRIES"] = string.Join(',', Enumerable.Repeat("20ms", 30)),
    };
}
