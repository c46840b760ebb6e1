using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Tamma.Catalog;
using Tamma.Discovery;
using Tamma.Events;
using Tamma.Storage;
using Xunit;

namespace Tamma.EndToEnd.Tests.Ways;

/// <summary>
/// The service embedded in a generic host, with a real database in a folder of its own. Its clock stands at 09:12 and moves when a
/// test says so; the runs that a start plans are over when it is given.
/// </summary>
internal sealed class TammaHost : IAsyncDisposable
{
    public static readonly DateTimeOffset Morning = new(2026, 3, 2, 9, 12, 0, TimeSpan.Zero);

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(2);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tamma-way-");
    private readonly IHost _host;

    private TammaHost(TammaOptions options, TimeProvider? time)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.AddProvider(Log = new());
        builder.Services.AddSingleton(time ?? Time);
        builder.Services.AddTamma(options).UseEmbeddedStorage(Database);
        _host = builder.Build();
    }

    public FakeTimeProvider Time { get; } = new(Morning);

    public LogLines Log { get; }

    public string Database => Path.Combine(_folder.FullName, "tamma.db");

    public IModelDiscoveryService Models => Get<IModelDiscoveryService>();

    public DiscoveryCoordinator Coordinator => Get<DiscoveryCoordinator>();

    public CatalogSnapshot Snapshot => Get<CurrentCatalog>().Snapshot;

    public IReviewStore Reviews => Get<IReviewStore>();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static Task<TammaHost> StartAsync(params IEnumerable<TestSource> sources) => StartAsync(new TestOptions(sources));

    public static async Task<TammaHost> StartAsync(TestOptions options)
    {
        var host = new TammaHost(options.ToTamma(), options.Clock);
        await host._host.StartAsync(Cancelled);
        if (options.AwaitsFirstRuns)
        {
            await Until.TrueAsync(() => host.Sources.All(source => host.Board.RunsOf(source).Last is not null) && host.Coordinator.AllActive.IsEmpty, Cancelled);
        }

        return host;
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    public SourceBoard Board => Get<SourceBoard>();

    public IEnumerable<SourceId> Sources => Coordinator.Operations.Select(operation => operation.Listing.Source.Id);

    /// <summary>Reads one source now and gives the run at its end.</summary>
    public async Task<Run> RunAsync(string source) =>
        Assert.Single(await Models.DiscoverModelsAsync(source, Cancelled).WaitAsync(s_patience, TimeProvider.System, Cancelled));

    public SourceState StateOf(string connection) => Board.StateOf(SourceId.Connection(connection))!;

    /// <summary>Ids of a provider's models that are in this state.</summary>
    public IReadOnlyList<string> Ids(string provider, Availability availability = Availability.Listed) =>
        [.. Snapshot.Provider(provider)?.Models.Where(model => model.Availability == availability).Select(model => model.Key.Id) ?? []];

    public Model Model(string provider, string id) => Snapshot.Find(new(provider, id)) ?? throw new KeyNotFoundException($"{provider}/{id}");

    public async Task<IReadOnlyList<EventEnvelope>> EventsAsync(long after = 0) => await Get<IEventLog>().ReadAsync(after, 100_000, [], Cancelled);

    public async Task<long> HeadAsync() => (await Get<IEventLog>().HeadAsync(Cancelled)).Position;

    public async Task<IReadOnlyList<Review>> OpenReviewsAsync() => await Reviews.ReadAsync(ReviewState.Open, 100, Cancelled);

    public Task<Review?> DecideAsync(Review review, bool accept) =>
        Get<ReviewDecisions>().DecideAsync(review.Id, accept, "a tester", "because", Cancelled);

    /// <summary>How many rows each table of the catalogue has, and what stands in the rows that may be rewritten in place.</summary>
    public ImmutableSortedDictionary<string, string> Record()
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Database, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        return new[]
        {
            ("events", "SELECT count(*) || ':' || max(position) FROM events"),
            ("log", "SELECT position || ':' || catalog_position || ':' || committed_at FROM log"),
            ("commits", "SELECT count(*) FROM commits"),
            ("documents", "SELECT count(*) FROM documents"),
            ("subjects", "SELECT count(*) FROM subjects"),
            ("versions", "SELECT count(*) || ':' || count(valid_to) || ':' || sum(number) FROM versions"),
            ("claims", "SELECT count(*) || ':' || count(valid_to) || ':' || sum(missing_runs) FROM claims"),
            ("claims' text", "SELECT group_concat(id || fields || source_ref || ifnull(document, '') || ifnull(slice_offset, '')) FROM claims"),
            ("versions' text", "SELECT group_concat(position || fields || hex(origins) || ifnull(offers, '')) FROM versions"),
            ("reviews", "SELECT count(*) FROM reviews"),
            ("sources", "SELECT group_concat(name || claims || pending_missing) FROM sources"),
        }.ToImmutableSortedDictionary(row => row.Item1, row => Scalar(connection, row.Item2), StringComparer.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await _host.StopAsync(patience.Token);
        if (_host is IAsyncDisposable disposable)
        {
            await disposable.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private static string Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // each text stands above
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture) ?? "";
    }
}
