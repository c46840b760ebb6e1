using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Benchmarks.Reports;
using Tamma.Benchmarks.Running;
using Tamma.Benchmarks.Shapes;
using Tamma.Catalog;
using Tamma.Discovery;
using Tamma.Discovery.Overriding;
using Tamma.Notifications.Subscriptions;
using Tamma.Providers;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Contract;

/// <summary>A small history in which every kind of event happens.</summary>
internal static class EventScenario
{
    /// <summary>The end of a model, near enough to be told.</summary>
    public static string Retires { get; } = TimeProvider.System.GetUtcNow().AddDays(20).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Before the start: so many models at first that one event tells of them all.</summary>
    public static void Prepare(Stubs stubs) => stubs.LiteLlm.Say([.. Known(stubs.LiteLlm)]);

    private static IEnumerable<Claim> Known(StubListing source) => Enumerable.Range(10, 21).Select(i => source.Claim($"acme/plain-{i}", ("name", "Plain")));

    public static async Task PlayAsync(RunningServer server)
    {
        var (acme, models, lite) = (server.Stubs.Acme, server.Stubs.ModelsDev, server.Stubs.LiteLlm);

        var plain = lite.Claim("acme/plain", ("name", "Plain"), ("tool_call", true), ("limit.context", 128000));
        acme.Say(acme.Claim("acme/one", ("name", "One"), ("limit.context", 200000), ("cost.input", 0.5m)), acme.Claim("acme/two", ("name", "Two")));
        lite.Say([plain, lite.Claim("acme", ("name", "Acme")), .. Known(lite)]);
        models.Say(models.Claim("other/kept", ("name", "Kept")), models.Claim("other", ("name", "Other"), ("doc", "https://other.example/docs")));
        await server.DiscoverAsync();

        // Changed, and the same said by somebody who is believed more; the other provider goes, its model stays.
        acme.Say(acme.Claim("acme/one", ("name", "One"), ("limit.context", 200000), ("cost.input", 0.4m)), acme.Claim("acme/two", ("name", "Two")));
        models.Say(
            models.Claim("other/kept", ("name", "Kept")),
            models.Claim("other", ("name", "Other"), ("doc", "https://other.example/models")),
            models.Claim("acme/plain", ("name", "Plain"), ("tool_call", true), ("limit.context", 128000)),
            models.Claim("acme", ("name", "Acme")));
        await server.DiscoverAsync();

        // Gone, and back.
        acme.Say(acme.Claim("acme/one", ("name", "One"), ("limit.context", 200000), ("cost.input", 0.4m)));
        models.Say(models.Claim("other/kept", ("name", "Kept")), models.Claim("acme/plain", ("name", "Plain"), ("tool_call", true), ("limit.context", 128000)), models.Claim("acme", ("name", "Acme")));
        await server.DiscoverAsync();
        acme.Say(acme.Claim("acme/one", ("name", "One"), ("limit.context", 200000), ("cost.input", 0.4m)), acme.Claim("acme/two", ("name", "Two")));
        models.Say(
            models.Claim("other/kept", ("name", "Kept")),
            models.Claim("other", ("name", "Other"), ("doc", "https://other.example/models")),
            models.Claim("acme/plain", ("name", "Plain"), ("tool_call", true), ("limit.context", 128000)),
            models.Claim("acme", ("name", "Acme")));
        await server.DiscoverAsync();

        // Gone for good.
        for (var i = 0; i < 2; i++)
        {
            acme.Say(acme.Claim("acme/one", ("name", "One"), ("limit.context", 200000), ("cost.input", 0.4m)));
            models.Say(models.Claim("other/kept", ("name", "Kept")), models.Claim("acme/plain", ("name", "Plain"), ("tool_call", true), ("limit.context", 128000)), models.Claim("acme", ("name", "Acme")));
            await server.DiscoverAsync();
        }

        await DecideAsync(server);
    }

