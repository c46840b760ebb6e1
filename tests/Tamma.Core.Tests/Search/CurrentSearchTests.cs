using CsCheck;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Tamma.Catalog;
using Tamma.Core.Tests.Catalog;
using Tamma.Search;
using Xunit;

namespace Tamma.Core.Tests.Search;

public sealed class CurrentSearchTests : IDisposable
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private readonly CurrentCatalog _catalog = new(null!);
    private readonly CurrentSearch _search;

    public CurrentSearchTests() => _search = new(_catalog, _clock, NullLogger<CurrentSearch>.Instance);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _search.Dispose();

    [Fact]
    public void Whoever_asks_before_there_is_an_index_has_one_built_and_all_others_read_that()
    {
        _catalog.Swap(SearchWorld.With("a/x").Snapshot());

        var first = _search.Index;

        Assert.Same(_catalog.Snapshot, first.Snapshot);
        Assert.Same(first, _search.Index);
        _catalog.Swap(SearchWorld.With("a/y").Snapshot());
        Assert.Same(first, _search.Index);
    }

    [Fact(Timeout = 20_000)]
    public async Task The_follower_builds_each_snapshot_also_one_without_a_new_position_and_each_day()
    {
        using var follower = new SearchFollower(_search, _catalog, _clock, NullLogger<SearchFollower>.Instance);
        await follower.StartAsync(TestContext.Current.CancellationToken);
        _catalog.Swap(SearchWorld.With("a/x").Snapshot());
        await UntilAsync(() => ReferenceEquals(_search.Index.Snapshot, _catalog.Snapshot), () => { });

        // Twice, because the first may come before the follower has built what was there before.
        for (var i = 0; i < 2; i++)
        {
            _catalog.SetConnections([new($"a{i}", "a", false)]);
            await UntilAsync(() => ReferenceEquals(_search.Index.Snapshot, _catalog.Snapshot), () => { });
        }

        var day = _search.Index.Day;
        await UntilAsync(() => _search.Index.Day > day, () => _clock.Advance(TimeSpan.FromHours(1)));
        Assert.Same(_catalog.Snapshot, _search.Index.Snapshot);
        await follower.StopAsync(Cancelled);
    }

    /// <summary>Models come and go between any two pages; whoever began at a position sees each of its models once, in one order.</summary>
    [Fact]
    public async Task Pages_of_one_position_give_each_of_its_models_once_while_the_catalogue_changes() =>
        await Gen.Select(Gen.Int[1, 60], Gen.Int[1, 9], Gen.OneOf("", "falcon"), Gen.Int).SampleAsync(async (count, size, text, seed) =>
        {
            using var search = new CurrentSearch(_catalog, _clock, NullLogger<CurrentSearch>.Instance);
            var dice = new Random(seed);
            Commit(dice, count);
            var first = await search.FreshAsync(Cancelled);
            var expected = SearchWorld.Keys(Searcher.Search(first, Page(text, 0, SearchRequest.MostLimit)));

            List<string> seen = [];
            SearchHits page;
            do
            {
                search.Hold(first);
                Commit(dice, dice.Next(60));
                await search.FreshAsync(Cancelled);
                Assert.True(search.TryFind(index => ReferenceEquals(index.Snapshot, first.Snapshot), out var held));
                page = Searcher.Search(held, Page(text, seen.Count, size));
                seen.AddRange(SearchWorld.Keys(page));
            }
            while (seen.Count < page.Total && !page.Rows.IsEmpty);

            Assert.Equal(expected, seen);
            Assert.Equal(seen.Count, seen.Distinct().Count());
        }, iter: 30, threads: 1);

    private void Commit(Random dice, int count)
    {
        var world = new SearchWorld();
        for (var i = 0; i < count; i++)
        {
            world.Add($"a/{(dice.Next(2) == 0 ? "falcon" : "heron")}-{dice.Next(100)} cost.input={dice.Next(1, 9)}");
        }

        _catalog.Swap(world.Snapshot());
    }

    private static SearchRequest Page(string text, int skip, int limit) => new(text) { Scope = ModelScope.All, Skip = skip, Limit = limit, NearMisses = false, Today = SearchWorld.Today };

    [Fact]
    public async Task What_came_while_it_was_built_is_one_more_build_of_the_newest()
    {
        _catalog.Swap(SearchWorld.With("a/x").Snapshot());
        var first = await _search.FreshAsync(Cancelled);
        _catalog.Swap(SearchWorld.With("a/y").Snapshot());
        _catalog.Swap(SearchWorld.With("a/z").Snapshot());

        var built = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => _search.FreshAsync(Cancelled)));

        Assert.NotSame(first, built[0]);
        Assert.All(built, index => Assert.Same(built[0], index));
        Assert.Equal("a/z", Assert.Single(built[0].Models).Key.ToString());
    }

    [Fact]
    public async Task A_new_listing_is_found_at_once_and_who_it_is_a_moment_later()
    {
        _catalog.Swap(SearchWorld.With("openai/gpt-5.4 name=GPT-5.4", "azure/gpt-5.4").Snapshot());
        await _search.FreshAsync(Cancelled);
        Add("zeta/gpt-5.4 cost.input=1");

        var first = await _search.FreshAsync(Cancelled);
        var found = Listings(first);
        await _search.SettleAsync(Cancelled);

        Assert.False(first.IsSettled);
        Assert.Contains("zeta/gpt-5.4", found);
        Assert.Null(first.Identities.Of(new("zeta", "gpt-5.4")));
        Assert.True(_search.Index.IsSettled);
        Assert.Same(first.Snapshot, _search.Index.Snapshot);
        Assert.Equal(found, Listings(_search.Index));
        Assert.Equal("openai/gpt-5.4", _search.Index.Identities.Of(new("zeta", "gpt-5.4"))?.Model.Id);
    }

    [Fact]
    public async Task No_search_waits_for_the_vectors_of_an_index_that_was_prepared()
    {
        _catalog.Swap(SearchWorld.With("openai/gpt-5.4").Snapshot());
        await _search.FreshAsync(Cancelled);

        await _search.PrepareAsync(Cancelled);
        var prepared = _search.Index;
        Add("zeta/gpt-5.4 cost.input=1");
        await _search.FreshAsync(Cancelled);
        await _search.SettleAsync(Cancelled);

        Assert.True(prepared.Space.IsMade);
        Assert.NotSame(prepared, _search.Index);
        Assert.True(_search.Index.Space.IsMade);
    }

    [Fact]
    public async Task A_new_price_needs_no_second_look()
    {
        _catalog.Swap(SearchWorld.With("openai/gpt-5.4 cost.input=2").Snapshot());
        var before = await _search.FreshAsync(Cancelled);
        Add("openai/gpt-5.4 cost.input=1");

        var after = await _search.FreshAsync(Cancelled);

        Assert.True(after.IsSettled);
        Assert.Equal(["openai/gpt-5.4"], SearchWorld.Keys(Searcher.Search(after, new("gpt under $1.5") { Scope = ModelScope.All, NearMisses = false })));
        await _search.SettleAsync(Cancelled);
        Assert.Same(after, _search.Index);
        Assert.NotSame(before, after);
    }

    [Fact]
    public async Task An_index_that_pages_were_handed_out_of_is_held_for_a_while_and_four_at_most()
    {
        List<SearchIndex> all = [];
        for (var i = 0; i < 6; i++)
        {
            _catalog.Swap(SearchWorld.With($"a/x-{i}").Snapshot());
            all.Add(await _search.FreshAsync(Cancelled));
            if (i != 1)
            {
                _search.Hold(all[i]);
            }
        }

        Assert.Equal([false, false, true, true, true, true], all.Select(index => _search.TryFind(one => ReferenceEquals(one, index), out _)));
        _clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal([false, false, false, false, false, true], all.Select(index => _search.TryFind(one => ReferenceEquals(one, index), out _)));
    }

    private static string[] Listings(SearchIndex index) => SearchWorld.Keys(Searcher.Search(index, new("gpt 5.4") { Scope = ModelScope.All }));

    private void Add(string row) => _catalog.Swap(_catalog.Snapshot.With([.. SearchWorld.With(row).Snapshot().Models], 2, Any.Now));

    private static async Task UntilAsync(Func<bool> isSo, Action again)
    {
        while (!isSo())
        {
            Cancelled.ThrowIfCancellationRequested();
            again();
            await Task.Yield();
        }
    }
}
