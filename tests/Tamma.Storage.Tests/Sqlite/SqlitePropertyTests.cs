using System.Collections.Immutable;
using CsCheck;
using Tamma.Catalog;
using Tamma.Events;
using Xunit;

namespace Tamma.Storage.Tests.Sqlite;

/// <summary>What must hold for anything, tried with much.</summary>
public sealed class SqlitePropertyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task Any_rows_come_back_as_they_were() => Generators.Model.Array[1, 12].SampleAsync(
        async models =>
        {
            models = [.. models.DistinctBy(model => model.Key)];
            var stores = SqliteStores.New();
            await stores.Catalog.CommitAsync(Samples.Commit(0, models), Token);

            Same.Texts(
                models.OrderBy(model => model.Key).Select(Shown.Of),
                (await stores.Catalog.LoadAsync(Token)).Rows.OrderBy(row => row.Key).Select(Shown.Given));
            stores.Close();
        },
        iter: 60);

    [Fact]
    public Task Any_claims_come_back_as_they_were() => Generators.Claim.Array[1, 12].SampleAsync(
        async claims =>
        {
            claims = [.. claims.DistinctBy(claim => claim.Key)];
            var stores = SqliteStores.New();
            await stores.Catalog.CommitAsync(Samples.Commit(0) with { Claims = [.. claims] }, Token);

            var expected = claims.OrderBy(claim => claim.Key).Select(Shown.Of).ToList();
            Same.Texts(expected, (await stores.Catalog.ReadClaimsAsync(Samples.ModelsDev, Token)).OrderBy(claim => claim.Key).Select(Shown.Of));
            Same.Texts(expected, (await stores.Catalog.ReadClaimsAsync([.. claims.Select(claim => claim.Key)], Token)).OrderBy(claim => claim.Key).Select(Shown.Of));
            stores.Close();
        },
        iter: 60);

    [Fact]
    public Task The_past_is_what_a_naive_record_says_at_every_position() => Commits.SampleAsync(
        async commits =>
        {
            var stores = SqliteStores.New();
            var naive = new NaiveCatalog();
            var catalog = 0L;
            foreach (var (rows, others) in commits)
            {
                var (commit, stray) = naive.Next(catalog, rows, others);
                (_, catalog) = await stores.Catalog.CommitAsync(commit, Token);
                await stores.Log.AppendAsync(stray, Token);
                Assert.Equal(naive.Position, (await stores.Log.HeadAsync(Token)).Position);
            }

            for (var position = 0L; position <= naive.Position + 1; position++)
            {
                Same.Texts(naive.AsOf(position), (await stores.Catalog.ReadAsOfAsync(position, (string?)null, Token)).Select(Shown.Of));
            }

            Same.Texts(naive.Current(), (await stores.Catalog.LoadAsync(Token)).Rows.OrderBy(row => row.Key).Select(Shown.Of));
            foreach (var (day, position) in naive.Times)
            {
                Assert.Equal(position, await stores.Catalog.PositionAtAsync(Samples.Day(day), Token));
            }

            stores.Close();
        },
        iter: 40);

    [Fact]
    public Task A_cursor_is_the_furthest_position_of_the_log_that_was_named_last() =>
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 1], Gen.Long[1, 9]).Array[0, 40].SampleAsync(
            async moves =>
            {
                Guid[] logs = [Guid.CreateVersion7(), Guid.CreateVersion7()];
                var stores = SqliteStores.New();
                var expected = new Dictionary<string, Cursor>(StringComparer.Ordinal);
                foreach (var (reader, log, position) in moves)
                {
                    var name = "reader " + reader;
                    var cursor = new Cursor(logs[log], position);
                    if (!expected.TryGetValue(name, out var kept) || kept.LogId != cursor.LogId || kept.Position < position)
                    {
                        expected[name] = cursor;
                    }

                    await stores.Cursors.AdvanceAsync(name, cursor, Token);
                    Assert.Equal(expected[name], await stores.Cursors.ReadAsync(name, Token));
                }

                stores.Close();
            },
            iter: 30);

    /// <summary>Rows by number, each listed or removed, and how many events of no row come with them.</summary>
    private static Gen<((int Row, bool IsRemoved)[] Rows, int Others)[]> Commits { get; } = Gen.Select(
        Gen.Select(Gen.Int[0, 7], Gen.Bool).Select((row, isRemoved) => (row, isRemoved)).Array[0, 6],
        Gen.Int[0, 2]).Select((rows, others) => (rows, others)).Array[1, 12];

    /// <summary>Keeps every version in a list and looks through all of them.</summary>
    private sealed class NaiveCatalog
    {
        private readonly List<Model> _versions = [];
        private int _day;

        public long Position { get; private set; }

        public List<(int Day, long Position)> Times { get; } = [(0, 0)];

        public (CatalogCommit Commit, ImmutableArray<EventDraft> Stray) Next(long expected, (int Row, bool IsRemoved)[] rows, int others)
        {
            _day++;
            var made = new List<Model>();
            foreach (var (row, isRemoved) in rows.DistinctBy(entry => entry.Row))
            {
                var key = row == 0 ? "p0" : $"p{row % 2}/m{row}";
                var last = _versions.FindLast(version => version.Key == Samples.Key(key));
                var values = row == 0 ? Samples.ProviderFields : Samples.Named($"{key} on day {_day}");
                made.Add(Samples.Model(key, values, (last?.Version ?? 0) + 1) with
                {
                    Availability = isRemoved ? Availability.Removed : Availability.Listed,
                    Since = Samples.Day(_day),
                    Position = ++Position,
                });
            }

            _versions.AddRange(made);
            ImmutableArray<EventDraft> stray = [.. Enumerable.Range(0, others).Select(i => Samples.Event("stray " + i) with { OccurredAt = Samples.Day(_day) })];
            Position += others;
            Times.Add((_day, Position));
            return (Samples.Commit(expected, [.. made]) with { At = Samples.Day(_day) }, stray);
        }

        public IEnumerable<string> AsOf(long position) => Newest(position).Where(version => version.Availability is not Availability.Removed).Select(Shown.Of);

        public IEnumerable<string> Current() => Newest(long.MaxValue).Select(Shown.Of);

        private IEnumerable<Model> Newest(long position) => _versions
            .Where(version => version.Position <= position)
            .GroupBy(version => version.Key)
            .OrderBy(versions => versions.Key)
            .Select(versions => versions.Last());
    }
}
