using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Client;
using Tamma.Core.Tests.Notifications.Webhooks;
using Tamma.Security.Network;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Rest;

/// <summary>Subscriptions that speak once it matters.</summary>
public sealed class CalmTests
{
    private readonly StubWorld _world = new() { More = 388 };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "tamma.catalog_summary")]
    [InlineData("cause in (provider, source_added)", "tamma.changes_folded")]
    public async Task Adding_a_connection_of_400_models_sends_one_message(string filter, string type)
    {
        await using var target = new Receiver();
        await using var server = await StartAsync();
        using var http = new HttpClient();
        var client = new TammaClient(http, new(server.Url), server.Key);
        var made = await client.AddSubscriptionAsync(new() { Filter = filter, Target = new() { Url = target.Url.ToString() } }, Cancelled);

        using var request = server.Request(HttpMethod.Post, "/api/v1/connections", server.Key);
        request.Content = new StringContent("""{"id":"workshop","type":"stub_list","url":"http://workshop.invalid/v1","interval_seconds":86400}""", Encoding.UTF8, "application/json");
        using var added = await server.Http.SendAsync(request, Cancelled);
        await UntilAsync(async () => (await server.JsonAsync("/api/v1/models?provider=workshop&limit=1000")).GetProperty("data").GetArrayLength() == 400);
        await ReadAllAsync(client, made.Id);

        var told = JsonElement.Parse(Assert.Single(target.All).Body);
        Assert.Equal(type, told.GetProperty("type").GetString());
        if (filter is not "")
        {
            Assert.StartsWith("workshop: first reading; 400 new models", told.GetProperty("data").GetProperty("sentence").GetString(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_mass_edit_sends_one_message_and_each_where_nobody_is_calm()
    {
        await using var calm = new Receiver();
        await using var plain = new Receiver();
        await using var server = await StartAsync(stubs => Say(stubs, 1));
        using var http = new HttpClient();
        var client = new TammaClient(http, new(server.Url), server.Key);
        var one = await client.AddSubscriptionAsync(new() { Filter = "type = model_updated", Target = new() { Url = calm.Url.ToString() } }, Cancelled);
        var two = await client.AddSubscriptionAsync(new() { Filter = "type = model_updated", Target = new() { Url = plain.Url.ToString() }, Calm = new() { Off = true } }, Cancelled);

        Say(server.Stubs, 2);
        await server.DiscoverAsync();
        await ReadAllAsync(client, one.Id);
        await ReadAllAsync(client, two.Id);

        var data = JsonElement.Parse(Assert.Single(calm.All).Body).GetProperty("data");
        Assert.Equal((214, "acme: limit.context changed in 214 models"), (data.GetProperty("events").GetInt32(), data.GetProperty("sentence").GetString()![..41]));
        Assert.Equal(214, plain.All.Count);

        // What it points to is there to be read.
        var parts = (await server.JsonAsync(data.GetProperty("read").GetString()!)).GetProperty("data").EnumerateArray().Select(part => part.GetProperty("position").GetInt64()).ToList();
        Assert.All(data.GetProperty("positions").EnumerateArray(), range => Assert.Contains(range[0].GetInt64(), parts));
        Assert.Equal(214, parts.Count);
    }

    [Fact]
    public async Task What_undoes_itself_while_it_settles_sends_none()
    {
        await using var target = new Receiver();
        await using var server = await StartAsync(stubs => Say(stubs, 1));
        using var http = new HttpClient();
        var client = new TammaClient(http, new(server.Url), server.Key);
        var made = await client.AddSubscriptionAsync(new() { Filter = "type = model_updated", Target = new() { Url = target.Url.ToString() }, Calm = new() { SettleSeconds = 5 } }, Cancelled);

        Say(server.Stubs, 2);
        await server.DiscoverAsync();
        Say(server.Stubs, 1);
        await server.DiscoverAsync();
        await UntilAsync(async () => (await client.GetSubscriptionAsync(made.Id, Cancelled)).Waiting is { Events: 428, Until: not null });
        await UntilAsync(async () => (await client.GetSubscriptionAsync(made.Id, Cancelled)).Waiting is null);
        await ReadAllAsync(client, made.Id);

        Assert.Empty(target.All);
        Assert.Equal(0, (await client.GetSubscriptionAsync(made.Id, Cancelled)).Deliveries.Delivered);
    }

    [Fact]
    public async Task Calm_is_given_shown_replaced_and_on_record()
    {
        await using var server = await StartAsync();
        using var http = new HttpClient();
        var client = new TammaClient(http, new(server.Url), server.Key);
        var target = new SubscriptionTargetRequest { Url = "https://example.com/" };

        var made = await client.AddSubscriptionAsync(new() { Target = target }, Cancelled);
        Assert.Equal(new() { SettleSeconds = 0, Fold = true, Urgent = "critical" }, made.Calm);
        var digest = new SubscriptionDigest { Every = "week", At = "08:00", On = "friday", Zone = "Europe/Zurich" };
        var changed = await client.ChangeSubscriptionAsync(made.Id, new() { Calm = new() { Digest = digest, Urgent = "none", Quiet = new() { From = "22:00", To = "07:00", Zone = "UTC", Days = ["friday", "saturday"] } } }, Cancelled);
        Assert.Equal((null, "none", digest), (changed.Calm.SettleSeconds, changed.Calm.Urgent, changed.Calm.Digest));
        Assert.Equal(["friday", "saturday"], changed.Calm.Quiet!.Days);
        Assert.Equal(digest, (await client.ChangeSubscriptionAsync(made.Id, new() { Name = "other" }, Cancelled)).Calm.Digest);
        Assert.Equal(new() { Off = true }, (await client.ChangeSubscriptionAsync(made.Id, new() { Calm = new() { Off = true } }, Cancelled)).Calm);

        var told = await client.GetChangesAsync(new() { Types = "subscription_changed" }, Cancelled);
        Assert.Contains("digest friday 08:00 Europe/Zurich, fold, urgent none, quiet 22:00-07:00 UTC friday,saturday", told.Data[0].Data!.Value.GetRawText(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"settle_seconds":-1}""", "calm.settle_seconds is not between 0 and 604800")]
    [InlineData("""{"settle_seconds":60,"digest":{"every":"day","at":"08:00","zone":"UTC"}}""", "says nothing beside a digest")]
    [InlineData("""{"off":true,"fold":true}""", "calm.off stands alone")]
    [InlineData("""{"urgent":"loud"}""", "is none of info, notice, warning, critical, none")]
    [InlineData("""{"quiet":{"from":"22:00","to":"7","zone":"UTC"}}""", "calm.quiet.to is no time of day; write it as 07:00")]
    [InlineData("""{"quiet":{"from":"22:00","to":"22:00","zone":"UTC"}}""", "would never end")]
    [InlineData("""{"quiet":{"from":"22:00","to":"07:00"}}""", "calm.quiet.zone is missing; write one such as Europe/Zurich")]
    [InlineData("""{"quiet":{"from":"22:00","to":"07:00","zone":"UTC","days":["caturday"]}}""", "calm.quiet.days is none of sunday, monday")]
    [InlineData("""{"digest":{"every":"day","at":"25:00","zone":"UTC"}}""", "calm.digest.at is no time of day")]
    [InlineData("""{"digest":{"every":"day","at":"08:00","zone":"Europe/Zuerich"}}""", "calm.digest.zone is no time zone that the server's machine knows; write one such as Europe/Zurich")]
    [InlineData("""{"digest":{"every":"month","at":"08:00","zone":"UTC"}}""", "calm.digest.every is none of day, week")]
    [InlineData("""{"digest":{"every":"day","on":"friday","at":"08:00","zone":"UTC"}}""", "belongs to a digest of every week")]
    [InlineData("""{"quiet":{"untill":"07:00"}}""", "calm.quiet.untill is no member")]
    public async Task What_cannot_be_is_refused_with_what_to_write(string calm, string detail)
    {
        await using var server = await StartAsync();
        using var request = server.Request(HttpMethod.Post, "/api/v1/subscriptions", server.Key);
        request.Content = new StringContent($$"""{"target":{"url":"https://example.com/"},"calm":{{calm}}}""", Encoding.UTF8, "application/json");
        using var response = await server.Http.SendAsync(request, Cancelled);

        var problem = await RunningServer.ProblemAsync(response);

        Assert.Equal((422, "invalid_subscription"), (problem.Status, problem.Name));
        Assert.Contains(detail, problem.Detail, StringComparison.Ordinal);
    }

    /// <summary>Until the log is read to its end and nothing is queued.</summary>
    private static Task ReadAllAsync(TammaClient client, Guid subscription) => UntilAsync(async () =>
        (await client.GetNotificationStatusAsync(Cancelled)).Readers.Single(reader => reader.Subscription == subscription) is { LagPositions: 0, Deliveries.Queued: 0 });

    private Task<RunningServer> StartAsync(Action<Stubs>? says = null)
    {
        var stubs = new Stubs();
        says?.Invoke(stubs);
        return RunningServer.StartAsync(
            stubs,
            options: options => options with { Subscriptions = new() { Webhooks = new() { Allow = AddressAllowance.Parse(["127.0.0.1"], out _)! } } },
            services: services => services.AddSingleton(_world.Type));
    }

    private static void Say(Stubs stubs, int context) =>
        stubs.Acme.Say(Enumerable.Range(0, 214).Select(number => stubs.Acme.Claim(string.Create(CultureInfo.InvariantCulture, $"acme/m{number}"), ("limit.context", 100_000 + context))));

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var tries = 0; !await holds(); tries++)
        {
            Assert.True(tries < 2_000, "It never came to hold.");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancelled);
        }
    }
}
