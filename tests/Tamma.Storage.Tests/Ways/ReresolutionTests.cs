using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Events;
using Tamma.Storage.Sqlite;
using Xunit;

namespace Tamma.Storage.Tests.Ways;

/// <summary>A changed policy over a real record: more rows than one transaction takes.</summary>
public sealed class ReresolutionTests : IDisposable
{
    private const int Rows = 2_500;
    private const int Differing = 1_300;

    private static readonly Field s_context = FieldRegistry.Models["limit.context"];

    private readonly string _folder = Directory.CreateTempSubdirectory("tamma-reresolve-").FullName;
    private readonly FakeTimeProvider _time = new(new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Each_row_that_comes_out_otherwise_is_one_event_and_one_summary_tells_of_all()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        using var database = SqliteDatabase.Open(Path.Combine(_folder, "tamma.db"), _time);
        var store = new SqliteCatalogStore(database);
        var log = new SqliteEventLog(database);
        var catalog = new CurrentCatalog(store);
        await catalog.LoadAsync(cancellationToken);
        using (var writer = await WriterAsync(store, catalog, ResolutionPolicy.Default))
        {
            await writer.ApplyAsync(Delta(SourceId.ModelsDev, 400), cancellationToken);
            await writer.ApplyAsync(Delta(SourceId.LiteLlm, 300), cancellationToken);
            Assert.Equal(CommitReceipt.Nothing, await writer.ReresolveAsync(Cause.Software, cancellationToken));
        }

        var before = catalog.Snapshot.Head.Position;
        using var changed = await WriterAsync(store, catalog, Believing(Standing.LiteLlm));
        var receipt = await changed.ReresolveAsync(Cause.Policy, cancellationToken);

        Assert.Equal((Differing, 0, 0, 0), (receipt.Updated, receipt.Added, receipt.Removed, receipt.Missing));
        Assert.Equal(before + Rows + 1, receipt.Last);
        var events = await log.ReadAsync(before, Rows + 10, [], cancellationToken);
        Assert.All(events, happening => Assert.Equal(Cause.Policy, happening.Event.Cause));
        Assert.Equal(Differing, events.Count(happening => happening.Event.Type == EventTypes.ModelUpdated));
        Assert.Equal(EventTypes.CatalogSummary, Assert.Single(events, happening => happening.Event.Type is not (EventTypes.ModelUpdated or EventTypes.ModelFactsChanged)).Event.Type);
        Assert.Equal(receipt.Last, events[^1].Position);
        Assert.All(catalog.Snapshot.Models, model => Assert.Equal(SourceId.LiteLlm, catalog.Snapshot.SourceOf(model.OriginOf(s_context)!.Value)));
        Assert.Equal(catalog.Snapshot.Models.Select(model => model.Values), (await store.LoadAsync(cancellationToken)).Rows.OrderBy(row => row.Key).Select(row => row.Values));

        Assert.Equal(CommitReceipt.Nothing, await changed.ReresolveAsync(Cause.Policy, cancellationToken));
        Assert.Equal(receipt.Last, catalog.Snapshot.Head.Position);
    }

    private async Task<CatalogWriter> WriterAsync(SqliteCatalogStore store, CurrentCatalog catalog, ResolutionPolicy policy)
    {
        var writer = new CatalogWriter(store, catalog, new InProcessBell(), _time) { Policy = policy };
        await writer.RegisterAsync(new() { Id = SourceId.ModelsDev }, TestContext.Current.CancellationToken);
        await writer.RegisterAsync(new() { Id = SourceId.LiteLlm }, TestContext.Current.CancellationToken);
        return writer;
    }

    private static ResolutionPolicy Believing(Standing first) =>
        ResolutionPolicy.With(new Dictionary<FieldGroup, ImmutableArray<Standing>> { [FieldGroup.Limit] = [first] });

    /// <summary>The first rows differ between the sources, the others do not.</summary>
    private ClaimDelta Delta(SourceId source, int context) => new()
    {
        Context = new(source, Cause.Provider, null, null),
        Upserts =
        [
            .. Enumerable.Range(0, Rows).Select(row => new Claim
            {
                Source = source,
                Key = new("acme", $"model-{row:0000}"),
                Kind = ClaimKind.Reference,
                SourceRef = "x",
                FirstSeen = _time.GetUtcNow(),
                Values = new FieldSet.Builder().Set(s_context, FieldValue.Number(row < Differing ? context : 100)).Build(),
            }),
        ],
    };
}
