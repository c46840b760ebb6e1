using System.Collections.Immutable;
using Tamma.Benchmarks.Samples;
using Tamma.Benchmarks.Statistics;

namespace Tamma.Benchmarks.Reports;

/// <summary>
/// The run in slices of a second, or longer where that makes too many. What is counted is counted where it happened: summed over the window it is what the
/// report says of the window. Slices before zero are the warm-up.
/// </summary>
public static class Timeline
{
    /// <summary>Most slices of a window.</summary>
    public const int MostSlices = 120;

    private const long Second = 1_000_000_000;

    /// <param name="all">Those of the warm-up and those that were cut too.</param>
    /// <param name="window">That is measured.</param>
    /// <param name="begin">Of the load: before the window where there was a warm-up.</param>
    public static ImmutableArray<TimeSlice> Of(IReadOnlyCollection<(Sample Sample, SampleFigures Figures)> all, Window window, long begin)
    {
        if (window.To <= window.From)
        {
            return [];
        }

        var length = Math.Max(Second, (window.To - window.From + MostSlices - 1) / MostSlices);
        var grid = new Grid(window, begin, length);
        var usual = Throughput.TokensPerPiece(all) ?? 0;
        foreach (var (sample, figures) in all)
        {
            grid.Add(sample, figures, usual);
        }

        return grid.Slices(Throughput.IsCounted(all));
    }

    private sealed class Grid
    {
        private readonly long[] _edges;
        private readonly Cell[] _cells;
        private readonly Window _window;

        public Grid(Window window, long begin, long length)
        {
            // From the opening of the window in both directions: it is an edge, and what is left over stands at the ends.
            List<long> edges = [window.From];
            while (edges[0] > begin)
            {
                edges.Insert(0, Math.Max(begin, edges[0] - length));
            }

            while (edges[^1] < window.To)
            {
                edges.Add(Math.Min(window.To, edges[^1] + length));
            }

            (_window, _edges) = (window, [.. edges]);
            _cells = [.. Enumerable.Range(0, edges.Count - 1).Select(_ => new Cell())];
        }

        public void Add(Sample sample, SampleFigures figures, double usual)
        {
            if (At(sample.Started) is { } cell)
            {
                cell.Started++;
                if (sample.Outcome is RequestOutcome.Ok && figures.Ttft is { } ttft)
                {
                    cell.Ttft.Add(ttft);
                }
            }

            if (At(sample.Done) is { } end)
            {
                end.Ok += sample.Outcome is RequestOutcome.Ok ? 1 : 0;
                end.Failed += sample.Outcome is RequestOutcome.Ok or RequestOutcome.Cancelled ? 0 : 1;
            }

            foreach (var (at, tokens, _) in Throughput.Pieces(sample, figures, usual))
            {
                if (At(at) is { } piece)
                {
                    piece.Tokens += tokens;
                }
            }

            Spread(sample);
        }

        public ImmutableArray<TimeSlice> Slices(bool isCounted) =>
        [
            .. _cells.Select((cell, i) => new TimeSlice
            {
                At = (_edges[i] - _window.From) / 1e9,
                Seconds = (_edges[i + 1] - _edges[i]) / 1e9,
                Started = cell.Started,
                Ok = cell.Ok,
                Failed = cell.Failed,
                OutputTokens = isCounted ? cell.Tokens : null,
                InFlightMean = cell.Area / (_edges[i + 1] - _edges[i]),
                TtftMedian = Quantiles.Of([.. cell.Ttft.Order()], 0.5),
            }),
        ];

        /// <summary>The time for which it was under way, to each slice its own.</summary>
        private void Spread(Sample sample)
        {
            for (var i = Math.Max(0, Index(sample.Started)); i < _cells.Length && _edges[i] < sample.Done; i++)
            {
                _cells[i].Area += Math.Max(0, Math.Min(sample.Done, _edges[i + 1]) - Math.Max(sample.Started, _edges[i]));
            }
        }

        private Cell? At(long time) => time >= _edges[0] && time < _window.To ? _cells[Index(time)] : null;

        /// <summary>Of the slice that begins at or before the time; negative before the first.</summary>
        private int Index(long time)
        {
            var found = Array.BinarySearch(_edges, time);
            return found >= 0 ? found : ~found - 1;
        }
    }

    private sealed class Cell
    {
        public int Started { get; set; }

        public int Ok { get; set; }

        public int Failed { get; set; }

        public double Tokens { get; set; }

        public double Area { get; set; }

        public List<double> Ttft { get; } = [];
    }
}

/// <summary>What happened in one slice of a run.</summary>
public sealed record TimeSlice
{
    /// <summary>Seconds from the opening of the window to the slice's begin; negative in the warm-up.</summary>
    public required double At { get; init; }

    /// <summary>Its length.</summary>
    public required double Seconds { get; init; }

    /// <summary>Requests that began in it.</summary>
    public int Started { get; init; }

    /// <summary>Whole good answers that ended in it.</summary>
    public int Ok { get; init; }

    /// <summary>Errors, timeouts and refusals that ended in it; none that was cut by us.</summary>
    public int Failed { get; init; }

    /// <summary>That came in it, each answer's spread evenly over its pieces; null where a good answer was not counted by the server.</summary>
    public double? OutputTokens { get; init; }

    /// <summary>Requests under way, weighed by time.</summary>
    public double InFlightMean { get; init; }

    /// <summary>Median time to the first token of good answers that began in it, in milliseconds; null where none did.</summary>
    public double? TtftMedian { get; init; }
}
