using System.Collections.Immutable;

namespace Tamma.Notifications.Webhooks;

/// <summary>When a message that was not taken is sent again.</summary>
/// <param name="Waits">Before the second try, the third, and so on. After the last one the message is a dead letter.</param>
/// <param name="Jitter">Each wait is stretched or shortened by up to this share, so that messages that failed together do not come back together.</param>
public sealed record RetrySchedule(ImmutableArray<TimeSpan> Waits, double Jitter = 0.2)
{
    /// <summary>A target's word (<c>Retry-After</c>) is heeded up to so long.</summary>
    public static readonly TimeSpan MostAsked = TimeSpan.FromHours(12);

    /// <summary>Ten tries over 28 hours, as Standard Webhooks recommends.</summary>
    public static RetrySchedule Default { get; } = new(
    [
        TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(30),
        TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10), TimeSpan.FromHours(10),
    ]);

    /// <param name="attempts">Tries that were made, at least 1.</param>
    /// <param name="asked">What the target asked for.</param>
    /// <param name="dice">From 0 up to 1.</param>
    /// <returns>How long to wait for the next try; null when there is none.</returns>
    public TimeSpan? Next(int attempts, TimeSpan? asked, double dice)
    {
        if (attempts > Waits.Length)
        {
            return null;
        }

        var own = Waits[attempts - 1] * (1 + (Jitter * ((2 * dice) - 1)));
        var theirs = asked is { } wish ? (wish < MostAsked ? wish : MostAsked) : TimeSpan.Zero;
        return own > theirs ? own : theirs;
    }
}
