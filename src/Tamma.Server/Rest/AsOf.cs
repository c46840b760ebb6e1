using System.Globalization;
using Tamma.Catalog;
using Tamma.Catalog.Retention;
using Tamma.Events;
using Tamma.Server.Projections;

namespace Tamma.Server.Rest;

/// <summary>Reads <c>as_of</c>: a position, a day (its end) or a time.</summary>
internal static class AsOf
{
    public static readonly QueryParameter Parameter = new("as_of", ParameterKind.Text, "What the catalogue said then: a time (RFC 3339), a day (its end, UTC) or a position.");

    /// <returns>The position, or null when the query does not ask, or asks wrongly: then its problem says so.</returns>
    public static Task<long?> ReadAsync(RequestQuery query, ICatalogStore store, IEventLog log, IRetentionStore retention, CancellationToken cancellationToken) =>
        ReadAsync(query, Parameter.Name, store, log, retention, cancellationToken);

    /// <summary>The same of another parameter.</summary>
    public static async Task<long?> ReadAsync(RequestQuery query, string name, ICatalogStore store, IEventLog log, IRetentionStore retention, CancellationToken cancellationToken)
    {
        if (query.Text(name) is not { } text || await FindAsync(query, name, text, store, log, cancellationToken) is not { } position)
        {
            return null;
        }

        var horizons = await retention.ReadHorizonsAsync(cancellationToken);
        if (position < horizons.Versions)
        {
            query.Refuse(Expired(name, horizons));
        }

        return position;
    }

    /// <summary>That time is no longer kept.</summary>
    public static Problem Expired(string name, Horizons horizons) => ProblemKind.HistoryExpired.Because(string.Create(
        CultureInfo.InvariantCulture,
        $"The parameter '{name}' asks for a time that is no longer kept: the history begins at position {horizons.Versions}{(horizons.VersionsAt is { } at ? $", {at:yyyy-MM-dd'T'HH:mm:ss'Z'}" : "")}."));

    private static async Task<long?> FindAsync(RequestQuery query, string name, string text, ICatalogStore store, IEventLog log, CancellationToken cancellationToken)
    {
        if (long.TryParse(text.AsSpan(text.StartsWith('@') ? 1 : 0), NumberStyles.None, CultureInfo.InvariantCulture, out var position))
        {
            var head = await log.HeadAsync(cancellationToken);
            if (position > head.Position)
            {
                query.Refuse(name, string.Create(CultureInfo.InvariantCulture, $"is beyond the end of the log, {head.Position}"));
            }

            return position;
        }

        if (Times.TryRead(text, endOfDay: true, out var time))
        {
            return await store.PositionAtAsync(time, cancellationToken);
        }

        query.Refuse(name, "is no time, day or position; for example 2026-07-01T12:00:00Z, 2026-07-01 or 1234");
        return null;
    }

    /// <summary>The time that stages of life are judged at: now, or the time that is asked about.</summary>
    public static async Task<Moment> MomentAsync(RequestQuery query, long? position, IEventLog log, TimeProvider time, CancellationToken cancellationToken)
    {
        if (position is not { } asked)
        {
            return new(time.GetUtcNow());
        }

        if (query.Text(Parameter.Name) is { } text && !text.All(char.IsAsciiDigit) && Times.TryRead(text, endOfDay: true, out var then))
        {
            return new(then, IsPast: true);
        }

        var at = await log.ReadAsync(asked - 1, 1, [], cancellationToken);
        return new(at is [var last] ? last.Event.OccurredAt : DateTimeOffset.UnixEpoch, IsPast: true);
    }
}

/// <summary>Times as RFC 3339 writes them, or whole days in UTC.</summary>
internal static class Times
{
    private static readonly string[] s_forms =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd' 'HH:mm:ssK",
    ];

    public static bool TryRead(string text, bool endOfDay, out DateTimeOffset time)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            var start = new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            time = endOfDay ? start.AddDays(1).AddTicks(-1) : start;
            return true;
        }

        // A plus sign that nobody escaped has become a space.
        return DateTimeOffset.TryParseExact(text, s_forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time)
            || DateTimeOffset.TryParseExact(Unescaped(text), s_forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out time);
    }

    private static string Unescaped(string text) => text.LastIndexOf(' ') is > 10 and var space ? $"{text[..space]}+{text[(space + 1)..]}" : text;
}
