using System.Collections.Immutable;
using CsCheck;
using Tamma.Catalog;
using Tamma.Search.Analytics;
using Xunit;

namespace Tamma.Storage.Tests.Contracts;

/// <summary>What every store of what was asked promises.</summary>
public abstract class AskedStoreContract(Stores stores) : IAsyncDisposable
{
    private const int Many = 1_000;

    private static readonly Guid s_writer = new(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    private static readonly DateOnly s_first = new(2026, 6, 1);
    private static readonly AskedForm s_full = new("claude \"ö\" 4.8", "tool_call and context>=200k", "answers_in_text; not ending", "-cost.input", ModelScope.All);

    private IAskedStore Asked => stores.Asked;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_is_read_back_as_it_was_given()
    {
        var counts = Counts(3, "klaud", "nobody");
        Assert.True(await Asked.AddAsync(new(s_writer, 1, [Row(0, s_full, counts), Row(0, new(""), Counts(1))], [new(s_first, 7)]), Many, Token));

        var sums = await Asked.ReadAsync(s_first, s_first, Token);

        Assert.Equal(7, sums.Dropped);
        Assert.Equal([(s_full, Shown(counts)), (new(""), Shown(Counts(1)))], sums.Forms.Select(one => (one.Form, Shown(one.Counts))).OrderByDescending(one => one.Form.Text, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Batches_of_any_writers_are_summed_up()
    {
        await Asked.AddAsync(new(s_writer, 1, [Row(0, s_full, Counts(3, "klaud"))], [new(s_first, 1)]), Many, Token);
        await Asked.AddAsync(new(s_writer, 2, [Row(0, s_full, Counts(2))], [new(s_first, 2)]), Many, Token);
        await Asked.AddAsync(new(Guid.Empty, 1, [Row(0, s_full, Counts(4, "opsu"))], []), Many, Token);

        var sums = await Asked.ReadAsync(s_first, s_first, Token);
        var expected = Counts(3);
        expected.Add(Counts(2));
        expected.Add(Counts(4, "opsu"));

        Assert.Equal((3, Shown(expected)), (sums.Dropped, Shown(Assert.Single(sums.Forms).Counts)));
    }

    [Fact]
    public async Task A_batch_that_comes_again_changes_nothing()
    {
        var batch = new AskedBatch(s_writer, 2, [Row(0, s_full, Counts(3))], [new(s_first, 1)]);

        Assert.True(await Asked.AddAsync(batch, Many, Token));
        Assert.False(await Asked.AddAsync(batch, Many, Token));
        Assert.False(await Asked.AddAsync(batch with { Number = 1 }, Many, Token));

        var sums = await Asked.ReadAsync(s_first, s_first, Token);
        Assert.Equal((1, 3), (sums.Dropped, Assert.Single(sums.Forms).Counts.Asked));
    }

    [Fact]
    public async Task Only_the_days_that_are_asked_for_are_summed()
    {
        await Asked.AddAsync(new(s_writer, 1, [.. Enumerable.Range(0, 4).Select(day => Row(day, s_full, Counts(1 << day, $"word{day}")))], [.. Enumerable.Range(0, 4).Select(day => new AskedDrop(s_first.AddDays(day), 1 << day))]), Many, Token);

        var sums = await Asked.ReadAsync(s_first.AddDays(1), s_first.AddDays(2), Token);

        Assert.Equal((6, 6, "word2"), (sums.Dropped, Assert.Single(sums.Forms).Counts.Asked, Assert.Single(sums.Forms[0].Counts.Unknown)));
        Assert.Empty((await Asked.ReadAsync(s_first.AddDays(9), s_first.AddDays(10), Token)).Forms);
    }

    [Fact]
    public async Task Beyond_so_many_forms_of_a_day_the_others_are_one_without_words()
    {
        await Asked.AddAsync(new(s_writer, 1, [Row(0, AskedForm.Withheld, Counts(9)), Row(0, new("a"), Counts(1)), Row(0, new("b"), Counts(2)), Row(0, new("c"), Counts(4, "c"))], []), 2, Token);
        await Asked.AddAsync(new(s_writer, 2, [Row(0, new("d"), Counts(8, "d")), Row(0, new("b"), Counts(16)), Row(1, new("d"), Counts(32))], []), 2, Token);

        var first = await Asked.ReadAsync(s_first, s_first, Token);

        Assert.Equal(
            [("(others)", 12), ("(withheld)", 9), ("a", 1), ("b", 18)],
            first.Forms.Select(one => (one.Form.Text, (int)one.Counts.Asked)).OrderBy(one => one.Text, StringComparer.Ordinal));
        Assert.All(first.Forms, one => Assert.Empty(one.Counts.Unknown));
        Assert.Equal("d", Assert.Single((await Asked.ReadAsync(s_first.AddDays(1), s_first.AddDays(1), Token)).Forms).Form.Text);
    }

    [Fact]
    public async Task The_sum_of_the_parts_is_the_whole_however_it_is_cut_into_batches()
    {
        var number = 0;
        var day = 0;
        await Gen.Select(Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 2_000], Gen.Int[1, 4]).Array[1, 30].SampleAsync(
            async parts =>
            {
                day += 3;
                foreach (var batch in parts.Chunk(parts[0].Item4))
                {
                    await Asked.AddAsync(new(s_writer, ++number, [.. batch.GroupBy(part => (part.Item1, part.Item2)).Select(group => Row(day + group.Key.Item2, new($"f{group.Key.Item1}"), Sum([.. group.Select(part => part.Item3)])))], []), Many, Token);
                }

                var sums = await Asked.ReadAsync(s_first.AddDays(day), s_first.AddDays(day + 2), Token);
                var whole = new AskedCounts();
                foreach (var (_, counts) in sums.Forms)
                {
                    whole.Add(counts);
                }

                Assert.Equal(Shown(Sum([.. parts.Select(part => part.Item3)])), Shown(whole));
            },
            iter: 30,
            threads: 1);
    }

    [Fact]
    public async Task Days_that_are_too_old_go()
    {
        await Asked.AddAsync(new(s_writer, 1, [Row(0, s_full, Counts(1)), Row(1, s_full, Counts(2))], [new(s_first, 3), new(s_first.AddDays(1), 4)]), Many, Token);

        var limit = new DateTimeOffset(s_first.AddDays(1), new(13, 0), TimeSpan.Zero);
        var gone = await stores.Retention.PurgeAsync(new() { Searches = limit }, Token);

        var left = await Asked.ReadAsync(s_first, s_first.AddDays(9), Token);
        Assert.Equal((1, 1, 4, 2), (gone.Searches, gone.Total, left.Dropped, Assert.Single(left.Forms).Counts.Asked));
    }

    public ValueTask DisposeAsync()
    {
        stores.Close();
        GC.SuppressFinalize(this);
        return default;
    }

    private static AskedRow Row(int day, AskedForm form, AskedCounts counts) => new(s_first.AddDays(day), form, counts);

    private static AskedCounts Counts(int asked, params ImmutableArray<string> unknown)
    {
        var counts = new AskedCounts();
        for (var i = 0; i < asked; i++)
        {
            counts.Add(i * i, i % 2 == 0, TimeSpan.FromMicroseconds(Math.Pow(10, i % 8)), unknown);
        }

        return counts;
    }

    private static AskedCounts Sum(int[] totals)
    {
        var counts = new AskedCounts();
        foreach (var total in totals)
        {
            counts.Add(total, total % 3 == 0, TimeSpan.FromMicroseconds(total), []);
        }

        return counts;
    }

    private static string Shown(AskedCounts counts) =>
        $"{counts.Asked} {counts.Empty} {counts.StoodIn} [{string.Join(',', counts.Latency.ToArray())}] [{string.Join(',', counts.Results.ToArray())}] {string.Join('+', counts.Unknown)}";
}
