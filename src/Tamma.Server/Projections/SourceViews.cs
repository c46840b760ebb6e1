using Tamma.Catalog;
using Tamma.Client;
using Tamma.Discovery;
using Tamma.Providers;
using Tamma.Server.Rest;

namespace Tamma.Server.Projections;

/// <summary>What is known of each source now, as it is on the wire.</summary>
internal sealed class SourceViews(DiscoveryCoordinator coordinator, SourceBoard board, DiscoverySchedule schedule, CurrentCatalog catalog, HealthViews health)
{
    private const string NotConfigured = "not_configured";
    private static readonly string s_unreachable = Words.Of(ProviderFault.Unreachable);

    public async Task<IReadOnlyList<SourceResponse>> SourcesAsync(CancellationToken cancellationToken)
    {
        List<SourceResponse> sources = [];
        foreach (var operation in coordinator.Operations)
        {
            sources.Add(Project(operation, await schedule.NextAsync(operation.Listing.Source.Id, cancellationToken)));
        }

        // In the record, and no longer configured: its claims stand.
        var configured = coordinator.Operations.Select(operation => operation.Listing.Source.Id).ToHashSet();
        sources.AddRange(board.States.Where(state => state.ConfirmedAt is not null && !configured.Contains(state.Source)).Select(Project));
        return [.. sources.OrderBy(source => source.Id, StringComparer.Ordinal)];
    }

    public async Task<IReadOnlyList<ConnectionResponse>> ConnectionsAsync(CancellationToken cancellationToken) =>
    [
        .. from source in await SourcesAsync(cancellationToken)
           let id = new SourceId(source.Id).ConnectionId
           where id is not null
           select new ConnectionResponse
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
           },
    ];

    public SourceCountsResponse Count()
    {
        var states = coordinator.Operations.Select(StateOf).ToList();
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
            { Fault: var fault } when operation.Optional && fault == s_unreachable && board.StateOf(source)?.ConfirmedAt is null => "absent",
            _ => "failing",
        };
    }
}
