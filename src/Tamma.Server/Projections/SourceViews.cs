using Tamma.Catalog;
using Tamma.Client;
using Tamma.Discovery;
using Tamma.Providers;
using Tamma.Server.Rest;
using Tamma.Sources;

namespace Tamma.Server.Projections;

/// <summary>What is known of each source now, as it is on the wire.</summary>
internal sealed class SourceViews(DiscoveryCoordinator coordinator, SourceBoard board, DiscoverySchedule schedule, ConnectionBook book, CurrentCatalog catalog, HealthViews health, IReviewStore reviews, SourcesOff off)
{
    private const string NotConfigured = "not_configured";
    private const int MostReviews = 1_000;
    private static readonly string s_unreachable = Words.Of(ProviderFault.Unreachable);

    public async Task<IReadOnlyList<SourceResponse>> SourcesAsync(CancellationToken cancellationToken)
    {
        List<SourceResponse> sources = [];
        var held = (await reviews.ReadAsync(ReviewState.Open, MostReviews, cancellationToken)).Where(review => review.Kind is ReviewKind.Removal)
            .GroupBy(review => review.Source).ToDictionary(group => group.Key, group => group.First().Id);
        foreach (var operation in coordinator.Operations)
        {
            var id = operation.Listing.Source.Id;
            sources.Add(Project(operation, await schedule.NextAsync(id, cancellationToken)) with { HeldBy = held.TryGetValue(id, out var review) ? review : null });
        }

        var configured = sources.Select(source => new SourceId(source.Id)).ToHashSet();
        foreach (var connection in book.All.Values.Where(connection => !connection.IsRead))
        {
            configured.Add(SourceId.Connection(connection.Id));
            sources.Add(Project(connection));
        }

        foreach (var source in off.All.Where(source => configured.Add(source.Id)))
        {
            sources.Add(Project(source));
        }

        // In the record, and no longer configured: its claims stand.
        sources.AddRange(board.States.Where(state => state.ConfirmedAt is not null && !configured.Contains(state.Source)).Select(Project));
        return [.. sources.OrderBy(source => source.Id, StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<ConnectionResponse>> ConnectionsAsync(CancellationToken cancellationToken) =>
    [
        .. from source in await SourcesAsync(cancellationToken)
           let id = new SourceId(source.Id).ConnectionId
           where id is not null
           select Project(id, source, book.Find(id)),
    ];

    public async Task<ConnectionResponse?> ConnectionAsync(string id, CancellationToken cancellationToken) =>
        (await ConnectionsAsync(cancellationToken)).FirstOrDefault(connection => connection.Id == id);

    private static ConnectionResponse Project(string id, SourceResponse source, BookedConnection? connection)
    {
        var answer = new ConnectionResponse
        {
            Id = id,
            Type = source.Type,
            Provider = source.Provider ?? id,
            Url = source.Url,
            Credential = source.Credential,
            IntervalSeconds = source.IntervalSeconds,
            Simulated = source.Simulated,
            Optional = source.Optional,
            State = source.State,
            Health = source.Health,
            ConfirmedAt = source.ConfirmedAt,
            Stale = source.Stale,
            LastRun = source.LastRun,
            LastSuccess = source.LastSuccess,
            NextRun = source.NextRun,
            Models = source.Models,
            Fault = source.Fault,
            Sentence = source.Sentence,
        };
        return connection is null ? answer : ConnectionProjection.Add(answer, connection);
    }

    public SourceCountsResponse Count()
    {
        var states = coordinator.Operations.Select(StateOf).Concat(book.All.Values.Where(connection => connection is { Enabled: true, Problem: not null }).Select(_ => "failing")).ToList();
        return new() { Ok = states.Count(state => state == "ok"), Failing = states.Count(state => state == "failing"), Absent = states.Count(state => state == "absent") };
    }

    private SourceResponse Project(SourceOperation operation, DateTimeOffset? next)
    {
        var source = operation.Listing.Source;
        var runs = board.RunsOf(source.Id);
        var state = board.StateOf(source.Id);
        return new()
        {
            Id = source.Id.Name,
            Kind = source.Id.ConnectionId is null ? "reference" : "connection",
            Type = source.Id.ConnectionId is null ? source.Id.Name : operation.Kind,
            Provider = source.Provider,
            DerivesFrom = source.DerivesFrom?.Name,
            Url = PublicAddress.Of(operation.Address),
            Credential = operation.Listing.Credential,
            IntervalSeconds = (long)operation.Interval.TotalSeconds,
            Simulated = catalog.Snapshot.Connections.TryGetValue(source.Id.ConnectionId ?? "", out var view) && view.Simulated,
            Optional = operation.Optional,
            Listings = Words.Of(operation.Listings),
            State = StateOf(operation),
            Health = source.Id.ConnectionId is { } connection ? health.Of(connection) : null,
            Stale = source.Id.ConnectionId is { } id && catalog.Snapshot.Stale.ContainsKey(id) ? true : null,
            LastRun = runs.Last?.FinishedAt,
            LastSuccess = runs.LastGood?.FinishedAt,
            ConfirmedAt = state?.ConfirmedAt,
            NextRun = next,
            Models = runs.LastGood?.Counts.Listed ?? state?.Claims ?? 0,
            Claims = state?.Claims ?? 0,
            PendingMissing = state?.PendingMissing ?? 0,
            Fault = runs.Last?.Fault,
            Sentence = runs.Last?.Sentence,
            UnknownFields = runs.LastGood is { UnknownFields.IsEmpty: false } good ? good.UnknownFields : null,
            Rules = runs.LastGood is { Rules.IsEmpty: false } last ? last.Rules : null,
        };
    }

    /// <summary>Switched off, or of no use to this build: it is not read, and what it said stands.</summary>
    private SourceResponse Project(BookedConnection connection)
    {
        var source = SourceId.Connection(connection.Id);
        var runs = board.RunsOf(source);
        var state = board.StateOf(source);
        var options = connection.Options;
        return new()
        {
            Id = source.Name,
            Kind = "connection",
            Type = options.Type,
            Provider = options.Provider,
            Url = PublicAddress.Of(options.Url),
            Credential = options.Credential?.Describe(),
            IntervalSeconds = (long)options.Interval.TotalSeconds,
            Simulated = options.Simulated,
            Optional = options.Optional,
            Listings = Words.Of(options.Listings),
            State = connection.Enabled ? "failing" : "disabled",
            LastRun = runs.Last?.FinishedAt,
            LastSuccess = runs.LastGood?.FinishedAt,
            ConfirmedAt = state?.ConfirmedAt,
            Models = state?.Claims ?? 0,
            Claims = state?.Claims ?? 0,
            PendingMissing = state?.PendingMissing ?? 0,
            Sentence = connection.Problem ?? "Switched off: it is not read, and what it said is not current. Switch it on: enable.",
        };
    }

    /// <summary>A public document that nobody has switched on, or that cannot be reached from here.</summary>
    private SourceResponse Project(ReferenceSourceOptions source)
    {
        var runs = board.RunsOf(source.Id);
        var state = board.StateOf(source.Id);
        return new()
        {
            Id = source.Id.Name,
            Kind = "reference",
            Type = source.Id.Name,
            Url = PublicAddress.Of(source.Url),
            IntervalSeconds = (long)source.Interval.TotalSeconds,
            Listings = Words.Of(source.Listings),
            State = "disabled",
            LastRun = runs.Last?.FinishedAt,
            LastSuccess = runs.LastGood?.FinishedAt,
            ConfirmedAt = state?.ConfirmedAt,
            Models = state?.Claims ?? 0,
            Claims = state?.Claims ?? 0,
            PendingMissing = state?.PendingMissing ?? 0,
            Sentence = (source.OffBecause is { } because ? $"Off: {because}." : $"Off. Switch it on: sources.{source.Id.Name}.enabled=true, or TAMMA__SOURCES__{source.Id.Name.ToUpperInvariant()}__ENABLED=true.")
                + (state?.Claims > 0 ? " What it said stands." : ""),
        };
    }

    private SourceResponse Project(SourceState state)
    {
        var runs = board.RunsOf(state.Source);
        return new()
        {
            Id = state.Source.Name,
            Kind = state.Source.ConnectionId is null ? "reference" : "connection",
            Type = "unknown",
            Url = state.Url is null ? "" : PublicAddress.Of(state.Url),
            IntervalSeconds = 0,
            State = NotConfigured,
            LastRun = runs.Last?.FinishedAt,
            LastSuccess = runs.LastGood?.FinishedAt,
            ConfirmedAt = state.ConfirmedAt,
            Models = state.Claims,
            Claims = state.Claims,
            PendingMissing = state.PendingMissing,
            Sentence = "No longer configured. What it said stands until it is configured again or removed.",
        };
    }

    private string StateOf(SourceOperation operation)
    {
        var source = operation.Listing.Source.Id;
        return board.RunsOf(source).Last switch
        {
            null => "never_run",
            { State: RunState.Succeeded or RunState.Unchanged } => "ok",
            { State: RunState.Cancelled } => board.StateOf(source)?.ConfirmedAt is null ? "never_run" : "ok",
            { Fault: var fault } when operation.Optional && fault == s_unreachable && (operation.ComesAndGoes || board.StateOf(source)?.ConfirmedAt is null) => "absent",
            _ => "failing",
        };
    }
}
