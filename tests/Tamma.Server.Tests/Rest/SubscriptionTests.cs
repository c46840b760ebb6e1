using System.Net;
using System.Text.Json;
using Tamma.Client;
using Tamma.Core.Tests.Notifications.Webhooks;
using Tamma.Security.Network;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Rest;

public sealed class SubscriptionTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_subscription_is_made_told_changed_and_removed_and_each_is_on_record()
    {
        await using var target = new Receiver();
        await using var server = await StartAsync();
        using var http = new HttpClient();
        var client = Client(server, http);

        var made = await client.AddSubscriptionAsync(
            new()
            {
                Name = "prices",
                Filter = "changed(cost.input)",
                Target = new() { Url = target.Url + "?token=hidden", Ordered = true, Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer very-secret" } },
            },
            Cancelled);
        Assert.StartsWith("whsec_", made.Secret, StringComparison.Ordinal);
        Assert.Equal(("prices", "admin", "active", target.Url + "?…", "cloud_events"), (made.Name, made.Owner, made.State, made.Target.Url, made.Target.Format));
        Assert.Equal(["Authorization"], made.Target.Headers);

        Say(server, price: 2);
        await server.DiscoverAsync();
        await UntilAsync(() => Task.FromResult(target.All.Count > 0));
        var told = Assert.Single(target.All);
        Assert.Equal("Bearer very-secret", told["authorization"]);
        Assert.Equal("acme/one", JsonElement.Parse(told.Body).GetProperty("subject").GetString());
        await UntilAsync(async () => (await client.ListDeliveriesAsync(made.Id, "delivered", cancellationToken: Cancelled)).Data.Count == 1);
        var delivery = (await client.ListDeliveriesAsync(made.Id, cancellationToken: Cancelled)).Data[0];
        Assert.Equal((told["webhook-id"], 1, 204), (delivery.MessageId, delivery.Events, delivery.Status));
        Assert.Equal(204, Assert.Single((await client.GetDeliveryAsync(made.Id, delivery.Id, Cancelled)).Tries!).Status);

        var changed = await client.ChangeSubscriptionAsync(made.Id, new() { Name = "all prices", Batch = new() { MaxEvents = 10, MaxSeconds = 60 } }, Cancelled);
        Assert.Equal(("all prices", "changed(cost.input)", 10, 60d), (changed.Name, changed.Filter, changed.Batch.MaxEvents, changed.Batch.MaxSeconds));
        Assert.Equal("paused", (await client.PauseSubscriptionAsync(made.Id, "holiday", Cancelled)).State);
        Assert.Equal("holiday", (await client.GetSubscriptionAsync(made.Id, Cancelled)).Reason);
        Assert.Equal("active", (await client.ResumeSubscriptionAsync(made.Id, Cancelled)).State);
        await client.RemoveSubscriptionAsync(made.Id, Cancelled);
        Assert.Empty((await client.ListSubscriptionsAsync(Cancelled)).Data);

        var events = (await client.GetChangesAsync(new() { Types = "subscription_added,subscription_changed,subscription_removed" }, Cancelled)).Data;
        Assert.Equal(["subscription_added", "subscription_changed", "subscription_changed", "subscription_changed", "subscription_removed"], events.Select(one => one.Type));
        Assert.All(events, one => Assert.Equal(("admin", "operator"), (one.Actor, one.Cause)));
    }

    [Fact]
    public async Task No_secret_is_in_an_answer_an_event_the_log_or_the_database()
    {
        await using var target = new Receiver(told => Receiver.Status(500, $"echo {told.Headers.GetValueOrDefault("X-SECRET")} {told.Line}"));
        await using var server = await StartAsync();
        using var http = new HttpClient();
        var client = Client(server, http);
        var made = await client.AddSubscriptionAsync(new() { Target = new() { Url = target.Url + "?key=sesame-in-query", Headers = new Dictionary<string, string> { ["X-Secret"] = "sesame-in-header" } } }, Cancelled);
        var slack = await client.AddSubscriptionAsync(new() { Target = new() { Url = new Uri(target.Url, "/services/T0/sesame-in-path").ToString(), Format = "slack" } }, Cancelled);
        Assert.Null(slack.Secret);

        Assert.False((await client.PingSubscriptionAsync(made.Id, Cancelled)).Ok);
        await client.PingSubscriptionAsync(slack.Id, Cancelled);
        Say(server, price: 2);
        await server.DiscoverAsync();
        await UntilAsync(async () => (await client.ListDeliveriesAsync(made.Id, cancellationToken: Cancelled)).Data is [{ Attempts: > 0 }, ..]);
        var delivery = (await client.ListDeliveriesAsync(made.Id, cancellationToken: Cancelled)).Data[0];

        List<string> seen = [.. server.Log.Lines];
        foreach (var path in new[] { "/subscriptions", $"/subscriptions/{made.Id}", $"/subscriptions/{made.Id}/deliveries/{delivery.Id}", "/notifications/status", "/changes?all=true" })
        {
            using var response = await server.SendAsync(HttpMethod.Get, "/api/v1" + path, server.Key);
            seen.Add(await response.Content.ReadAsStringAsync(Cancelled));
        }

        foreach (var file in Directory.GetFiles(server.Settings.DataFolder, "tamma.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            seen.Add(await reader.ReadToEndAsync(Cancelled));
        }

        Assert.All(seen, text => Assert.DoesNotContain("sesame", text, StringComparison.Ordinal));
        Assert.All(seen, text => Assert.DoesNotContain(made.Secret!, text, StringComparison.Ordinal));
        Assert.True(File.Exists(Path.Combine(server.Settings.DataFolder, "secret.key")));
    }

    [Fact]
    public async Task A_rotation_signs_with_both_until_the_first_one_ends()
    {
        await using var target = new Receiver();
        await using var server = await StartAsync();
        using var http = new HttpClient();
        var client = Client(server, http);
        var made = await client.AddSubscriptionAsync(new() { Target = new() { Url = target.Url.ToString() } }, Cancelled);

        var rotated = await client.RotateSubscriptionSecretAsync(made.Id, cancellationToken: Cancelled);
        await client.PingSubscriptionAsync(made.Id, Cancelled);
        Assert.NotEqual(made.Secret, rotated.Secret);
        Assert.Equal(2, rotated.Target.Secrets.Count);
        Assert.NotNull(rotated.Target.Secrets[0].ExpiresAt);
        Assert.Equal(2, target.All.Last()["webhook-signature"].Split(' ').Length);

        Assert.Single((await client.RotateSubscriptionSecretAsync(made.Id, new() { OverlapSeconds = 0 }, Cancelled)).Target.Secrets);
        await client.PingSubscriptionAsync(made.Id, Cancelled);
        Assert.Single(target.All.Last()["webhook-signature"].Split(' '));
    }

    [Theory]
    [InlineData("""{"target":{"url":"http://10.0.0.1/"}}""", 422, "invalid_subscription", "url is at a private address")]
    [InlineData("""{"target":{"url":"http://169.254.169.254/latest"}}""", 422, "invalid_subscription", "url is at a link-local address")]
    [InlineData("""{"target":{"url":"ftp://example.com/"}}""", 422, "invalid_subscription", "neither http nor https")]
    [InlineData("""{"target":{}}""", 422, "invalid_subscription", "url is no address")]
    [InlineData("{}", 422, "invalid_subscription", "url is no address")]
    [InlineData("", 400, "invalid_body", "empty")]
    [InlineData("""{"target":{"url":"https://example.com/"},"fillter":"x"}""", 422, "invalid_subscription", "fillter is no member; did you mean filter?")]
    [InlineData("""{"target":{"url":"https://example.com/","format":"teams"}}""", 422, "invalid_subscription", "none of cloud_events, slack")]
    [InlineData("""{"target":{"url":"https://example.com/","secret":"whsec_plain"}}""", 422, "invalid_subscription", "secret is no reference")]
    [InlineData("""{"target":{"url":"https://example.com/","headers":{"webhook-id":"1"}}}""", 422, "invalid_subscription", "no name that a header can have")]
    [InlineData("""{"target":{"url":"https://example.com/","headers":{"X":"a\r\nY: b"}}}""", 422, "invalid_subscription", "printable ASCII")]
    [InlineData("""{"target":{"url":"https://example.com/"},"batch":{"max_events":0}}""", 422, "invalid_subscription", "batch.max_events")]
    [InlineData("""{"target":{"url":"https://example.com/"},"batch":{"max_seconds":-1}}""", 422, "invalid_subscription", "batch.max_seconds")]
    [InlineData("""{"target":{"url":7}}""", 422, "invalid_subscription", "of another kind")]
    [InlineData("""{"target":{"url":"https://example.com/"},"filter":"type = "}""", 400, "invalid_filter", "")]
    public async Task What_cannot_be_is_refused_with_what_is_wrong(string body, int status, string name, string detail)
    {
        await using var server = await StartAsync();
        using var request = server.Request(HttpMethod.Post, "/api/v1/subscriptions", server.Key);
        request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await server.Http.SendAsync(request, Cancelled);

        var problem = await RunningServer.ProblemAsync(response);

        Assert.Equal((status, name), (problem.Status, problem.Name));
        Assert.Contains(detail, problem.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_who_may_sees_subscriptions_and_there_are_not_more_than_may_be()
    {
        await using var server = await StartAsync(most: 1);
        using var http = new HttpClient();
        var client = Client(server, http);
        await client.AddSubscriptionAsync(new() { Target = new() { Url = "https://example.com/" } }, Cancelled);

        Assert.Equal("urn:tamma:problem:too_many_subscriptions", (await Assert.ThrowsAsync<TammaException>(() => client.AddSubscriptionAsync(new() { Target = new() { Url = "https://example.com/" } }, Cancelled))).ProblemType);
        using var keyless = await server.GetAsync("/api/v1/subscriptions");
        Assert.Equal(HttpStatusCode.Unauthorized, keyless.StatusCode);
        Assert.Equal(1, (await server.JsonAsync("/api/v1/notifications/status")).GetProperty("subscriptions").GetProperty("active").GetInt32());
    }

    [Fact]
    public async Task A_dead_letter_is_listed_and_replayed_and_nothing_else_is()
    {
        var works = false;
        await using var target = new Receiver(_ => Receiver.Status(works ? 204 : 500));
        await using var server = await StartAsync();
        using var http = new HttpClient();
        var client = Client(server, http);
        var made = await client.AddSubscriptionAsync(new() { Target = new() { Url = target.Url.ToString() } }, Cancelled);
        Say(server, price: 2);
        await server.DiscoverAsync();
        await UntilAsync(async () => (await client.ListDeliveriesAsync(made.Id, "dead", cancellationToken: Cancelled)).Data.Count > 0);

        works = true;
        var letter = (await client.ListDeliveriesAsync(made.Id, "dead", cancellationToken: Cancelled)).Data[0];
        Assert.Equal(1, (await client.ReplayAsync(made.Id, letter.Id, Cancelled)).Replayed);
        await UntilAsync(async () => (await client.GetDeliveryAsync(made.Id, letter.Id, Cancelled)).State == "delivered");
        Assert.Equal("urn:tamma:problem:not_dead", (await Assert.ThrowsAsync<TammaException>(() => client.ReplayAsync(made.Id, letter.Id, Cancelled))).ProblemType);
        Assert.Equal("urn:tamma:problem:delivery_not_found", (await Assert.ThrowsAsync<TammaException>(() => client.GetDeliveryAsync(made.Id, 999, Cancelled))).ProblemType);
        Assert.Equal(0, (await client.ReplayAsync(made.Id, cancellationToken: Cancelled)).Replayed);
    }

    [Fact]
    public async Task All_are_paused_and_resumed_and_the_status_tells_how_far_each_is()
    {
        await using var target = new Receiver();
        await using var server = await StartAsync();
        using var http = new HttpClient();
        var client = Client(server, http);
        await client.AddSubscriptionAsync(new() { Target = new() { Url = target.Url.ToString() } }, Cancelled);
        await client.AddSubscriptionAsync(new() { Name = "second", Target = new() { Url = target.Url.ToString() } }, Cancelled);

        Assert.Equal(2, (await client.PauseSubscriptionsAsync("maintenance", Cancelled)).Data.Count);
        Say(server, price: 2);
        await server.DiscoverAsync();
        var behind = await client.GetNotificationStatusAsync(Cancelled);
        Assert.Equal(2, behind.Subscriptions["paused"]);
        Assert.All(behind.Readers, reader => Assert.True(reader.LagPositions > 0 && reader.LagSeconds >= 0));

        Assert.Equal(2, (await client.ResumeSubscriptionsAsync(Cancelled)).Data.Count);
        await UntilAsync(async () => (await client.GetNotificationStatusAsync(Cancelled)) is { Deliveries: { Queued: 0, Delivered: > 1 } } status && status.Readers.All(reader => reader.LagPositions == 0));
        Assert.Equal(2, target.All.Count(told => told.Text.Contains("cost.input", StringComparison.Ordinal)));
    }

    private static Task<RunningServer> StartAsync(int most = 10)
    {
        var stubs = new Stubs();
        Say(stubs, price: 1);
        return RunningServer.StartAsync(stubs, options: options => options with
        {
            Subscriptions = new()
            {
                MostSubscriptions = most,
                Webhooks = new() { Allow = AddressAllowance.Parse(["127.0.0.1"], out _)!, Retries = new([TimeSpan.FromMilliseconds(20)]) },
            },
        });
    }

    private static TammaClient Client(RunningServer server, HttpClient http) => new(http, new(server.Url), server.Key);

    private static void Say(RunningServer server, decimal price) => Say(server.Stubs, price);

    private static void Say(Stubs stubs, decimal price) => stubs.Acme.Say(stubs.Acme.Claim("acme/one", ("name", "One"), ("cost.input", price)));

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var tries = 0; !await holds(); tries++)
        {
            Assert.True(tries < 1_000, "It never came to hold.");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Cancelled);
        }
    }
}
