using Microsoft.Extensions.Logging.Abstractions;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Discovery;
using Tamma.Events;
using Tamma.Providers;
using Tamma.Storage.Sqlite;
using Tamma.Tests.Shared.Noise;
using Xunit;

namespace Tamma.Storage.Tests.Ways;

/// <summary>A process that dies between a review and its effect: nothing is lost, and nothing is asked twice.</summary>
public sealed class GuardCrashTests : IDisposable
{
    private static readonly Field s_input = FieldRegistry.Models["cost.input"];

    private readonly string _folder = Directory.CreateTempSubdirectory("tamma-guard-crash-").FullName;
    private readonly ReplayClock _clock = new();
    private readonly SqliteDatabase _database;
    private readonly Says _says = new();

    public GuardCrashTests() => _database = SqliteDatabase.Open(Path.Combine(_folder, "tamma.db"), _clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_review_that_was_opened_before_the_end_is_seen_again_and_its_value_is_held()
    {
        await ReadAsync(1);
        await Assert.ThrowsAsync<StorageException>(() => ReadAsync(12, diesAfterReviews: true));

        Assert.Equal(1, await ReadAsync(12));

        var review = Assert.Single(await ReviewsAsync());
        Assert.Equal((ReviewState.Open, 2), (review.State, review.Sightings));
        Assert.Single(await EventsAsync(EventTypes.ReviewOpened));
    }

    [Fact]
    public async Task A_value_that_was_believed_before_the_end_is_applied_by_the_next_run()
    {
        await ReadAsync(1);
        await ReadAsync(12);
        _clock.Now += TimeSpan.FromHours(24);
        await Assert.ThrowsAsync<StorageException>(() => ReadAsync(12, diesAfterReviews: true));

        Assert.Equal(12, await ReadAsync(12));
        Assert.Equal(12, await ReadAsync(12));

        Assert.Equal((ReviewState.Accepted, "rule:second_sighting"), Assert.Single(await ReviewsAsync()) is var review ? (review.State, review.ClosedBy) : default);
        Assert.Single(await EventsAsync(EventTypes.ReviewClosed));
        Assert.Single(await EventsAsync(EventTypes.ModelUpdated));
    }

    [Fact]
    public async Task The_same_answer_twice_changes_nothing_but_the_count_of_sightings()
    {
        await ReadAsync(1);
        await ReadAsync(12);
        var head = await new SqliteEventLog(_database).HeadAsync(Token);

        Assert.Equal(1, await ReadAsync(12));

        Assert.Equal(head, await new SqliteEventLog(_database).HeadAsync(Token));
        Assert.Equal(2, Assert.Single(await ReviewsAsync()).Sightings);
    }

    /// <summary>One run in a process of its own, and what the price is then.</summary>
    private async Task<decimal> ReadAsync(decimal price, bool diesAfterReviews = false)
    {
        _says.Price = price;
        var store = new SqliteCatalogStore(_database);
        var catalog = new CurrentCatalog(store);
        await catalog.LoadAsync(Token);
        using var writer = new CatalogWriter(store, catalog, new InProcessBell(), _clock);
        await writer.RegisterAsync(_says.Source, Token);
        IReviewStore reviews = new SqliteReviewStore(_database);
        var run = new DiscoveryRun(store, writer, new(catalog, NullLogger<ModelFindings>.Instance), diesAfterReviews ? new Dying(reviews) : reviews, new InProcessBell(), new(), _clock, NullLogger<DiscoveryRun>.Instance);
        var state = (await store.ReadSourcesAsync(Token)).First(known => known.Source == _says.Source.Id);
        await run.ExecuteAsync(
            _says, new() { Id = Guid.CreateVersion7(_clock.Now), Source = _says.Source.Id, Trigger = RunTrigger.Manual, QueuedAt = _clock.Now }, state, new Progress<int>(), Token);
        return catalog.Snapshot.FindExact(new("acme", "x"))!.Values[s_input]!.Value.AsNumber();
    }

    private Task<IReadOnlyList<Review>> ReviewsAsync() => new SqliteReviewStore(_database).ReadAsync(new ReviewFilter(), 99, Token);

    private Task<IReadOnlyList<EventEnvelope>> EventsAsync(string type) => new SqliteEventLog(_database).ReadAsync(0, 99, [type], Token);

    public void Dispose()
    {
        _database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private sealed class Says : IListing
    {
        public decimal Price { get; set; }

        public Source Source { get; } = new() { Id = SourceId.ModelsDev };

        public string? Credential => null;

        public Task<Listing> ListAsync(SourceState? previous, IProgress<int>? progress, CancellationToken cancellationToken) => Task.FromResult<Listing>(new Listing.Complete
        {
            Documents = [],
            Claims =
            [
                new()
                {
                    Source = Source.Id, Key = new("acme", "x"), Kind = ClaimKind.Reference, SourceRef = "acme/x",
                    Values = new FieldSet.Builder().Set(s_input, FieldValue.Number(Price)).Build(),
                },
            ],
            State = new() { Source = Source.Id },
        });
    }

    /// <summary>The last that it does is to keep reviews.</summary>
    private sealed class Dying(IReviewStore inner) : IReviewStore
    {
        public async Task<long> SaveAsync(IReadOnlyList<Review> reviews, IReadOnlyList<EventDraft> events, CancellationToken cancellationToken)
        {
            await inner.SaveAsync(reviews, events, cancellationToken);
            throw new StorageException(StorageFault.DiskFull, "The test ends the process here.");
        }

        public Task<Review?> GetAsync(Guid id, CancellationToken cancellationToken) => inner.GetAsync(id, cancellationToken);

        public Task<IReadOnlyList<Review>> ReadAsync(ReviewFilter filter, int limit, CancellationToken cancellationToken) => inner.ReadAsync(filter, limit, cancellationToken);

        public Task<IReadOnlyList<Review>> ReadBindingAsync(SourceId source, DateTimeOffset acceptedSince, CancellationToken cancellationToken) =>
            inner.ReadBindingAsync(source, acceptedSince, cancellationToken);
    }
}
