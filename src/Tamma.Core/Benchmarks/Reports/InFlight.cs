using Tamma.Benchmarks.Samples;

namespace Tamma.Benchmarks.Reports;

/// <summary>How many requests were under way at once, weighed by time: what was reached, beside what was wished.</summary>
public sealed record InFlight(double Mean, int Max)
{
    /// <returns>Null for a window of no length.</returns>
    public static InFlight? Of(IEnumerable<Sample> samples, Window window)
    {
        if (window.To <= window.From)
        {
            return null;
        }

        // A sweep over begins and ends; an end at the time of a begin comes first.
        var steps = samples
            .Where(sample => sample.Done > window.From && sample.Started < window.To)
            .SelectMany(sample => new[] { (At: Math.Max(sample.Started, window.From), Step: 1), (At: Math.Min(sample.Done, window.To), Step: -1) })
            .OrderBy(step => step.At)
            .ThenBy(step => step.Step);
        var (now, most, last, area) = (0, 0, window.From, 0.0);
        foreach (var (at, step) in steps)
        {
            area += (double)now * (at - last);
            (now, last) = (now + step, at);
            most = Math.Max(most, now);
        }

        return new(area / (window.To - window.From), most);
    }
}
