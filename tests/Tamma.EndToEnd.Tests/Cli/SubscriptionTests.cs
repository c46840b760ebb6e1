using System.Text.Json;
using Tamma.Client;
using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

/// <summary>Subscriptions are managed from the command line, against a stand-in.</summary>
public sealed class SubscriptionTests
{
    private static readonly SubscriptionResponse s_prices = new()
    {
        Id = Guid.Parse("019ab3f2-7c1d-7e60-b0a4-6f1c8a3c9d21"),
        Name = "prices",
        Owner = "admin",
        State = "active",
        Filter = "changed(cost.input)",
        Target = new() { Url = "https://hooks.example.com/models", Format = "cloud_events", Ordered = true, Headers = ["Authorization"], Secrets = [] },
        Batch = new() { MaxEvents = 1, MaxSeconds = 0 },
        Calm = new() { SettleSeconds = 600, Fold = true, Urgent = "critical", Quiet = new() { From = "22:00", To = "07:00", Zone = "Europe/Zurich" } },
        CreatedAt = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero),
        ChangedAt = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero),
        Deliveries = new() { Queued = 1, Delivered = 20, Dead = 3 },
    };

    private static readonly string s_place = $"/subscriptions/{s_prices.Id}";

    [Fact]
    public async Task A_subscription_is_added_and_its_secret_is_shown()
    {
        await using var server = new StubServer().On("POST /subscriptions", s_prices with { Secret = "whsec_shown" }, TammaJson.Default.SubscriptionResponse, 201);
        using var tamma = new TammaProcess(server);

        var added = await tamma.RunAsync("subscriptions", "add", "https://hooks.example.com/models", "--filter", "changed(cost.input)", "--ordered", "--header", "Authorization=Bearer x=y", "--batch", "50", "--wait", "10m", "--secret", "env:HOOK");

        Assert.Equal(0, added.ExitCode);
        Assert.Contains("whsec_shown", added.Out, StringComparison.Ordinal);
        var sent = JsonElement.Parse(Assert.Single(server.Requests).Body);
        Assert.Equal(("changed(cost.input)", 50, 600), (sent.GetProperty("filter").GetString(), sent.GetProperty("batch").GetProperty("max_events").GetInt32(), sent.GetProperty("batch").GetProperty("max_seconds").GetInt32()));
        var target = sent.GetProperty("target");
        Assert.Equal(("https://hooks.example.com/models", true, "Bearer x=y", "env:HOOK"), (target.GetProperty("url").GetString(), target.GetProperty("ordered").GetBoolean(), target.GetProperty("headers").GetProperty("Authorization").GetString(), target.GetProperty("secret").GetString()));
    }

    [Fact]
    public async Task Subscriptions_are_listed_shown_paused_tested_and_replayed_by_their_name()
    {
        await using var server = new StubServer()
            .On("GET /subscriptions", new ListResponse<SubscriptionResponse> { Data = [s_prices] }, TammaJson.Default.SubscriptionList)
            .On($"POST {s_place}/pause", s_prices with { State = "paused" }, TammaJson.Default.SubscriptionResponse)
            .On($"POST {s_place}/resume", s_prices, TammaJson.Default.SubscriptionResponse)
            .On("POST /subscriptions/resume", new ListResponse<SubscriptionResponse> { Data = [s_prices] }, TammaJson.Default.SubscriptionList)
            .On($"POST {s_place}/ping", new PingResponse { Ok = false, LatencyMs = 12, Status = 500, Answer = "oh no" }, TammaJson.Default.PingResponse)
            .On($"POST {s_place}/replay", new ReplayResponse { Replayed = 3 }, TammaJson.Default.ReplayResponse)
            .On($"DELETE {s_place}", s_prices, TammaJson.Default.SubscriptionResponse);
        using var tamma = new TammaProcess(server);

        Assert.Contains("prices\tactive\t1\t20\t3\thttps://hooks.example.com/models", (await tamma.RunAsync("subscriptions")).Out, StringComparison.Ordinal);
        Assert.Contains("changed(cost.input)", (await tamma.RunAsync("subscriptions", "show", "prices")).Out, StringComparison.Ordinal);
        Assert.Equal("prices is paused.\n", (await tamma.RunAsync("subscriptions", "pause", "prices", "--reason", "release")).Out);
        Assert.Equal("prices goes on.\n", (await tamma.RunAsync("subscriptions", "resume", "prices")).Out);
        Assert.Equal("prices: resumed.\n", (await tamma.RunAsync("subscriptions", "resume", "--all")).Out);
        var tested = await tamma.RunAsync("subscriptions", "test", "prices");
        Assert.Equal((1, "prices: failed; answered 500 in 12 ms\n  it said: oh no\n"), (tested.ExitCode, tested.Out));
        Assert.Equal("3 messages are sent again.\n", (await tamma.RunAsync("subscriptions", "replay", "prices")).Out);
        Assert.Equal("prices is removed.\n", (await tamma.RunAsync("subscriptions", "remove", s_prices.Id.ToString())).Out);
        Assert.Equal(4, (await tamma.RunAsync("subscriptions", "remove", "nobody")).ExitCode);
        Assert.Equal(2, (await tamma.RunAsync("subscriptions", "pause")).ExitCode);
    }

    [Theory]
    [InlineData("""{"settle_seconds":600}""", "--calm", "10m")]
    [InlineData("""{"off":true}""", "--calm", "off")]
    [InlineData("""{"urgent":"warning","digest":{"every":"day","at":"08:00","zone":"Europe/Zurich"}}""", "--digest", "day 08:00 Europe/Zurich", "--urgent", "warning")]
    [InlineData("""{"fold":false,"digest":{"every":"week","at":"08:00","on":"friday","zone":"UTC"}}""", "--digest", "friday 08:00 UTC", "--fold", "false")]
    [InlineData("""{"quiet":{"from":"22:00","to":"07:00","zone":"Europe/Zurich","days":["friday","saturday"]}}""", "--quiet", "22:00-07:00 Europe/Zurich friday,saturday")]
    public async Task Calm_is_written_as_people_say_it(string sent, params string[] written)
    {
        await using var server = new StubServer().On("POST /subscriptions", s_prices, TammaJson.Default.SubscriptionResponse, 201);
        using var tamma = new TammaProcess(server);

        Assert.Equal(0, (await tamma.RunAsync(["subscriptions", "add", "https://hooks.example.com/models", .. written])).ExitCode);

        Assert.Equal(sent, JsonElement.Parse(Assert.Single(server.Requests).Body).GetProperty("calm").GetRawText());
    }

    [Fact]
    public async Task A_change_of_calm_keeps_what_is_not_named_and_what_is_no_time_is_refused()
    {
        await using var server = new StubServer()
            .On("GET /subscriptions", new ListResponse<SubscriptionResponse> { Data = [s_prices] }, TammaJson.Default.SubscriptionList)
            .On($"PATCH {s_place}", s_prices, TammaJson.Default.SubscriptionResponse);
        using var tamma = new TammaProcess(server);

        await tamma.RunAsync("subscriptions", "change", "prices", "--digest", "day 08:00 UTC");
        var calm = JsonElement.Parse(server.Requests[^1].Body).GetProperty("calm").GetRawText();
        Assert.Equal("""{"fold":true,"urgent":"critical","quiet":{"from":"22:00","to":"07:00","zone":"Europe/Zurich"},"digest":{"every":"day","at":"08:00","zone":"UTC"}}""", calm);
        Assert.Contains("write 'day 08:00 Europe/Zurich'", (await tamma.RunAsync("subscriptions", "change", "prices", "--digest", "daily")).Error, StringComparison.Ordinal);
        Assert.Contains("write '22:00-07:00 Europe/Zurich'", (await tamma.RunAsync("subscriptions", "change", "prices", "--quiet", "at night")).Error, StringComparison.Ordinal);
        Assert.Contains("stands alone", (await tamma.RunAsync("subscriptions", "change", "prices", "--calm", "off", "--urgent", "none")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_subscription_is_shown_with_when_it_speaks_next()
    {
        var waiting = s_prices with { Waiting = new() { Events = 12, Since = s_prices.CreatedAt, Until = s_prices.CreatedAt.AddMinutes(10) } };
        await using var server = new StubServer().On("GET /subscriptions", new ListResponse<SubscriptionResponse> { Data = [waiting] }, TammaJson.Default.SubscriptionList);
        using var tamma = new TammaProcess(server);

        var shown = (await tamma.RunAsync("subscriptions", "show", "prices")).Out;

        Assert.Contains("10 min after the first change; many alike as one; not from 22:00 to 07:00 Europe/Zurich; critical at once", shown, StringComparison.Ordinal);
        Assert.Contains("12 events wait since", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deliveries_are_listed_and_one_is_shown_with_its_tries()
    {
        var dead = new DeliveryResponse
        {
            Id = 7,
            MessageId = "m",
            State = "dead",
            Events = 2,
            FirstPosition = 3,
            LastPosition = 4,
            Attempts = 10,
            Status = 503,
            CreatedAt = s_prices.CreatedAt,
            Reason = "given up after 10 tries",
            Tries = [new() { Number = 1, At = s_prices.CreatedAt, LatencyMs = 5, Error = "nothing listens there" }],
        };
        await using var server = new StubServer()
            .On("GET /subscriptions", new ListResponse<SubscriptionResponse> { Data = [s_prices] }, TammaJson.Default.SubscriptionList)
            .On($"GET {s_place}/deliveries", new ListResponse<DeliveryResponse> { Data = [dead] }, TammaJson.Default.DeliveryList)
            .On($"GET {s_place}/deliveries/7", dead, TammaJson.Default.DeliveryResponse);
        using var tamma = new TammaProcess(server);

        Assert.StartsWith("7\tdead\t2\t10\t503\t", (await tamma.RunAsync("subscriptions", "deliveries", "prices", "--state", "dead")).Out, StringComparison.Ordinal);
        Assert.Contains("nothing listens there", (await tamma.RunAsync("subscriptions", "deliveries", "prices", "7")).Out, StringComparison.Ordinal);
        Assert.Contains(server.Requests, request => request.Path.Contains("state=dead", StringComparison.Ordinal));
    }
}
