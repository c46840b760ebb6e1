using System.Text.Json;
using Tamma.Client;
using Tamma.Core.Tests.Notifications.Webhooks;
using Tamma.Events;
using Tamma.Notifications.Severities;
using Tamma.Security.Network;
using Tamma.Server.Tests.Live;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Notifications;

/// <summary>How much an event matters is said once, and everywhere the same.</summary>
public sealed class SeverityTests
{
    private static readonly SeverityRules s_own = SeverityRules.With([new("mine", SeverityRule.ReadCondition("model_id = m1").When!, Severity.Critical, "It is mine.")]);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_who_tell_of_an_event_say_the_same()
    {
        await using var target = new Receiver();
        await using var server = await RunningServer.StartAsync(options: given => given with
        {
            Severities = s_own,
            Subscriptions = given.Subscriptions with { Webhooks = given.Subscriptions.Webhooks with { Allow = AddressAllowance.Parse(["127.0.0.1"], out _)! } },
        });
        using var http = new HttpClient();
        var client = new TammaClient(http, new(server.Url), server.Key);
        await client.AddSubscriptionAsync(new() { Filter = "severity in (warning, critical)", Target = new() { Url = target.Url.ToString(), Ordered = true } }, Cancelled);
        using var live = await LiveClient.ConnectAsync(server);
        await live.SubscribeAsync("loud", "severity in (warning, critical)");

        await Happenings.AddAsync(server, 3, i => Happenings.Draft($"m{i}") with { Severity = i == 2 ? Severity.Info : Severity.Notice }, Cancelled);

        var changes = (await server.JsonAsync("/api/v1/changes?types=model_updated")).GetProperty("data").EnumerateArray().Select(Said).ToArray();
        Assert.Equal(["m0 warning", "m1 critical", "m2 warning"], changes);
        List<string> heard = [];
        while (heard.Count < changes.Length)
        {
            var message = await live.NextAsync();
            if (message!.Type == "event")
            {
                heard.Add($"{message.Event!.Model!["acme/".Length..]} {message.Event.Severity}");
            }
        }

        Assert.Equal(changes, heard);
        while (target.All.Count < changes.Length)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancelled);
        }

        Assert.Equal(["warning", "critical", "warning"], target.All.Select(told => JsonElement.Parse(told.Body).GetProperty("severity").GetString()));
    }

    [Fact]
    public async Task What_is_in_the_log_stays_as_it_was_judged()
    {
        var folder = Directory.CreateTempSubdirectory("tamma-severity-");
        try
        {
            await using (var server = await RunningServer.StartAsync(folder: folder.FullName))
            {
                await Happenings.AddAsync(server, 2, cancellationToken: Cancelled);
            }

            await using var again = await RunningServer.StartAsync(folder: folder.FullName, options: given => given with { Severities = s_own });
            await Happenings.AddAsync(again, 2, cancellationToken: Cancelled);

            var changes = (await again.JsonAsync("/api/v1/changes?types=model_updated")).GetProperty("data").EnumerateArray().Select(Said);
            Assert.Equal(["m0 warning", "m1 warning", "m0 warning", "m1 critical"], changes);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_rule_may_ask_for_what_the_operator_says_of_the_model()
    {
        await using var server = await RunningServer.StartAsync(options: given => given with
        {
            Severities = SeverityRules.With([new("production", SeverityRule.ReadCondition("tags has prod").When!, Severity.Critical, "It is in production.")]),
        });
        server.Stubs.Acme.Say(server.Stubs.Acme.Claim("acme/one", ("name", "One")), server.Stubs.Acme.Claim("acme/two", ("name", "Two")));
        await server.DiscoverAsync();
        using var http = new HttpClient();
        await new TammaClient(http, new(server.Url), server.Key).AnnotateAsync(new() { Key = "acme/two", Tags = ["prod"] }, Cancelled);

        server.Stubs.Acme.Say(server.Stubs.Acme.Claim("acme/one", ("name", "Uno")), server.Stubs.Acme.Claim("acme/two", ("name", "Due")));
        await server.DiscoverAsync();

        var renamed = await server.JsonAsync("/api/v1/changes?types=model_updated");
        Assert.Equal(["one info", "two critical"], renamed.GetProperty("data").EnumerateArray().TakeLast(2).Select(Said).Order(StringComparer.Ordinal));
    }

    private static string Said(JsonElement happening) => $"{happening.GetProperty("model").GetString()!["acme/".Length..]} {happening.GetProperty("severity").GetString()}";
}
