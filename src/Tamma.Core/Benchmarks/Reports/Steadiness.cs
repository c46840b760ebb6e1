using Tamma.Benchmarks.Samples;
using Tamma.Benchmarks.Statistics;

namespace Tamma.Benchmarks.Reports;

/// <summary>
/// Whether the load was steady. Where both the time to the first token and the number under way rise over the window, the server falls behind for as long as it is
/// asked: its percentiles then tell how long we asked, and nothing of the server. Judged by the slopes over ten slices of the window with 95 %.
/// </summary>
/// <param name="Ttft">Of the slices' medians, in milliseconds a second.</param>
/// <param name="InFlight">Requests a second.</param>
public sealed record Steadiness(Trend? Ttft, Trend? InFlight)
{
    private const int Slices = 10;

    public bool IsOverSaturated => Ttft is { Rises: true } && InFlight is { Rises: true };

    public static Steadiness Of(IReadOnlyCollection<(Sample Sample, SampleFigures Figures)> all, Window window)
    {
        List<(double At, double Value)> ttft = [];
        List<(double At, double Value)> load = [];
        var length = (window.To - window.From) / Slices;
        for (var slice = 0; slice < Slices && length > 0; slice++)
        {
            var part = new Window(window.From + (slice * length), window.From + ((slice + 1) * length));
            var middle = (slice + 0.5) * length / 1e9;
            double[] times = [.. all.Where(pair => part.Counts(pair.Sample)).Select(pair => pair.Figures.Ttft).OfType<double>().Order()];
            if (Quantiles.Of(times, 0.5) is { } median)
            {
                ttft.Add((middle, median));
            }

            load.Add((middle, Reports.InFlight.Of(all.Select(pair => pair.Sample), part)!.Mean));
        }

        return new(Line(ttft), Line(load));
    }

    private static Trend? Line(List<(double At, double Value)> points) => Trend.Of([.. points.Select(point => point.At)], [.. points.Select(point => point.Value)]);
}
