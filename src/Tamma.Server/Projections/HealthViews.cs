using Tamma.Client;
using Tamma.Providers.Health;
using Tamma.Providers.Http;
using Tamma.Server.Rest;

namespace Tamma.Server.Projections;

/// <summary>How connections fare, as it is on the wire.</summary>
internal sealed class HealthViews(HealthBoard board, ConnectionTraffic traffic, Circuits circuits, TimeProvider time)
{
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    public HealthResponse Of(string connection)
    {
        var now = time.GetUtcNow();
        var known = board.Known(connection);
        var samples = known?.Samples ?? [];
        var day = HealthFigures.Of(samples, s_day, now);
        var week = HealthFigures.Of(samples, s_day * 7, now);
        var month = HealthFigures.Of(samples, s_day * 30, now);
        var seen = traffic.Of(connection);
        var circuit = circuits.Of(connection);
        return new()
        {
            State = Words.Of(known?.State.Status ?? HealthStatus.Unknown),
            Since = known?.State.Since,
            Sentence = known?.State.Sentence,
            Fault = known?.State.Fault is { } fault ? Words.Of(fault) : null,
            FailuresInARow = known?.State.Failures ?? 0,
            AnsweredAt = known?.State.AnsweredAt,
            Uptime = month.Uptime is null ? null : new() { Day = Share(day.Uptime), Week = Share(week.Uptime), Month = Share(month.Uptime) },
            ResponseTime = day is { Median: { } median, Slowest5Percent: { } slow } ? new() { P50Ms = Milliseconds(median), P95Ms = Milliseconds(slow) } : null,
            ErrorRate = Share(day.ErrorRate),
            Circuit = new() { State = Words.Of(circuit.State), Since = circuit.Since, HalfOpenAt = circuit.HalfOpenAt },
            RateLimits = seen is { Limits.IsEmpty: false } ? [.. seen.Limits.Select(Limit)] : null,
            RateLimitsAt = seen?.LimitsAt,
            Deprecated = seen?.Deprecated,
            Sunset = seen?.Sunset,
            DeprecationLink = seen?.DeprecationLink,
        };
    }

    /// <param name="limit">Samples at most.</param>
    public ConnectionHealthResponse History(string connection, int limit) => new()
    {
        Connection = connection,
        Health = Of(connection),
        Samples = [.. (board.Known(connection)?.Samples ?? []).Reverse().Take(limit).Select(Sample)],
    };

    private static HealthSampleResponse Sample(HealthSample sample) => new()
    {
        At = sample.At,
        Outcome = Words.Of(sample.Outcome),
        Fault = sample.Fault is { } fault ? Words.Of(fault) : null,
        ResponseTimeMs = sample.ResponseTime is { } time ? Milliseconds(time) : null,
        Source = Words.Of(sample.Source),
    };

    private static RateLimitResponse Limit(RateLimit limit) => new()
    {
        Name = limit.Name,
        Limit = limit.Limit,
        Remaining = limit.Remaining,
        RemainingPercent = limit.RemainingPercent,
        Unlimited = limit.IsUnlimited ? true : null,
        ResetsAt = limit.ResetsAt,
    };

    private static double? Share(double? share) => share is { } known ? Math.Round(known, 6) : null;

    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 3);
}
