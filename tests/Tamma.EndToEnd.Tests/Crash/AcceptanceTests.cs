using System.Globalization;
using System.Text.Json;
using Tamma.Client;
using Tamma.EndToEnd.Tests.Cli;
using Tamma.EndToEnd.Tests.Processes;
using Tamma.EndToEnd.Tests.Simulator;
using Tamma.EndToEnd.Tests.Ways;
using Tamma.Notifications.Webhooks;
using Xunit;

namespace Tamma.EndToEnd.Tests.Crash;

/// <summary>
/// A week as an operator meets it, with a server that is killed in the middle: one model gets a date, one list breaks off on its second page, one price is twelve
/// times what it was, and a connection of 400 models is added. The README quotes what <c>tamma changes --since monday</c> then prints.
/// </summary>
public sealed class AcceptanceTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const string Key = "sim-key";
    private const string Doomed = "aurora-classic-2";
    private const string Dear = "acme/penny-1";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_matters_is_told_once_it_matters_and_nothing_is_lost()
    {
        using var tamma = new TammaProcess();
        var home = new DirectoryInfo(tamma.Home);
        var secret = Path.Combine(home.FullName, "hook.secret");
        await File.WriteAllTextAsync(secret, WebhookSecret.Generate(), Cancelled);
        await using var receiver = await WebhookReceiver.StartAsync(secret, seed: 7, Cancelled);
        await MakeWorldsAsync();
        var (start, subscription) = await BeginAsync(tamma, home, receiver.Url, secret);

        var end = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(21);
        await using (var killed = await ServerProcess.StartAsync(home, Settings(), Cancelled))
        {
            await simulator.Process.PatchModelAsync("google", Doomed, string.Create(CultureInfo.InvariantCulture, $$"""{"deprecated_at":"2026-11-20","retires_at":"{{end:yyyy-MM-dd}}","status":"deprecated"}"""));
            await simulator.Process.PatchModelAsync("openrouter", Dear, """{"cost":{"input":1.2}}""");
            await simulator.Process.SetFaultAsync("mistral", """{"kind":"truncated_page","page":2}""");
            await Until.TrueAsync(() => Task.FromResult(receiver.Messages.Count > 0), Cancelled);
            await killed.KillAsync();
        }

        await simulator.Process.CreateWorldAsync("""{"name":"many","protocol":"openai","flavour":"gateway","generate":{"models":400,"seed":9}}""");
        await using var server = await ServerProcess.StartAsync(home, Settings(), Cancelled);
        tamma.Variables["TAMMA_URL"] = server.Url.ToString();
        var added = await tamma.RunAsync("providers", "add", "workshop", "--type", "openai_compatible", "--url", new Uri(simulator.Process.WorldUrl("many"), "v1").ToString());
        Assert.True(added.ExitCode is 0, added.Error);
        await TellsAsync(tamma, "workshop", "400 model_added");
        await TellsAsync(tamma, "mistral", "failed 3 times in a row; page 2: the answer is not JSON");

        var told = (await tamma.RunOnTerminalAsync("changes", "--since", "monday")).Out;
        TestContext.Current.TestOutputHelper?.WriteLine(told);
        var lines = told.Split('\n');
        Has(lines, string.Create(CultureInfo.InvariantCulture, $"! google/{Doomed} retires on {end:yyyy-MM-dd}, in 21 days; successor: not stated"));

        // A flag is written before its effect: a server that is killed between them flags again.
        Assert.Contains(lines, line => line.Contains($"! openrouter/{Dear} cost.input $0.10 → $1.20 (billing API, applied, flagged)", StringComparison.Ordinal));
        Has(lines, "? mistral failed 3 times in a row; page 2: the answer is not JSON: it breaks off or goes wrong in line 1. 20 models kept, stale since ");
        Assert.Single(lines, line => line.Contains(" workshop ", StringComparison.Ordinal) && line.Contains("400 model_added", StringComparison.Ordinal));
        Assert.DoesNotContain("model_removed", (await tamma.RunAsync("changes", "--since", "monday", "--all")).Out, StringComparison.Ordinal);

        await ReceivedAsync(tamma, server, receiver, subscription, start);
    }

    private static void Has(string[] lines, string what) =>
        Assert.Single(lines, line => line.Contains(what, StringComparison.Ordinal));

    /// <summary>Each event of the log at least once, in its order, under its own id.</summary>
    private static async Task ReceivedAsync(TammaProcess tamma, ServerProcess server, WebhookReceiver receiver, Guid subscription, long start)
    {
        using var http = new HttpClient();
        var client = Client(tamma, server, http);
        var expected = new List<(string, long)>();
        await Until.TrueAsync(
            async () =>
            {
                var page = await client.GetChangesAsync(new() { After = start.ToString(CultureInfo.InvariantCulture), Cause = "provider", Limit = 1_000 }, Cancelled);
                expected = [.. page.Data.Select(happening => (happening.Id.ToString(), happening.Position))];
                return receiver.Messages.Where(message => message.Taken).SelectMany(message => message.Events).Distinct().Count() >= expected.Count
                    && (await client.GetSubscriptionAsync(subscription, Cancelled)).Deliveries.Queued == 0;
            },
            Cancelled);

        Assert.All(receiver.Messages, message => Assert.Null(message.Wrong));
        Assert.All(receiver.Messages, message => Assert.Equal(message.Id, Assert.Single(message.Events).Id));
        Assert.Equal(expected, receiver.Messages.Where(message => message.Taken).Select(message => message.Events[0]).Distinct());
    }

    private static async Task TellsAsync(TammaProcess tamma, string provider, string what)
    {
        var last = new Outcome(0, "", "");
        Assert.True(await Until.TriedAsync(async () => (last = await tamma.RunAsync("changes", "--provider", provider)).Out.Contains(what, StringComparison.Ordinal), Cancelled), $"{what} is not in:\n{last.Out}{last.Error}");
    }

    private async Task MakeWorldsAsync()
    {
        await simulator.Process.CreateWorldAsync($$$"""{"name":"google","protocol":"anthropic","key":"{{{Key}}}","generate":{"models":1,"seed":3}}""");
        await simulator.Process.AddModelAsync("google", $$$"""{"id":"{{{Doomed}}}","name":"Aurora Classic 2","family":"aurora-classic","limit":{"context":200000}}""");
        await simulator.Process.CreateWorldAsync("""{"name":"openrouter","protocol":"openrouter","generate":{"models":30,"seed":4}}""");
        await simulator.Process.AddModelAsync("openrouter", $$$"""{"id":"{{{Dear}}}","name":"Penny 1","cost":{"input":0.10,"output":0.4},"limit":{"context":200000}}""");
        await simulator.Process.CreateWorldAsync("""{"name":"mistral","protocol":"openai","flavour":"gateway","page_size":5,"generate":{"models":20,"seed":5}}""");
    }

    /// <summary>Reads all three once, and subscribes.</summary>
    private async Task<(long Position, Guid Subscription)> BeginAsync(TammaProcess tamma, DirectoryInfo home, Uri target, string secret)
    {
        await using var server = await ServerProcess.StartAsync(home, Settings(), Cancelled);
        using var http = new HttpClient();
        await Until.TrueAsync(() => Task.FromResult(Directory.EnumerateFiles(home.FullName, "credentials.json", SearchOption.AllDirectories).Any()), Cancelled);
        var client = Client(tamma, server, http);
        await Until.TrueAsync(async () => (await client.ListModelsAsync(new() { Limit = 1_000 }, Cancelled)).Data.Select(model => model.Provider).Distinct().Count() is 3, Cancelled);
        var made = await client.AddSubscriptionAsync(new() { Name = "everything", Filter = "cause = provider", Target = new() { Url = target.ToString(), Ordered = true, Secret = $"file:{secret}" }, Calm = new() { Off = true } }, Cancelled);
        return ((await client.GetChangesAsync(new() { Types = "subscription_added" }, Cancelled)).Data.Single().Position, made.Id);
    }

    /// <summary>The server left the key where the CLI on this machine finds it.</summary>
    private static TammaClient Client(TammaProcess tamma, ServerProcess server, HttpClient http)
    {
        var file = Directory.EnumerateFiles(tamma.Home, "credentials.json", SearchOption.AllDirectories).Single();
        var key = JsonElement.Parse(File.ReadAllText(file)).EnumerateObject().Last().Value.GetProperty("key").GetString();
        tamma.Variables["TAMMA_API_KEY"] = key!;
        return new(http, server.Url, key);
    }

    private Dictionary<string, string> Settings() => new(StringComparer.Ordinal)
    {
        ["SIM_KEY"] = Key,
        ["TAMMA__PROVIDERS__GOOGLE__TYPE"] = "anthropic",
        ["TAMMA__PROVIDERS__GOOGLE__URL"] = simulator.Process.WorldUrl("google").ToString().TrimEnd('/'),
        ["TAMMA__PROVIDERS__GOOGLE__CREDENTIAL"] = "env:SIM_KEY",
        ["TAMMA__PROVIDERS__GOOGLE__INTERVAL"] = "1s",
        ["TAMMA__PROVIDERS__OPENROUTER__TYPE"] = "openrouter",
        ["TAMMA__PROVIDERS__OPENROUTER__URL"] = new Uri(simulator.Process.WorldUrl("openrouter"), "api/v1").ToString(),
        ["TAMMA__PROVIDERS__OPENROUTER__CREDENTIAL"] = "env:SIM_KEY",
        ["TAMMA__PROVIDERS__OPENROUTER__INTERVAL"] = "1s",
        ["TAMMA__PROVIDERS__MISTRAL__TYPE"] = "openai_compatible",
        ["TAMMA__PROVIDERS__MISTRAL__URL"] = new Uri(simulator.Process.WorldUrl("mistral"), "v1").ToString(),
        ["TAMMA__PROVIDERS__MISTRAL__CREDENTIAL"] = "env:SIM_KEY",
        ["TAMMA__PROVIDERS__MISTRAL__INTERVAL"] = "1s",
        ["TAMMA__PROVIDERS__MISTRAL__BILLS"] = "true",
        ["TAMMA__NOTIFICATIONS__WEBHOOKS__ALLOW"] = "127.0.0.1",
        ["TAMMA__NOTIFICATIONS__WEBHOOKS__RETRIES"] = string.Join(',', Enumerable.Repeat("20ms", 30)),
    };
}
