using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Discovery;
using Tamma.EndToEnd.Tests.Simulator;
using Xunit;

namespace Tamma.EndToEnd.Tests.Ways;

/// <summary>What would take too much away, or jumps, waits for a person; what a person says is done, and asked once.</summary>
public sealed class GuardTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private static readonly Field s_input = FieldRegistry.Models["cost.input"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Losing_more_than_thirty_percent_is_held_and_nothing_is_written()
    {
        await using var host = await StartAsync("third", 20);
        await LoseAsync("third", 7);
        var record = host.Record();
        var confirmed = host.StateOf("third").ConfirmedAt;
        host.Time.Advance(TimeSpan.FromHours(1));

        var run = await host.RunAsync("third");

        var review = Assert.Single(await host.OpenReviewsAsync());
        Assert.Equal((RunState.Held, review.Id, 13), (run.State, run.Review, run.Counts.Listed));
        Assert.Equal("third: run refused. third: the answer lists 13 of 20 models; 7 would go. Nothing was removed. Decide with: tamma review", run.Sentence);
        Assert.Equal(7, review.Models.Length);
        Assert.NotNull(await host.Get<ICatalogStore>().ReadDocumentAsync(Assert.Single(run.Documents), Cancelled));
        Assert.Equal(20, host.Ids("third").Count);
        Assert.Equal(confirmed, host.StateOf("third").ConfirmedAt);
        var after = host.Record();
        Assert.Equal(["commits", "documents", "events", "log", "reviews"], record.Keys.Where(table => record[table] != after[table]));
        Assert.Equal("review_opened", Assert.Single(await host.EventsAsync(host.Snapshot.Head.Position)).Event.Type);
    }

    [Fact]
    public async Task Losing_thirty_percent_or_some_of_fewer_than_ten_is_no_finding()
    {
        await using var host = await StartAsync("within", 20);
        await LoseAsync("within", 6);
        Assert.Equal(6, (await host.RunAsync("within")).Counts.Missing);

        await using var small = await StartAsync("small", 9);
        await LoseAsync("small", 5);
        Assert.Equal(5, (await small.RunAsync("small")).Counts.Missing);
    }

    [Fact]
    public async Task Accepting_removes_exactly_what_was_named()
    {
        await using var host = await StartAsync("accepted", 20);
        var lost = await LoseAsync("accepted", 8);
        await host.RunAsync("accepted");
        var review = Assert.Single(await host.OpenReviewsAsync());
        var head = await host.HeadAsync();

        var closed = await host.DecideAsync(review, accept: true);
        await SettleAsync(host, "accepted");

        Assert.Equal((ReviewState.Accepted, "a tester", "because"), (closed!.State, closed.ClosedBy, closed.Reason));
        Assert.Equal(lost.Order(), host.Ids("accepted", Availability.Removed).Order());
        Assert.Equal(12, host.Ids("accepted").Count);
        var told = await host.EventsAsync(head);
        Assert.Equal(8, told.Count(envelope => envelope.Event is { Type: "model_removed", Actor: "a tester" }));
        Assert.Equal("review_closed", Assert.Single(told, envelope => envelope.Event.Type != "model_removed").Event.Type);
        Assert.Equal(RunState.Unchanged, (await host.RunAsync("accepted")).State);
        Assert.Empty(await host.OpenReviewsAsync());
    }

    [Fact]
    public async Task Rejecting_keeps_them_and_the_same_answer_is_not_asked_again()
    {
        await using var host = await StartAsync("rejected", 20);
        var lost = await LoseAsync("rejected", 8);
        await host.RunAsync("rejected");
        await host.DecideAsync(Assert.Single(await host.OpenReviewsAsync()), accept: false);
        var record = host.Record();

        for (var run = 0; run < 4; run++)
        {
            host.Time.Advance(TimeSpan.FromHours(9));
            Assert.Equal(RunState.Held, (await host.RunAsync("rejected")).State);
        }

        Assert.Empty(await host.OpenReviewsAsync());
        Assert.Equal(record, host.Record());
        Assert.Equal(20, host.Ids("rejected").Count);

        // Another answer is another question.
        await simulator.Process.RemoveModelAsync("rejected", host.Ids("rejected").Except(lost).First());
        await host.RunAsync("rejected");
        Assert.Equal(9, Assert.Single(await host.OpenReviewsAsync()).Models.Length);
    }

    [Fact]
    public async Task The_same_finding_is_seen_again_and_not_opened_again()
    {
        await using var host = await StartAsync("again", 20);
        await LoseAsync("again", 8);
        await host.RunAsync("again");
        var head = await host.HeadAsync();
        host.Time.Advance(TimeSpan.FromHours(1));
        await host.RunAsync("again");
        await host.RunAsync("again");

        var review = Assert.Single(await host.OpenReviewsAsync());
        Assert.Equal((3, TammaHost.Morning, TammaHost.Morning.AddHours(1)), (review.Sightings, review.OpenedAt, review.LastSeenAt));
        Assert.Equal(head, await host.HeadAsync());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(25)]
    public async Task An_empty_list_is_held_however_few_there_were(int models)
    {
        var world = $"empty-{models}";
        await using var host = await StartAsync(world, models);
        await simulator.Process.SetFaultAsync(world, """{"kind":"empty_list"}""");

        Assert.Equal(RunState.Held, (await host.RunAsync(world)).State);
        Assert.Equal(models, host.Ids(world).Count);
        Assert.Equal(models, Assert.Single(await host.OpenReviewsAsync()).Models.Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_review_is_withdrawn_when_the_models_come_back(bool inTheSameBytes)
    {
        var world = $"back-{inTheSameBytes}";
        await using var host = await StartAsync(world, 20);
        await simulator.Process.SetFaultAsync(world, """{"kind":"empty_list"}""");
        await host.RunAsync(world);
        var id = Assert.Single(await host.OpenReviewsAsync()).Id;
        await simulator.Process.ClearFaultAsync(world);
        if (!inTheSameBytes)
        {
            await simulator.Process.AddModelAsync(world, """{"id":"one-more","owned_by":"them"}""");
        }

        var run = await host.RunAsync(world);

        Assert.Equal(inTheSameBytes ? RunState.Unchanged : RunState.Succeeded, run.State);
        Assert.Equal(ReviewState.Withdrawn, (await host.Reviews.GetAsync(id, Cancelled))!.State);
        Assert.Contains("review_closed", (await host.EventsAsync()).Select(told => told.Event.Type));
    }

    [Fact]
    public async Task One_provider_that_a_catalogue_loses_holds_the_run_and_is_named()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"catalogue","protocol":"models_dev","generate":{"models":60,"providers":3,"seed":9}}""");
        await using var host = await TammaHost.StartAsync(TestSource.PublicCatalogue(simulator.Process, "catalogue"));
        var provider = host.Snapshot.Providers.First().Provider;
        foreach (var id in host.Ids(provider).Take(host.Ids(provider).Count / 2).ToList())
        {
            await simulator.Process.RemoveModelAsync("catalogue", id, provider);
        }

        var run = await host.RunAsync("models_dev");

        Assert.Equal(RunState.Held, run.State);
        Assert.Equal(provider, Assert.Single(await host.OpenReviewsAsync()).Provider);
        Assert.Equal(60, host.Snapshot.Models.Count(model => model.Availability is Availability.Listed));
    }

    [Fact]
    public async Task A_price_of_a_third_party_that_jumps_is_held_until_it_is_accepted()
    {
        var (host, id, price) = await StartPricedAsync("third-party", bills: false);
        await using var _ = host;
        await SetPriceAsync("third-party", id, price * 12);
        await host.RunAsync("third-party");

        var review = Assert.Single(await host.OpenReviewsAsync());
        Assert.Equal((ReviewKind.PriceJump, "cost.input", price * 12), (review.Kind, review.Field, review.Proposed!.Value.AsNumber()));
        Assert.Equal(price, Price(host, "third-party", id));
        var head = await host.HeadAsync();
        Assert.Equal(RunState.Unchanged, (await host.RunAsync("third-party")).State);
        Assert.Equal((head, price), (await host.HeadAsync(), Price(host, "third-party", id)));

        await host.DecideAsync(review, accept: true);
        await SettleAsync(host, "third-party");
        Assert.Equal(price * 12, Price(host, "third-party", id));
        Assert.Single(await host.EventsAsync(head), told => told.Event.Type == "model_updated");
        Assert.Empty(await host.OpenReviewsAsync());
    }

    [Fact]
    public async Task A_price_that_was_rejected_stays_away_and_one_that_comes_back_withdraws_its_review()
    {
        var (host, id, price) = await StartPricedAsync("refused-price", bills: false);
        await using var _ = host;
        await SetPriceAsync("refused-price", id, price * 12);
        await host.RunAsync("refused-price");
        await host.DecideAsync(Assert.Single(await host.OpenReviewsAsync()), accept: false);
        var head = await host.HeadAsync();
        await simulator.Process.PatchModelAsync("refused-price", id, """{"limit":{"output":12345}}""");
        await host.RunAsync("refused-price");
        Assert.Equal(price, Price(host, "refused-price", id));
        Assert.Empty(await host.OpenReviewsAsync());
        Assert.Equal("model_updated", Assert.Single(await host.EventsAsync(head)).Event.Type);

        await SetPriceAsync("refused-price", id, price * 20);
        await host.RunAsync("refused-price");
        var second = Assert.Single(await host.OpenReviewsAsync());
        await SetPriceAsync("refused-price", id, price * 2);
        await host.RunAsync("refused-price");
        Assert.Equal(ReviewState.Withdrawn, (await host.Reviews.GetAsync(second.Id, Cancelled))!.State);
        Assert.Equal(price * 2, Price(host, "refused-price", id));
    }

    [Fact]
    public async Task A_held_price_that_comes_back_in_the_bytes_of_before_withdraws_its_review()
    {
        var (host, id, price) = await StartPricedAsync("as-before", bills: false);
        await using var _ = host;
        await SetPriceAsync("as-before", id, price * 12);
        await host.RunAsync("as-before");
        await SetPriceAsync("as-before", id, price);
        await host.RunAsync("as-before");

        Assert.Empty(await host.OpenReviewsAsync());
        Assert.Equal(price, Price(host, "as-before", id));
    }

    [Fact]
    public async Task A_price_of_the_API_that_bills_is_applied_at_once_and_flagged()
    {
        var (host, id, price) = await StartPricedAsync("biller", bills: true);
        await using var _ = host;
        await SetPriceAsync("biller", id, price * 12);

        Assert.Equal(1, (await host.RunAsync("biller")).Counts.Updated);
        Assert.Equal(price * 12, Price(host, "biller", id));
        Assert.Empty(await host.OpenReviewsAsync());
        var flagged = Assert.Single(await host.Reviews.ReadAsync(ReviewState.Flagged, 10, Cancelled));
        Assert.EndsWith("(billing API, applied, flagged)", flagged.Sentence, StringComparison.Ordinal);
        Assert.Equal(["review_opened"], (await host.EventsAsync()).Select(told => told.Event.Type).Where(type => type.StartsWith("review", StringComparison.Ordinal)));
    }

    private static decimal Price(TammaHost host, string provider, string id) => host.Model(provider, id).Values[s_input]!.Value.AsNumber();

    /// <summary>An accepted review has the source read again.</summary>
    private static Task SettleAsync(TammaHost host, string source) => host.Coordinator.WaitAsync(SourceId.Connection(source), Cancelled);

    private Task SetPriceAsync(string world, string id, decimal price) =>
        simulator.Process.PatchModelAsync(world, id, string.Create(System.Globalization.CultureInfo.InvariantCulture, $$$"""{"cost":{"input":{{{price}}}}}"""));

    private async Task<(TammaHost Host, string Id, decimal Price)> StartPricedAsync(string world, bool bills)
    {
        await simulator.Process.CreateWorldAsync($$$"""{"name":"{{{world}}}","protocol":"openai","flavour":"gateway","generate":{"models":15,"seed":2}}""");
        var host = await TammaHost.StartAsync(TestSource.OpenAi(simulator.Process, world) with { Bills = bills });
        var priced = host.Snapshot.Models.First(model => model.Values[s_input] is { } price && price.AsNumber() > 0);
        return (host, priced.Key.Id, Price(host, world, priced.Key.Id));
    }

    private async Task<TammaHost> StartAsync(string world, int models)
    {
        await simulator.Process.CreateWorldAsync($$$"""{"name":"{{{world}}}","protocol":"openai","generate":{"models":{{{models}}},"seed":1}}""");
        return await TammaHost.StartAsync(TestSource.OpenAi(simulator.Process, world));
    }

    private async Task<IReadOnlyList<string>> LoseAsync(string world, int models)
    {
        var lost = (await simulator.Process.ModelIdsAsync(world)).Take(models).ToList();
        foreach (var id in lost)
        {
            await simulator.Process.RemoveModelAsync(world, id);
        }

        return lost;
    }
}