    private static async Task DecideAsync(RunningServer server)
    {
        var acme = server.Stubs.Acme;

        // A connection is added, switched off and removed.
        var book = server.App.Services.GetRequiredService<ConnectionBook>();
        await book.AddAsync(new() { Id = "workshop", Type = "openai_compatible", Url = "http://127.0.0.1:9/v1", Credential = "env:WORKSHOP_KEY" }, "admin", TestContext.Current.CancellationToken);
        await book.EnableAsync("workshop", enabled: false, "admin", TestContext.Current.CancellationToken);
        await book.RemoveAsync("workshop", "admin", TestContext.Current.CancellationToken);

        // A subscription is made, paused, removed; another one's target is gone.
        var subscriptions = server.App.Services.GetRequiredService<SubscriptionBook>();
        var (told, _) = await subscriptions.AddAsync(new() { Name = "prices", Url = "https://hooks.example.com/models", Filter = "changed(cost.input)" }, "admin", TestContext.Current.CancellationToken);
        await subscriptions.PauseAsync(told.Id, "their release", "admin", TestContext.Current.CancellationToken);
        await subscriptions.RemoveAsync(told.Id, "admin", TestContext.Current.CancellationToken);
        var (gone, _) = await subscriptions.AddAsync(new() { Name = "gone", Url = "https://hooks.example.com/gone", Filter = "provider = nobody" }, "admin", TestContext.Current.CancellationToken);
        await subscriptions.DisableAsync(gone.Id, "the target answered 410: it is gone", TestContext.Current.CancellationToken);

        // The sources move beneath the operator's word.
        var overrides = server.App.Services.GetRequiredService<OverrideBook>();
        await overrides.SetAsync([new(new("acme", "one"), "limit.context", JsonSerializer.SerializeToElement(150_000))], "admin", TestContext.Current.CancellationToken);
        acme.Say(
            acme.Claim("acme/one", ("name", "One"), ("limit.context", 250000), ("cost.input", 0.4m)),
            acme.Claim("acme/three", ("name", "Three"), ("shutdown_date", Retires), ("replaced_by", "one")));
        await server.DiscoverAsync();
        await overrides.CheckDriftAsync([new("acme", "one")], TestContext.Current.CancellationToken);

        while ((await server.JsonAsync("/api/v1/changes?types=retirement_near")).GetProperty("data").GetArrayLength() is 0)
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        // A list that comes back empty is held, until a person decides.
        acme.Say();
        await server.DiscoverAsync();
        var review = Assert.Single(await server.App.Services.GetRequiredService<IReviewStore>().ReadAsync(ReviewState.Open, 10, TestContext.Current.CancellationToken));
        await server.App.Services.GetRequiredService<ReviewDecisions>().DecideAsync(review.Id, accept: false, "admin", "An outage of theirs.", TestContext.Current.CancellationToken);

        await MeasureAsync(server);

        // The key is not taken any more.
        acme.Fault = new ProviderException(ProviderFault.Unauthorised, "key rejected (401), from ACME_API_KEY");
        await server.DiscoverAsync();
    }

    private static Task<long> MeasureAsync(RunningServer server)
    {
        var now = TimeProvider.System.GetUtcNow();
        var run = new BenchmarkRun
        {
            Id = Guid.CreateVersion7(now),
            Plan = new() { Model = new("acme", "one"), Load = new LoadShape.Closed(4), Requests = 40, Actor = "admin" },
            Connection = "acme",
            State = BenchmarkState.Completed,
            QueuedAt = now,
            Verdict = LoadVerdict.Valid,
            Sentence = "40 of 40 requests answered in 3.2 s; time to first token 212 ms (p50).",
            Samples = 40,
        };
        return server.App.Services.GetRequiredService<IBenchmarkStore>().EndAsync(run, default, [BenchmarkEvents.Completed(run, now)], TestContext.Current.CancellationToken);
    }
}
