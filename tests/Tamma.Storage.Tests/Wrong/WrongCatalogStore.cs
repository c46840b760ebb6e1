using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Events;

namespace Tamma.Storage.Tests.Wrong;

/// <summary>A right store behind one fault.</summary>
internal sealed class WrongCatalogStore(ICatalogStore inner, IEventLog log, CatalogFault fault) : ICatalogStore
{
    private readonly List<Claim> _ended = [];

    public async Task<StoredCatalog> LoadAsync(CancellationToken cancellationToken)
    {
        var catalog = await inner.LoadAsync(cancellationToken);
        return fault switch
        {
            CatalogFault.StartsAtOne => catalog with { Head = catalog.Head with { Position = catalog.Head.Position + 1 } },
            CatalogFault.LetsTheLogMoveTheCatalogue => catalog with { Head = await log.HeadAsync(cancellationToken) },
            CatalogFault.DropsRemovedRows => catalog with { Rows = [.. catalog.Rows.Where(row => row.Availability is not Availability.Removed)] },
            _ => catalog with { Rows = [.. catalog.Rows.Select(Spoil)] },
        };
    }

    public async Task<byte> RegisterAsync(SourceId source, CancellationToken cancellationToken)
    {
        if (fault is CatalogFault.HasRoomForMore && (await inner.LoadAsync(cancellationToken)).Sources.Count == 256)
        {
            return 0;
        }

        return await inner.RegisterAsync(fault is CatalogFault.RegistersAgain ? new($"{source} {Guid.CreateVersion7()}") : source, cancellationToken);
    }

    public async Task<IReadOnlyList<Claim>> ReadClaimsAsync(SourceId source, CancellationToken cancellationToken)
    {
        var claims = await inner.ReadClaimsAsync(source, cancellationToken);
        return fault switch
        {
            CatalogFault.KeepsOldClaims => [.. claims, .. _ended.Where(claim => claim.Source == source).SkipLast(claims.Count)],
            CatalogFault.LosesReasons => [.. claims.Select(claim => claim with { AccessReason = null })],
            CatalogFault.ForgetsTheSlice => [.. claims.Select(claim => claim with { Slice = null })],
            _ => claims,
        };
    }

    public async Task<IReadOnlyList<Claim>> ReadClaimsAsync(IReadOnlyCollection<ModelKey> keys, CancellationToken cancellationToken)
    {
        var claims = await inner.ReadClaimsAsync(keys, cancellationToken);
        return fault is CatalogFault.ReadsOneSourceOnly ? [.. claims.DistinctBy(claim => claim.Key)] : claims;
    }

    public Task<IReadOnlyList<Claim>> ReadClaimsAsOfAsync(ModelKey key, DateTimeOffset time, CancellationToken cancellationToken) =>
        inner.ReadClaimsAsOfAsync(key, fault is CatalogFault.PastClaimsAreNow ? DateTimeOffset.MaxValue : time, cancellationToken);

    public Task<IReadOnlyList<EarlierClaim>> ReadEarlierClaimsAsync(SourceId source, IReadOnlyCollection<ModelKey> keys, DateTimeOffset since, CancellationToken cancellationToken) =>
        inner.ReadEarlierClaimsAsync(source, keys, fault is CatalogFault.PastClaimsAreNow ? DateTimeOffset.MinValue : since, cancellationToken);

    public async Task<(long First, long Last)> CommitAsync(CatalogCommit commit, CancellationToken cancellationToken)
    {
        _ended.AddRange(commit.Claims);
        commit = Spoil(commit);
        switch (fault)
        {
            case CatalogFault.CommitsEventsApart:
                await log.AppendAsync([.. commit.Events, .. commit.Versions.Select(version => version.Event)], cancellationToken);
                break;
            case CatalogFault.SkipsAPosition:
                await log.AppendAsync([Samples.Event("stray")], cancellationToken);
                break;
            case CatalogFault.WritesOtherEventsFirst:
                await log.AppendAsync(commit.Events, cancellationToken);
                commit = commit with { Events = [] };
                break;
            case CatalogFault.IgnoresExpectedPosition:
                return await CommitAnywayAsync(commit, cancellationToken);
            case CatalogFault.WritesBeforeItChecks when commit.State is { } state:
                await inner.ConfirmAsync(state, cancellationToken);
                break;
            case CatalogFault.KeepsHalfOfAFailure:
                return await KeepHalfAsync(commit, cancellationToken);
            case CatalogFault.WithdrawsFromAllSources:
                var sources = (await inner.LoadAsync(cancellationToken)).Sources;
                commit = commit with { Withdrawn = [.. from source in sources from claim in commit.Withdrawn select (source, claim.Key)] };
                break;
        }

        var positions = await inner.CommitAsync(commit, cancellationToken);
        return fault is CatalogFault.MovesWithoutEvents && positions.First > positions.Last ? (positions.First + 1, positions.Last + 1) : positions;
    }

    public async Task ConfirmAsync(SourceState state, CancellationToken cancellationToken)
    {
        await inner.ConfirmAsync(state, cancellationToken);
        if (fault is CatalogFault.ConfirmingIsAnEvent)
        {
            await log.AppendAsync([Samples.Event("source_confirmed")], cancellationToken);
        }
    }

    public Task<IReadOnlyList<SourceState>> ReadSourcesAsync(CancellationToken cancellationToken) => inner.ReadSourcesAsync(cancellationToken);

    public async Task<IReadOnlyList<StoredVersion>> ReadVersionsAsync(ModelKey key, int before, int limit, CancellationToken cancellationToken)
    {
        var versions = await inner.ReadVersionsAsync(key, fault is CatalogFault.IgnoresBefore ? int.MaxValue : before, limit, cancellationToken);
        return fault switch
        {
            CatalogFault.ForgetsValidTo => [.. versions.Select(version => version with { ValidTo = null })],
            CatalogFault.OldestVersionFirst => [.. versions.Reverse()],
            _ => [.. versions.Select(version => version with { Model = Spoil(version.Model) })],
        };
    }

