using Tamma.Discovery;
using Tamma.Events;
using Tamma.Storage.Sqlite;
using Tamma.Tests.Shared;
using Tamma.Tests.Shared.Labels;
using Tamma.Tests.Shared.Noise;
using Xunit;

namespace Tamma.Storage.Tests.Ways;

/// <summary>
/// The real changes of the twelve providers that map to ours, through real runs with the guards on. The whole feed takes minutes:
/// <c>./build.sh eval noise</c> runs it and writes docs/noise.md.
/// </summary>
public sealed class GuardedReplayTests : IDisposable
{
    private const string Feed = "models-dev-changes.core.jsonl";

    private readonly string _folder = Directory.CreateTempSubdirectory("tamma-guarded-").FullName;

    [Fact]
    public async Task Noise_is_caught_nothing_is_lost_and_what_is_true_is_not_held_for_ever()
    {
        var feed = Corpus.Find(Feed);
        Assert.SkipWhen(feed is null, $"The corpus is not here: {Feed}.");
        var cancellationToken = TestContext.Current.CancellationToken;
        var clock = new ReplayClock();
        using var database = SqliteDatabase.Open(Path.Combine(_folder, "tamma.db"), clock);
        var replay = new GuardedReplay(new SqliteCatalogStore(database), new SqliteReviewStore(database), new InProcessBell(), clock, new());

        await replay.RunAsync(ChangeReplay.Read(feed!), cancellationToken);

        var score = new NoiseScore(replay.Reviews, NoiseLabels.From(RealHistory.Read(feed!)), replay.Snapshot);
        TestContext.Current.SendDiagnosticMessage($"flaps {score.Flaps}; tenfold {score.Moves}; mass edits {score.MassEdits}");

        // What was said at the end is what is known at the end, and nobody had to decide anything.
        Assert.Empty(replay.StillBehind);
        Assert.DoesNotContain(replay.Reviews, review => review.State is ReviewState.Open);
        Assert.All(replay.Reviews.Where(review => review.State is ReviewState.Accepted), review => Assert.StartsWith("rule:", review.ClosedBy, StringComparison.Ordinal));

        // Removals: three answers and 24 h, one more answer, and a scheduler that asks once a day.
        Assert.Equal(0, score.Removals.NotRemoved);
        Assert.All(score.Removals.Delays, delay => Assert.InRange(delay, TimeSpan.FromHours(24), TimeSpan.FromHours(96)));
        Assert.All(replay.Lags, lag => Assert.InRange(lag, TimeSpan.Zero, TimeSpan.FromHours(120)));

        // The labels share nothing with the guards; docs/noise.md has the figures of the whole feed.
        Assert.InRange(score.Flaps.CaughtShare, 0.97, 1);
        Assert.InRange(score.Flaps.Precision, 0.90, 1);
        Assert.InRange(score.Moves.CaughtShare, 0.95, 1);
        Assert.InRange(score.Moves.Precision, 0.95, 1);
        Assert.InRange(score.MassRows.Precision, 0.75, 1);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
