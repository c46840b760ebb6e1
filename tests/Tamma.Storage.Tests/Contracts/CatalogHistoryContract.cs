using Tamma.Catalog;
using Xunit;
using static Tamma.Storage.Tests.Samples;

namespace Tamma.Storage.Tests.Contracts;

/// <summary>What every record of the catalogue promises about the past.</summary>
public abstract class CatalogHistoryContract(Stores stores) : IAsyncDisposable
{
    private ICatalogStore Store => stores.Catalog;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_version_ends_the_one_before()
    {
        var model = Model("a/x");
        await Store.CommitAsync(Commit(0, model) with { At = Day(1) }, Token);
        await Store.CommitAsync(Commit(1, Model("a/x", version: 2)) with { At = Day(5) }, Token);

        var versions = await Store.ReadVersionsAsync(model.Key, int.MaxValue, 10, Token);

        Assert.Equal(
            [(2, Day(5), null), (1, Day(1), (DateTimeOffset?)Day(5))],
            versions.Select(version => (version.Model.Version, version.ValidFrom, version.ValidTo)));
        Assert.Equal(2, Assert.Single((await Store.LoadAsync(Token)).Rows).Version);
    }

    [Fact]
    public async Task Versions_are_read_newest_first_from_before_a_number()
    {
        for (var version = 1; version <= 5; version++)
        {
            await Store.CommitAsync(Commit(version - 1, Model("a/x", version: version)), Token);
        }

        async Task<IEnumerable<int>> Numbers(int before, int limit) =>
            (await Store.ReadVersionsAsync(Key("a/x"), before, limit, Token)).Select(version => version.Model.Version);
        Assert.Equal([5, 4], await Numbers(int.MaxValue, 2));
        Assert.Equal([3, 2], await Numbers(4, 2));
        Assert.Equal([1], await Numbers(2, 2));
        Assert.Empty(await Store.ReadVersionsAsync(Key("a/other"), int.MaxValue, 10, Token));
    }

    [Fact]
    public async Task A_row_is_told_as_it_was_at_each_position()
    {
        var x = Model("a/x", EveryType) with { Offers = [Offer("a")] };
        await Store.CommitAsync(Commit(0, x), Token);
        await Store.CommitAsync(Commit(1, Model("b/y")), Token);
        await Store.CommitAsync(Commit(2, Model("a/x", version: 2)), Token);

        Assert.Null(await Store.ReadAsOfAsync(0, x.Key, Token));
        Assert.Empty(await Store.ReadAsOfAsync(0, (string?)null, Token));
        Assert.Equal(Shown.Given(x), Shown.Given((await Store.ReadAsOfAsync(1, x.Key, Token))!));
        Same.Texts([Shown.Given(x), Shown.Given(Model("b/y"))], (await Store.ReadAsOfAsync(2, (string?)null, Token)).Select(Shown.Given));
        Assert.Equal(2, (await Store.ReadAsOfAsync(3, x.Key, Token))!.Version);
        Assert.Equal([2, 1], (await Store.ReadAsOfAsync(99, (string?)null, Token)).Select(row => row.Version));
    }

    [Fact]
    public async Task A_removed_row_is_loaded_and_not_told_as_of()
    {
        var x = Model("a/x");
        await Store.CommitAsync(Commit(0, x), Token);
        await Store.CommitAsync(Commit(1, x.Removed(7)), Token);

        Assert.Equal(Shown.Given(x.Removed(7)), Shown.Given(Assert.Single((await Store.LoadAsync(Token)).Rows)));
        Assert.Null(await Store.ReadAsOfAsync(2, x.Key, Token));
        Assert.Empty(await Store.ReadAsOfAsync(2, "a", Token));
        Assert.NotNull(await Store.ReadAsOfAsync(1, x.Key, Token));
    }

    [Fact]
    public async Task A_removed_row_can_come_back()
    {
        var x = Model("a/x");
        await Store.CommitAsync(Commit(0, x), Token);
        await Store.CommitAsync(Commit(1, x.Removed(7)), Token);
        await Store.CommitAsync(Commit(2, Model("a/x", version: 3)), Token);

        Assert.Equal(3, (await Store.ReadAsOfAsync(3, x.Key, Token))!.Version);
        Assert.Equal([3, 2, 1], (await Store.ReadVersionsAsync(x.Key, int.MaxValue, 10, Token)).Select(version => version.Model.Version));
    }

    [Fact]
    public async Task As_of_is_told_in_key_order_with_the_provider_first_and_for_one_provider_alone()
    {
        await Store.CommitAsync(Commit(0, Model("b/\uFFFD"), Model("b/🙂"), Model("c/z"), Model("b/Z"), Model("b/a"), Model("b", ProviderFields)), Token);

        Same.Texts(["b", "b/Z", "b/a", "b/🙂", "b/\uFFFD"], (await Store.ReadAsOfAsync(9, "b", Token)).Select(row => row.Key.ToString()));
        Assert.Equal(6, (await Store.ReadAsOfAsync(9, (string?)null, Token)).Count);
        Assert.Empty(await Store.ReadAsOfAsync(9, "d", Token));
    }

    [Fact]
    public async Task A_time_is_answered_with_the_last_position_that_was_reached_by_then()
    {
        await Store.CommitAsync(Commit(0, Model("a/x"), Model("a/y")) with { At = Day(10) }, Token);
        await Store.CommitAsync(Commit(2, Model("a/z")) with { At = Day(20) }, Token);

        Assert.Equal(0, await Store.PositionAtAsync(Day(10).AddTicks(-1), Token));
        Assert.Equal(2, await Store.PositionAtAsync(Day(10), Token));
        Assert.Equal(2, await Store.PositionAtAsync(Day(20).AddTicks(-1), Token));
        Assert.Equal(3, await Store.PositionAtAsync(Day(20), Token));
        Assert.Equal(3, await Store.PositionAtAsync(DateTimeOffset.MaxValue, Token));
    }

    [Fact]
    public async Task A_clock_that_was_set_back_does_not_turn_the_log_s_time_back()
    {
        await Store.CommitAsync(Commit(0, Model("a/x")) with { At = Day(10) }, Token);
        await Store.CommitAsync(Commit(1, Model("a/y")) with { At = Day(5) }, Token);

        Assert.Equal(0, await Store.PositionAtAsync(Day(5), Token));
        Assert.Equal(2, await Store.PositionAtAsync(Day(10), Token));
    }

    public ValueTask DisposeAsync()
    {
        stores.Close();
        GC.SuppressFinalize(this);
        return default;
    }
}