    public async Task<IReadOnlyList<Model>> ReadAsOfAsync(long position, string? provider, CancellationToken cancellationToken)
    {
        var rows = await inner.ReadAsOfAsync(fault is CatalogFault.AsOfIsNow ? long.MaxValue : position, provider, cancellationToken);
        return fault switch
        {
            CatalogFault.ForgetsOrder => [.. rows.Reverse()],
            CatalogFault.ForgetsTheProviderRow => [.. rows.Where(row => !row.Key.IsProvider)],
            CatalogFault.TellsRemovedRows => (await inner.LoadAsync(cancellationToken)).Rows,
            _ => rows,
        };
    }

    public Task<Model?> ReadAsOfAsync(long position, ModelKey key, CancellationToken cancellationToken) =>
        inner.ReadAsOfAsync(fault is CatalogFault.AsOfIsNow ? long.MaxValue : position, key, cancellationToken);

    public Task<long> PositionAtAsync(DateTimeOffset time, CancellationToken cancellationToken) =>
        inner.PositionAtAsync(
            fault switch
            {
                CatalogFault.TimeIsExclusive => time.AddTicks(-1),
                CatalogFault.TimeRunsBack => time.AddDays(5),
                _ => time,
            },
            cancellationToken);

    public async Task<ReadOnlyMemory<byte>?> ReadDocumentAsync(DocumentHash hash, CancellationToken cancellationToken) =>
        await inner.ReadDocumentAsync(hash, cancellationToken) is not { } content
            ? fault is CatalogFault.InventsDocuments ? ReadOnlyMemory<byte>.Empty : default(ReadOnlyMemory<byte>?)
            : fault is CatalogFault.CutsDocuments ? content[..(content.Length / 2)] : content;

    public Task KeepAsync(IReadOnlyList<Document> documents, CancellationToken cancellationToken) =>
        fault is CatalogFault.ForgetsLateDocuments ? Task.CompletedTask : inner.KeepAsync(documents, cancellationToken);

    private async Task<(long First, long Last)> CommitAnywayAsync(CatalogCommit commit, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                var actual = (await inner.LoadAsync(cancellationToken)).Head.Position;
                return await inner.CommitAsync(commit with { ExpectedPosition = actual }, cancellationToken);
            }
            catch (CatalogMovedException)
            {
                // Another commit came in between: that is ignored too.
            }
        }
    }

    private async Task<(long First, long Last)> KeepHalfAsync(CatalogCommit commit, CancellationToken cancellationToken)
    {
        if (!commit.Facts.IsEmpty)
        {
            await inner.CommitAsync(new() { ExpectedPosition = commit.ExpectedPosition, At = commit.At, Claims = commit.Claims }, cancellationToken);
        }

        return await inner.CommitAsync(commit, cancellationToken);
    }

    private CatalogCommit Spoil(CatalogCommit commit) => fault switch
    {
        CatalogFault.LosesEvents => commit with { Events = [] },
        CatalogFault.ReversesVersions => commit with { Versions = [.. commit.Versions.Reverse()] },
        CatalogFault.FactsMakeVersions => commit with
        {
            Facts = [],
            Versions = [.. commit.Versions, .. commit.Facts.Select(row => (row.Model with { Version = row.Model.Version + 1 }, row.Event))],
        },
        CatalogFault.FactsAreLost => commit with { Facts = [], Events = [.. commit.Facts.Select(row => row.Event), .. commit.Events] },
        CatalogFault.ComesBackAsFirstVersion => commit with
        {
            Versions = [.. commit.Versions.Select(row => (row.Model with { Version = row.Model.Version == 3 ? 1 : row.Model.Version }, row.Event))],
        },
        CatalogFault.FirstSeenIsNow => commit with { Claims = [.. commit.Claims.Select(claim => claim with { FirstSeen = commit.At })] },
        CatalogFault.KeepsWithdrawnClaims => commit with { Withdrawn = [] },
        CatalogFault.IgnoresRecounts => commit with { Recounted = [] },
        CatalogFault.ForgetsStates => commit with { State = null },
        CatalogFault.FoldsCase => commit with
        {
            Versions = [.. commit.Versions.Select(row => (row.Model with { Key = row.Model.Key with { Id = row.Model.Key.Id.ToUpperInvariant() } }, row.Event))],
        },
        _ => commit,
    };

    private Model Spoil(Model row) => fault switch
    {
        CatalogFault.DropsExtraFields => WithValues(row, row.Values.Where(pair => !pair.Key.IsExtra)),
        CatalogFault.RoundsDecimals => WithValues(row, row.Values.Select(pair => pair.Value.IsNumber ? new(pair.Key, Rounded(pair.Value)) : pair)),
        CatalogFault.LosesOrigins => row with { Origins = [.. row.Origins.Select(origin => origin with { Disputed = false })] },
        CatalogFault.LosesReasons => row with { Offers = [.. row.Offers.Select(offer => offer with { AccessReason = null })] },
        CatalogFault.LosesOffers => row with { Offers = [] },
        CatalogFault.ForgetsTicks => row with { FirstSeen = DateTimeOffset.FromUnixTimeMilliseconds(row.FirstSeen.ToUnixTimeMilliseconds()) },
        _ => row,
    };

    private static FieldValue Rounded(FieldValue value) => FieldValue.Number((decimal)(double)value.AsNumber());

    private static Model WithValues(Model row, IEnumerable<KeyValuePair<Field, FieldValue>> values) => row with { Values = FieldSet.From(values) };
}
