using Tamma.Catalog;
using Tamma.Catalog.Retention;
using Tamma.Discovery;
using Xunit;
using static Tamma.Storage.Tests.Samples;

namespace Tamma.Storage.Tests.Contracts;

/// <summary>What every record promises when old things are taken away: what stands never breaks, and what is gone is known to be.</summary>
public abstract class RetentionContract(Stores stores) : IAsyncDisposable
{
    private ICatalogStore Store => stores.Catalog;

    private IRetentionStore Retention => stores.Retention;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_limits_all_is_kept()
    {
        await ThreeVersionsAsync();

        Assert.Equal(0, (await Retention.PurgeAsync(new(), Token)).Total);
        Assert.Equal(new(), await Retention.ReadHorizonsAsync(Token));
    }

    [Fact]
    public async Task Versions_that_ended_before_the_limit_go_and_the_horizon_says_from_where_on_the_past_is_whole()
    {
        await ThreeVersionsAsync();

        var gone = await Retention.PurgeAsync(new() { Versions = Day(25) }, Token);

        Assert.Equal((1, 1), (gone.Versions, gone.Total));
        Assert.Equal([3, 2], await NumbersAsync("a/x"));
        var horizons = await Retention.ReadHorizonsAsync(Token);
        Assert.Equal((2, Day(20)), (horizons.Versions, horizons.VersionsAt));
        Assert.Equal(2, (await Store.ReadAsOfAsync(horizons.Versions, Key("a/x"), Token))!.Version);
    }

    [Fact]
    public async Task The_current_version_stays_however_old_it_is_and_a_removed_one_too()
    {
        await ThreeVersionsAsync();
        await Store.CommitAsync(Commit(3, Model("b/y")) with { At = Day(31) }, Token);
        await Store.CommitAsync(Commit(4, Model("b/y").Removed(40)) with { At = Day(40) }, Token);
        var before = (await Store.LoadAsync(Token)).Rows.Select(Shown.Given).Order(StringComparer.Ordinal).ToList();

        await Retention.PurgeAsync(new() { Versions = DateTimeOffset.MaxValue }, Token);

        Same.Texts(before, (await Store.LoadAsync(Token)).Rows.Select(Shown.Given).Order(StringComparer.Ordinal));
        Assert.Equal([3], await NumbersAsync("a/x"));
        Assert.Equal([2], await NumbersAsync("b/y"));
    }

    [Fact]
    public async Task So_many_versions_of_each_row_stay_as_are_wanted()
    {
        await ThreeVersionsAsync();
        await Store.CommitAsync(Commit(3, Model("b/y")) with { At = Day(31) }, Token);

        Assert.Equal(1, (await Retention.PurgeAsync(new() { VersionsPerModel = 2 }, Token)).Versions);
        Assert.Equal([3, 2], await NumbersAsync("a/x"));
        Assert.Equal([1], await NumbersAsync("b/y"));
        Assert.Equal(2, (await Retention.ReadHorizonsAsync(Token)).Versions);
    }

    [Fact]
    public async Task Old_events_go_but_those_of_versions_that_are_kept_and_the_log_goes_on()
    {
        await ThreeVersionsAsync();
        await stores.Log.AppendAsync([Event("one") with { OccurredAt = Day(35) }], Token);
        await stores.Log.AppendAsync([Event("two") with { OccurredAt = Day(45) }], Token);

        Assert.Equal(1, (await Retention.PurgeAsync(new() { Events = Day(40) }, Token)).Events);

        Assert.Equal([1, 2, 3, 5], (await stores.Log.ReadAsync(0, 9, [], Token)).Select(envelope => envelope.Position));
        Assert.Equal(4, (await Retention.ReadHorizonsAsync(Token)).Events);
        await Retention.PurgeAsync(new() { Versions = Day(40), Events = Day(40) }, Token);
        Assert.Equal([3, 5], (await stores.Log.ReadAsync(0, 9, [], Token)).Select(envelope => envelope.Position));
        Assert.Equal(6, await stores.Log.AppendAsync([Event("three")], Token));
        Assert.Equal(5, (await stores.Log.HeadAsync(Token)).Position - 1);
    }

    [Fact]
    public async Task Claims_that_are_over_go_and_current_ones_stay()
    {
        await Store.RegisterAsync(ModelsDev, Token);
        await Store.CommitAsync(Commit(0, Model("a/x")) with { At = Day(10), Claims = [Claim(ModelsDev, "a/x", Named("old"))] }, Token);
        await Store.CommitAsync(Commit(1, Model("a/x", version: 2)) with { At = Day(20), Claims = [Claim(ModelsDev, "a/x", Named("new"))] }, Token);

        Assert.Equal(0, (await Retention.PurgeAsync(new() { Claims = Day(20) }, Token)).Claims);
        Assert.Null((await Retention.ReadHorizonsAsync(Token)).ClaimsAt);
        Assert.Equal(1, (await Retention.PurgeAsync(new() { Claims = Day(21) }, Token)).Claims);

        Assert.Equal(Day(21), (await Retention.ReadHorizonsAsync(Token)).ClaimsAt);
        Assert.Equal(Named("new"), Assert.Single(await Store.ReadClaimsAsync([Key("a/x")], Token)).Values);
        Assert.Empty(await Store.ReadClaimsAsOfAsync(Key("a/x"), Day(15), Token));
    }

