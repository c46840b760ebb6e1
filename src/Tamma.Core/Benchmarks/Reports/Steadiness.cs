using Tamma.Benchmarks.Samples;
using Tamma.Benchmarks.Statistics;

namespace Tamma.Benchmarks.Reports;

/// <summary>
/// Whether the load was steady. Where the number under way rises over the window, and with it the time to the first token or the number of those that wait for theirs, the server falls behind for as long as it is
/// asked: its percentiles then tell how long we asked, and nothing of the server. Judged by the slopes over ten slices of the window with 95 %. A queue that
/// comes and goes rises for a while too, and its slices hang on each other; so what has piled up must also be more than arrivals by chance bring: 1.645 times the root of those that were answered.
/// </summary>
/// <param name="Ttft">Of the slices' medians, in milliseconds a second.</param>
/// <param name="InFlight">Requests a second.</param>
/// <param name="Waiting">Of requests without a first token, a second. Those that the end of the window cut have no time to it, so that the times alone know only of the lucky ones.</param>
/// <param name="IsPilingUp">Whether more requests were under way at the end than chance explains.</param>
public sealed record Steadiness(Trend? Ttft, Trend? InFlight, Trend? Waiting, bool IsPilingUp)
{
    private const int Slices = 10;

    /// <summary>One side, 95 %.</summary>
    private const double Deviations = 1.645;

    public bool IsOverSaturated => IsPilingUp && InFlight is { Rises: true } && (Ttft is { Rises: true } || Waiting is { Rises: true });

    public static Steadiness Of(IReadOnlyCollection<(Sample Sample, SampleFigures Figures)> all, Window window)
    {
        List<(double At, double Value)> times = [];
        List<(double At, double Value)> load = [];
        List<(double At, double Value)> waiting = [];
        var untilFirst = all.Select(pair => pair.Figures.Ttft is { } ttft ? pair.Sample with { Done = pair.Sample.Started + (long)(ttft * 1e6) } : pair.Sample).ToList();
        var length = (window.To - window.From) / Slices;
        for (var slice = 0; slice < Slices && length > 0; slice++)
        {
            var part = new Window(window.From + (slice * length), window.From + ((slice + 1) * length));
            var middle = (slice + 0.5) * length / 1e9;
            double[] firsts = [.. all.Where(pair => part.Counts(pair.Sample)).Select(pair => pair.Figures.Ttft).OfType<double>().Order()];
            if (Quantiles.Of(firsts, 0.5) is { } median)
            {
                times.Add((middle, median));
            }

            load.Add((middle, Reports.InFlight.Of(all.Select(pair => pair.Sample), part)!.Mean));
            waiting.Add((middle, Reports.InFlight.Of(untilFirst, part)!.Mean));
        }

        var rise = Line(load);
        var ended = all.Count(pair => pair.Sample.Outcome is not RequestOutcome.Cancelled && window.Has(pair.Sample.Done));
        return new(Line(times), rise, Line(waiting), rise?.Slope * window.Seconds > Deviations * Math.Sqrt(ended));
    }

    private static Trend? Line(List<(double At, double Value)> points) => Trend.Of([.. points.Select(point => point.At)], [.. points.Select(point => point.Value)]);
}
