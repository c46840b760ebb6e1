using System.Collections.Immutable;

namespace Tamma.Providers.Health;

/// <summary>What the kept samples say of a time; pure.</summary>
/// <param name="Samples">How many there are in it.</param>
/// <param name="Uptime">Share of the time in which it answered, 0 to 1: each sample counts until the next one, so that many checks in an outage weigh no more than it lasted. Null when nothing is known.</param>
/// <param name="ErrorRate">Share of samples without an answer, 0 to 1; null when there is none.</param>
/// <param name="Median">Half of the answers took no longer; null when there is none.</param>
/// <param name="Slowest5Percent">95 % of the answers took no longer.</param>
public sealed record HealthFigures(int Samples, double? Uptime, double? ErrorRate, TimeSpan? Median, TimeSpan? Slowest5Percent)
{
    /// <param name="samples">In the order of their times.</param>
    public static HealthFigures Of(ImmutableArray<HealthSample> samples, TimeSpan window, DateTimeOffset now)
    {
        var from = now - window;
        var (up, known) = (TimeSpan.Zero, TimeSpan.Zero);
        var (count, failed) = (0, 0);
        var times = new List<TimeSpan>();
        for (var i = 0; i < samples.Length; i++)
        {
            var sample = samples[i];
            var begin = sample.At > from ? sample.At : from;
            var end = i + 1 < samples.Length && samples[i + 1].At < now ? samples[i + 1].At : now;
            if (end > begin)
            {
                known += end - begin;
                up += sample.IsAnswer ? end - begin : TimeSpan.Zero;
            }

            if (sample.At >= from && sample.At <= now)
            {
                count++;
                failed += sample.IsAnswer ? 0 : 1;
                if (sample.IsAnswer && sample.ResponseTime is { } time)
                {
                    times.Add(time);
                }
            }
        }

        times.Sort();
        return new(
            count,
            known > TimeSpan.Zero ? up / known : null,
            count > 0 ? (double)failed / count : null,
            Rank(times, 0.50),
            Rank(times, 0.95));
    }

    /// <summary>The nearest rank: a time that was really measured.</summary>
    private static TimeSpan? Rank(List<TimeSpan> sorted, double share) =>
        sorted is [] ? null : sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Count) - 1)];
}
