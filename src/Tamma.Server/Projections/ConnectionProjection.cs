using System.Collections.Immutable;
using Tamma.Client;
using Tamma.Discovery;
using Tamma.Providers;
using Tamma.Server.Rest;

namespace Tamma.Server.Projections;

/// <summary>A connection of the book ↔ the connection on the wire.</summary>
internal static class ConnectionProjection
{
    /// <summary>How it is defined, beside how it fares.</summary>
    public static ConnectionResponse Add(ConnectionResponse answer, BookedConnection connection)
    {
        var options = connection.Options;
        return answer with
        {
            Origin = Words.Of(connection.Origin),
            ConfiguredIn = options.ConfiguredIn,
            Enabled = connection.Enabled,
            CreatedAt = connection.CreatedAt,
            UpdatedAt = connection.UpdatedAt,
            CreatedBy = connection.CreatedBy,
            Username = options.Username,
            Headers = options.Headers.IsEmpty ? null : [.. options.Headers.Keys.Order(StringComparer.Ordinal)],
            Listings = Words.Of(options.Listings),
            Bills = options.Bills,
            Include = options.Include.IsEmpty ? null : options.Include,
            Exclude = options.Exclude.IsEmpty ? null : options.Exclude,
            Limits = Bounds(options.Limits),
            Settings = options.Settings.IsEmpty ? null : options.Settings.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }

    /// <summary>The whole definition, headers' values too: for a patch to be merged into, and for no answer.</summary>
    public static ConnectionRequest Definition(ConnectionOptions options) => new()
    {
        Id = options.Id,
        Type = options.Type,
        Provider = options.Provider,
        Url = options.Url.OriginalString,
        Credential = options.Credential?.ToString(),
        Username = options.Username,
        Headers = options.Headers.IsEmpty ? null : options.Headers,
        IntervalSeconds = options.Interval.TotalSeconds,
        Listings = Words.Of(options.Listings),
        Bills = options.Bills,
        Include = options.Include.IsEmpty ? null : options.Include,
        Exclude = options.Exclude.IsEmpty ? null : options.Exclude,
        Limits = Bounds(options.Limits),
        Settings = options.Settings.IsEmpty ? null : options.Settings,
    };

    /// <param name="request">As it was sent.</param>
    /// <param name="isLocal">It came from this machine.</param>
    public static ConnectionDraft Draft(ConnectionRequest request, bool isLocal) => new()
    {
        Id = request.Id,
        Type = request.Type,
        Provider = request.Provider,
        Url = request.Url,
        Credential = request.Credential,
        Username = request.Username,
        Headers = request.Headers?.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase) ?? ImmutableDictionary<string, string>.Empty,
        Interval = Seconds(request.IntervalSeconds),
        Listings = request.Listings,
        Bills = request.Bills,
        Include = [.. request.Include ?? []],
        Exclude = [.. request.Exclude ?? []],
        Limits = request.Limits is not { } limits ? new() : new()
        {
            RequestTimeout = Seconds(limits.RequestTimeoutSeconds),
            RunTimeout = Seconds(limits.RunTimeoutSeconds),
            Attempts = limits.Attempts,
            BaseDelay = Seconds(limits.BaseDelaySeconds),
            MaxDelay = Seconds(limits.MaxDelaySeconds),
            RequestsPerSecond = limits.RequestsPerSecond,
            Burst = limits.Burst,
            Concurrency = limits.Concurrency,
        },
        Settings = request.Settings?.ToImmutableDictionary(StringComparer.Ordinal) ?? ImmutableDictionary<string, string>.Empty,
        MayNameProgram = isLocal,
    };

    public static ConnectionCheckResponse Project(string id, ConnectionCheckResult result, TimeSpan took) => new()
    {
        Id = id,
        Ok = result.Ok,
        Sentence = result.Sentence,
        Models = result.Models,
        SuggestedUrl = result.Suggested is { } url ? PublicAddress.Of(url) : null,
        Milliseconds = (long)took.TotalMilliseconds,
        Steps = [.. result.Steps.Select(step => new ConnectionCheckStepResponse { Name = step.Name, Outcome = Words.Of(step.Outcome), Detail = step.Detail })],
    };

    private static ConnectionBoundsResponse? Bounds(ConnectionLimits limits) => limits == new ConnectionLimits() ? null : new()
    {
        RequestTimeoutSeconds = limits.RequestTimeout?.TotalSeconds,
        RunTimeoutSeconds = limits.RunTimeout?.TotalSeconds,
        Attempts = limits.Attempts,
        BaseDelaySeconds = limits.BaseDelay?.TotalSeconds,
        MaxDelaySeconds = limits.MaxDelay?.TotalSeconds,
        RequestsPerSecond = limits.RequestsPerSecond,
        Burst = limits.Burst,
        Concurrency = limits.Concurrency,
    };

    /// <summary>What is no time at all is caught by the bounds.</summary>
    private static TimeSpan? Seconds(double? seconds) =>
        seconds is not { } number ? null : double.IsFinite(number) && Math.Abs(number) < TimeSpan.MaxValue.TotalSeconds / 2 ? TimeSpan.FromSeconds(number) : TimeSpan.MaxValue;
}
