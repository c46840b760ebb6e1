using Microsoft.Extensions.Logging.Abstractions;
using Tamma.Catalog;
using Tamma.Discovery;
using Tamma.Events;

namespace Tamma.Tests.Shared.Noise;

/// <summary>
/// The real feed through real runs with the guards on: one run at each commit, and one a day while nothing comes, as a scheduler
/// would. Nobody decides anything: what looks wrong is believed by rule or not at all.
/// </summary>
internal sealed class GuardedReplay(ICatalogStore store, IReviewStore reviews, IBell bell, ReplayClock clock, DiscoveryOptions options)
{
    private static readonly TimeSpan s_interval = TimeSpan.FromHours(24);
    private static readonly TimeSpan s_settling = TimeSpan.FromDays(14);

    private readonly ChangeReplay _feed = new();
    private readonly Dictionary<ModelKey, DateTimeOffset> _behind = [];

    public int Runs { get; private set; }

    public int HeldRuns { get; private set; }

    /// <summary>For how long a row said something else than the document, each time that it did; a removal counts until it is told.</summary>
    public List<TimeSpan> Lags { get; } = [];

    /// <summary>Rows that still say something else at the end.</summary>
    public IReadOnlyCollection<ModelKey> StillBehind => _behind.Keys;

    public IReadOnlyList<Review> Reviews { get; private set; } = [];

    public CatalogSnapshot Snapshot { get; private set; } = null!;

    public async Task RunAsync(IReadOnlyList<ChangeReplay.Commit> commits, CancellationToken cancellationToken)
    {
        clock.Now = commits[0].At;
        var catalog = new CurrentCatalog(store);
        await catalog.LoadAsync(cancellationToken);
        using var writer = new CatalogWriter(store, catalog, bell, clock);
        var listing = new FeedListing(_feed, clock);
        await writer.RegisterAsync(listing.Source, cancellationToken);
        var run = new DiscoveryRun(store, writer, new(catalog, NullLogger<ModelFindings>.Instance), reviews, bell, options, clock, NullLogger<DiscoveryRun>.Instance);

        foreach (var commit in commits)
        {
            await IdleAsync(commit.At);
            clock.Now = commit.At;
            var delta = _feed.Next(commit);
            foreach (var key in delta.Upserts.Select(claim => claim.Key).Concat(delta.Withdrawn))
            {
                _behind.TryAdd(key, commit.At);
            }

            listing.Commit = commit.Id;
            await ReadAsync();
        }

        await IdleAsync(clock.Now + s_settling);
        Reviews = await reviews.ReadAsync(new ReviewFilter(), int.MaxValue, cancellationToken);
        Snapshot = catalog.Snapshot;

        async Task IdleAsync(DateTimeOffset until)
        {
            while (clock.Now + s_interval < until)
            {
                clock.Now += s_interval;
                await ReadAsync();
            }
        }

        async Task ReadAsync()
        {
            var state = (await store.ReadSourcesAsync(cancellationToken)).FirstOrDefault(known => known.Source == listing.Source.Id);
            var done = await run.ExecuteAsync(
                listing,
                new() { Id = Guid.CreateVersion7(clock.Now), Source = listing.Source.Id, Trigger = RunTrigger.Schedule, QueuedAt = clock.Now },
                state,
                new Progress<int>(),
                cancellationToken);
            Runs++;
            HeldRuns += done.State is RunState.Held ? 1 : 0;
            CatchUp(catalog.Snapshot);
        }
    }

    private void CatchUp(CatalogSnapshot snapshot)
    {
        foreach (var (key, since) in _behind)
        {
            var row = snapshot.FindExact(key);
            var said = _feed.ValuesOf(key);
            if (said is null ? row is null or { Availability: Availability.Removed } : row is { Availability: Availability.Listed } && row.Values.Equals(said))
            {
                Lags.Add(clock.Now - since);
                _behind.Remove(key);
            }
        }
    }
}

/// <summary>Stands still until it is set.</summary>
internal sealed class ReplayClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
