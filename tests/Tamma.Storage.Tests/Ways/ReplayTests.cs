using Microsoft.Extensions.Time.Testing;
using Tamma.Catalog;
using Tamma.Events;
using Tamma.Storage.Sqlite;
using Tamma.Tests.Shared;
using Xunit;

namespace Tamma.Storage.Tests.Ways;

/// <summary>Thirteen months of real catalogue changes through claims → resolution → diff → commit, judged by an oracle that works on the JSON alone.</summary>
public sealed class ReplayTests : IDisposable
{
    private static readonly int s_seed = Environment.TickCount;

    private readonly string _folder = Directory.CreateTempSubdirectory("tamma-replay-").FullName;

    [Fact]
    public async Task Every_real_change_is_in_exactly_one_event_and_every_day_can_be_read_again()
    {
        var feed = Corpus.Find(ChangeReplay.FileName);
        var final = Corpus.Find("models-dev.json");
        Assert.SkipWhen(feed is null || final is null, "The corpus is not here: models-dev-changes.jsonl.gz and models-dev.json.");
        var cancellationToken = TestContext.Current.CancellationToken;
        var commits = ChangeReplay.Read(feed!);
        var time = new FakeTimeProvider(commits[0].At);
        using var database = SqliteDatabase.Open(Path.Combine(_folder, "tamma.db"), time);
        var store = new SqliteCatalogStore(database);
        var log = new SqliteEventLog(database);
        var catalog = new CurrentCatalog(store);
        await catalog.LoadAsync(cancellationToken);
        using var writer = new CatalogWriter(store, catalog, new InProcessBell(), time);
        await writer.RegisterAsync(new() { Id = SourceId.ModelsDev }, cancellationToken);

        var replay = new ChangeReplay();
        var oracle = new ReplayOracle();
        var dice = new Random(s_seed);
        var sampled = Enumerable.Range(0, 50).Select(_ => dice.Next(commits.Count)).ToHashSet();
        Dictionary<long, (DateTimeOffset At, Dictionary<string, Dictionary<string, string>> State)> states = [];
        foreach (var (index, commit) in commits.Index())
        {
            time.SetUtcNow(commit.At);
            await writer.ApplyAsync(replay.Next(commit), cancellationToken);
            oracle.Expect(commit);
            if (sampled.Contains(index))
            {
                states[catalog.Snapshot.Head.Position] = (commit.At, oracle.State());
            }
        }

        await EveryChangeIsInOneEvent(log, oracle, cancellationToken);
        Same(oracle.State(), catalog.Snapshot.Models.Concat(catalog.Snapshot.Providers.Select(rows => rows.Row).OfType<Model>()).Where(row => row.Availability is not Availability.Removed));
        Same(ReplayOracle.ReadFinal(final!), catalog.Snapshot.Models.Where(row => row.Availability is not Availability.Removed));
        foreach (var (position, (at, state)) in states)
        {
            Same(state, await store.ReadAsOfAsync(position, (string?)null, cancellationToken));
            Assert.Equal(position, await store.PositionAtAsync(at, cancellationToken));
        }

        Same(oracle.State(), (await store.LoadAsync(cancellationToken)).Rows.Where(row => row.Availability is not Availability.Removed));
        TestContext.Current.SendDiagnosticMessage($"{commits.Count} commits, {oracle.RealEvents} real events, {oracle.Wanted.Count} changes, {states.Count} days read again, seed {s_seed}.");
    }

    private static async Task EveryChangeIsInOneEvent(IEventLog log, ReplayOracle oracle, CancellationToken cancellationToken)
    {
        Dictionary<string, int> found = [];
        long after = 0;
        while (await log.ReadAsync(after, 1000, [], cancellationToken) is { Count: > 0 } page)
        {
            foreach (var envelope in page)
            {
                Assert.Equal(after + 1, envelope.Position);
                after = envelope.Position;
                foreach (var told in ReplayOracle.Tells(envelope))
                {
                    found[told] = found.GetValueOrDefault(told) + 1;
                }
            }
        }

        Assert.Equal(26_019, oracle.RealEvents);
        Assert.Empty(oracle.Wanted.Where(wanted => found.GetValueOrDefault(wanted) != 1).Take(20));
        Assert.Empty(found.Keys.Except(oracle.Wanted).Take(20));
    }

    private static void Same(Dictionary<string, Dictionary<string, string>> expected, IEnumerable<Model> actual)
    {
        var rows = actual.ToDictionary(row => row.Key.ToString(), ReplayOracle.Flat);
        Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), rows.Keys.Order(StringComparer.Ordinal));
        foreach (var (key, values) in expected)
        {
            Assert.Equal(values.OrderBy(pair => pair.Key), rows[key].OrderBy(pair => pair.Key));
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
