using Tamma.Catalog;
using Tamma.Events;
using Xunit;
using static Tamma.Storage.Tests.Samples;

namespace Tamma.Storage.Tests.Contracts;

/// <summary>What every record of the catalogue promises about commits. Each test is one promise.</summary>
public abstract class CatalogStoreContract(Stores stores) : IAsyncDisposable
{
    private protected ICatalogStore Store => stores.Catalog;

    private protected IEventLog Log => stores.Log;

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_catalogue_is_empty_and_stands_at_zero()
    {
        var catalog = await Store.LoadAsync(Token);

        Assert.Equal(0, catalog.Head.Position);
        Assert.NotEqual(Guid.Empty, catalog.Head.LogId);
        Assert.Empty(catalog.Rows);
        Assert.Empty(catalog.Sources);
    }

    [Fact]
    public async Task A_row_is_read_back_as_it_was_given()
    {
        var model = Model("openrouter/anthropic/claude:beta@1", EveryType) with
        {
            Offers = [Offer("a"), Offer("b") with { MissingSince = null, AccessReason = "not in your \"plan\"" }, Offer("c") with { VerifiedAt = Day(5) }],
            Availability = Availability.Missing,
            MissingSince = Day(3),
        };
        var provider = Model("openai", ProviderFields);

        var (first, last) = await Store.CommitAsync(Commit(0, model, provider) with { At = Day(9) }, Token);

        Assert.Equal((1, 2), (first, last));
        var rows = (await Store.LoadAsync(Token)).Rows.OrderBy(row => row.Position);
        Same.Texts(
            [Shown.Of(model with { Position = 1, Since = Day(9) }), Shown.Of(provider with { Position = 2, Since = Day(9) })],
            rows.Select(Shown.Of));
    }

    [Fact]
    public async Task The_events_of_a_commit_are_in_the_log_when_it_returns()
    {
        var commit = Commit(0, Model("a/x"), Model("a/y")) with { Events = [Event("run_finished")] };

        var (first, last) = await Store.CommitAsync(commit, Token);

        Assert.Equal((1, 3), (first, last));
        Assert.Equal(last, (await Log.HeadAsync(Token)).Position);
        Same.Texts(
            [.. commit.Versions.Select(version => Shown.Of(version.Event)), .. commit.Events.Select(Shown.Of)],
            (await Log.ReadAsync(0, 10, [], Token)).Select(envelope => Shown.Of(envelope.Event)));
    }

    [Fact]
    public async Task Positions_follow_the_order_of_versions_then_facts_then_other_events()
    {
        Assert.Equal((1, 1), await Store.CommitAsync(Commit(0, Model("a/x")), Token));
        var commit = Commit(1, Model("a/z"), Model("a/y")) with
        {
            Facts = [(Model("a/x"), Event("model_facts_changed"))],
            Events = [Event("first"), Event("second")],
        };

        Assert.Equal((2, 6), await Store.CommitAsync(commit, Token));

        var log = await Log.ReadAsync(1, 10, [], Token);
        Assert.Equal([2, 3, 4, 5, 6], log.Select(envelope => envelope.Position));
        Same.Texts(["z", "y", null, null, null], log.Select(envelope => envelope.Event.ModelId));
        Same.Texts(["model_facts_changed", "first", "second"], log.Skip(2).Select(envelope => envelope.Event.Type));
        var positions = (await Store.LoadAsync(Token)).Rows.ToDictionary(row => row.Key.Id, row => row.Position, StringComparer.Ordinal);
        Assert.Equal((1, 3, 2), (positions["x"], positions["y"], positions["z"]));
    }

    [Fact]
    public async Task A_commit_from_an_older_catalogue_is_refused()
    {
        await Store.CommitAsync(Commit(0, Model("a/x")), Token);

        await Assert.ThrowsAsync<CatalogMovedException>(() => Store.CommitAsync(Commit(0, Model("a/y")), Token));
    }

    [Fact]
    public async Task Of_two_commits_from_one_catalogue_one_wins()
    {
        var commits = Enumerable.Range(0, 8).Select(i => Task.Run(() => Store.CommitAsync(Commit(0, Model($"a/{i}")), Token), Token)).ToList();

        var outcomes = await Task.WhenAll(commits.Select(async commit => await Record.ExceptionAsync(() => commit)));

        Assert.Single(outcomes, outcome => outcome is null);
        Assert.All(outcomes.OfType<Exception>(), outcome => Assert.IsType<CatalogMovedException>(outcome));
        Assert.Single((await Store.LoadAsync(Token)).Rows);
    }