    [Fact]
    public async Task A_document_goes_when_nothing_current_was_read_from_it()
    {
        var (read, unread) = (Page("read"), Page("unread"));
        await Store.RegisterAsync(ModelsDev, Token);
        await Store.CommitAsync(
            Commit(0, Model("a/x")) with { Documents = [read, unread], Claims = [Claim(ModelsDev, "a/x") with { Slice = new(read.Hash, 0, 1) }] }, Token);

        Assert.Equal(1, (await Retention.PurgeAsync(new() { Documents = Day(9) }, Token)).Documents);

        Assert.NotNull(await Store.ReadDocumentAsync(read.Hash, Token));
        Assert.Null(await Store.ReadDocumentAsync(unread.Hash, Token));
        await Store.KeepAsync([unread], Token);
        Assert.NotNull(await Store.ReadDocumentAsync(unread.Hash, Token));
    }

    [Fact]
    public async Task Old_runs_go_but_the_last_and_the_last_good_one_of_each_source()
    {
        var old = Run(1, RunState.Succeeded);
        var good = Run(2, RunState.Unchanged);
        var failed = Run(3, RunState.Failed);
        var last = Run(4, RunState.Failed);
        foreach (var run in new[] { old, good, failed, last })
        {
            await stores.Runs.SaveAsync(run, Token);
        }

        Assert.Equal(2, (await Retention.PurgeAsync(new() { Runs = Day(99) }, Token)).Runs);
        Assert.Equal([last.Id, good.Id], (await stores.Runs.ReadAsync(null, 9, Token)).Select(run => run.Id));
    }

    [Fact]
    public async Task Closed_reviews_go_and_open_ones_stay()
    {
        await stores.Reviews.SaveAsync([Finding(1, null), Finding(2, Day(5)), Finding(3, Day(15))], [], Token);

        Assert.Equal(1, (await Retention.PurgeAsync(new() { Reviews = Day(10) }, Token)).Reviews);
        Assert.Equal([3, 1], (await stores.Reviews.ReadAsync(new ReviewFilter(), 9, Token)).Select(review => review.Sightings));
    }

    [Fact]
    public async Task Old_samples_of_health_go_and_the_state_stays()
    {
        for (var day = 1; day <= 3; day++)
        {
            await stores.Health.SaveAsync(HealthSample(day), HealthState("openai"), most: 9, notBefore: Day(0), [], Token);
        }

        Assert.Equal(1, (await Retention.PurgeAsync(new() { Health = Day(2) }, Token)).Health);
        Assert.Equal([Day(2), Day(3)], (await stores.Health.ReadSamplesAsync("openai", 9, Token)).Select(sample => sample.At));
        Assert.Equal([HealthState("openai")], await stores.Health.ReadStatesAsync(Token));
    }

    public ValueTask DisposeAsync()
    {
        stores.Close();
        GC.SuppressFinalize(this);
        return default;
    }

    /// <summary>Of <c>a/x</c>, on the days 10, 20 and 30, at the positions 1, 2 and 3.</summary>
    private async Task ThreeVersionsAsync()
    {
        for (var version = 1; version <= 3; version++)
        {
            await Store.CommitAsync(Commit(version - 1, Model("a/x", version: version)) with { At = Day(version * 10) }, Token);
        }
    }

    private async Task<IEnumerable<int>> NumbersAsync(string key) =>
        (await Store.ReadVersionsAsync(Key(key), int.MaxValue, 10, Token)).Select(version => version.Model.Version);

    private static Document Page(string text) => Document.From(System.Text.Encoding.UTF8.GetBytes(text), "text/plain", Day(1));

    private static Run Run(int day, RunState state) => new()
    {
        Id = new(day, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        Source = ModelsDev,
        Trigger = RunTrigger.Manual,
        State = state,
        QueuedAt = Day(day),
        FinishedAt = Day(day),
    };

    private static Review Finding(int number, DateTimeOffset? closed) => new()
    {
        Id = new(number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
        Kind = ReviewKind.PriceJump,
        State = closed is null ? ReviewState.Open : ReviewState.Rejected,
        Source = ModelsDev,
        Provider = "a",
        Sentence = "s",
        Fingerprint = "f",
        RunId = Guid.Empty,
        OpenedAt = Day(number),
        Sightings = number,
        ClosedAt = closed,
    };
}
