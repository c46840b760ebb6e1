using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Tamma.Providers.Http;

/// <summary>What was seen of each connection on the wire, kept while this process lives.</summary>
public sealed class ConnectionTraffic(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, ConnectionSeen> _seen = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, TryCount> _tries = new(StringComparer.Ordinal);

    /// <summary>The newest that it said of its limits and its end; null when it was never asked.</summary>
    public ConnectionSeen? Of(string connection) => _seen.GetValueOrDefault(connection);

    /// <summary>The tries since they were taken last, and counts anew from now on.</summary>
    public TryCount Take(string connection) => _tries.TryRemove(connection, out var tries) ? tries : default;

    internal void Answered(string connection, AnswerSignals signals, TimeSpan took, bool isWhole)
    {
        Tried(connection, took, isWhole);
        var now = time.GetUtcNow();
        _seen.AddOrUpdate(connection, _ => ConnectionSeen.Of(null, signals, now), (_, before) => ConnectionSeen.Of(before, signals, now));
    }

    internal void Tried(string connection, TimeSpan took, bool isWhole) =>
        _tries.AddOrUpdate(connection, _ => default(TryCount).With(took, isWhole), (_, before) => before.With(took, isWhole));
}

/// <param name="Whole">Tries that gave a whole answer.</param>
/// <param name="Failed">Tries that did not.</param>
/// <param name="Took">All the whole ones together, from the request to the last byte.</param>
public readonly record struct TryCount(int Whole, int Failed, TimeSpan Took)
{
    /// <summary>How long one answer took on average; null when there was none.</summary>
    public TimeSpan? Mean => Whole > 0 ? Took / Whole : null;

    internal TryCount With(TimeSpan took, bool isWhole) => isWhole ? new(Whole + 1, Failed, Took + took) : this with { Failed = Failed + 1 };
}

/// <summary>What a connection said last.</summary>
public sealed record ConnectionSeen
{
    public ImmutableArray<RateLimit> Limits { get; init; } = [];

    /// <summary>When it said <see cref="Limits"/>, which not every answer does.</summary>
    public DateTimeOffset? LimitsAt { get; init; }

    public DateTimeOffset? Deprecated { get; init; }

    public DateTimeOffset? Sunset { get; init; }

    public string? DeprecationLink { get; init; }

    public string? RequestId { get; init; }

    internal static ConnectionSeen Of(ConnectionSeen? before, AnswerSignals signals, DateTimeOffset now) => new()
    {
        Limits = signals.Limits.IsEmpty ? before?.Limits ?? [] : signals.Limits,
        LimitsAt = signals.Limits.IsEmpty ? before?.LimitsAt : now,
        Deprecated = signals.Deprecated ?? before?.Deprecated,
        Sunset = signals.Sunset ?? before?.Sunset,
        DeprecationLink = signals.DeprecationLink ?? before?.DeprecationLink,
        RequestId = signals.RequestId ?? before?.RequestId,
    };
}