    [Fact]
    public async Task A_refused_commit_leaves_nothing()
    {
        await Store.CommitAsync(Commit(0, Model("a/x")), Token);
        var document = Document.From("secret-free"u8.ToArray(), "text/plain", Day(1));
        var refused = Commit(7, Model("a/y")) with
        {
            Claims = [Claim(ModelsDev, "a/y")],
            Documents = [document],
            State = new() { Source = OpenAi, Claims = 3 },
        };

        await Assert.ThrowsAsync<CatalogMovedException>(() => Store.CommitAsync(refused, Token));

        Assert.Equal(1, (await Log.HeadAsync(Token)).Position);
        Assert.Single((await Store.LoadAsync(Token)).Rows);
        Assert.Empty(await Store.ReadClaimsAsync(ModelsDev, Token));
        Assert.Empty(await Store.ReadSourcesAsync(Token));
    }

    [Fact]
    public async Task A_commit_that_fails_half_way_leaves_nothing_and_the_next_one_works()
    {
        var broken = Commit(0, Model("a/y")) with
        {
            Claims = [Claim(ModelsDev, "a/y")],
            Facts = [(Model("a/never-seen"), Event("model_facts_changed"))],
        };

        await Assert.ThrowsAnyAsync<Exception>(() => Store.CommitAsync(broken, Token));

        Assert.Equal(0, (await Log.HeadAsync(Token)).Position);
        Assert.Empty(await Store.ReadClaimsAsync(ModelsDev, Token));
        Assert.Equal((1, 1), await Store.CommitAsync(Commit(0, Model("a/y")), Token));
    }

    [Fact]
    public async Task Events_that_belong_to_no_commit_do_not_move_the_catalogue()
    {
        await Store.CommitAsync(Commit(0, Model("a/x")), Token);
        await Log.AppendAsync([Event("provider_status_changed"), Event("review_opened")], Token);

        Assert.Equal(1, (await Store.LoadAsync(Token)).Head.Position);
        Assert.Equal((4, 4), await Store.CommitAsync(Commit(1, Model("a/y")), Token));
        Assert.Equal(4, (await Store.LoadAsync(Token)).Head.Position);
    }

    [Fact]
    public async Task A_commit_without_events_leaves_the_catalogue_where_it_is()
    {
        await Store.CommitAsync(Commit(0, Model("a/x")), Token);
        await Log.AppendAsync([Event("provider_status_changed")], Token);

        var positions = await Store.CommitAsync(Commit(1) with { Claims = [Claim(ModelsDev, "a/x")] }, Token);

        Assert.Equal((2, 1), positions);
        Assert.Equal(2, (await Log.HeadAsync(Token)).Position);
        Assert.Equal((3, 3), await Store.CommitAsync(Commit(positions.Last, Model("a/y")), Token));
    }

    [Fact]
    public async Task Ids_that_differ_by_case_only_are_two_rows()
    {
        await Store.CommitAsync(Commit(0, Model("a/Llama"), Model("a/llama")), Token);

        Same.Texts(["Llama", "llama"], (await Store.ReadAsOfAsync(2, "a", Token)).Select(row => row.Key.Id));
    }

    [Fact]
    public async Task Changed_facts_change_the_row_and_make_no_version()
    {
        var model = Model("a/x", EveryType);
        await Store.CommitAsync(Commit(0, model) with { At = Day(3) }, Token);
        var changed = model with { Origins = Origins(EveryType, 55), Offers = [Offer("a")] };

        await Store.CommitAsync(Commit(1) with { At = Day(4), Facts = [(changed, Event("model_facts_changed"))] }, Token);

        var version = Assert.Single(await Store.ReadVersionsAsync(model.Key, int.MaxValue, 10, Token));
        Assert.Equal(Shown.Of(changed with { Position = 1, Since = Day(3) }), Shown.Of(version.Model));
        Same.Texts(["model_added", "model_facts_changed"], (await Log.ReadAsync(0, 10, [], Token)).Select(envelope => envelope.Event.Type));
    }

    public ValueTask DisposeAsync()
    {
        stores.Close();
        GC.SuppressFinalize(this);
        return default;
    }
}
