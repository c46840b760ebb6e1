using System.Security.Cryptography;
using System.Text;
using Tamma.Catalog;

namespace Tamma.Discovery;

/// <summary>When a source is read next. Pure: derived from its last run, so a restart neither hammers nor forgets.</summary>
internal static class NextRun
{
    /// <param name="last">The last run that ended, or null when there was none: then it is now.</param>
    /// <param name="notBefore">What the provider asked for with <c>Retry-After</c>.</param>
    public static DateTimeOffset After(SourceId source, Run? last, TimeSpan interval, double jitter, DateTimeOffset? notBefore, DateTimeOffset now)
    {
        // One that was cancelled in the queue must not come back at once.
        if (last is null || (last.StartedAt ?? (last.State is RunState.Cancelled ? last.QueuedAt : null)) is not { } started)
        {
            return now;
        }

        var next = started + (interval * (1 + (jitter * Spread(source, last.Id))));
        next = notBefore is { } asked && asked > next ? asked : next;
        return next > now ? next : now;
    }

    /// <summary>Between -1 and 1, different for each source and run and the same each time it is asked.</summary>
    private static double Spread(SourceId source, Guid run)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{source}|{run}"));
        return (BitConverter.ToUInt32(hash) / (double)uint.MaxValue * 2) - 1;
    }
}
