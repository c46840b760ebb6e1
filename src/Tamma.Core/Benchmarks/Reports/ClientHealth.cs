namespace Tamma.Benchmarks.Reports;

/// <summary>How the measuring program itself fared while it measured. Times in milliseconds.</summary>
public sealed record ClientHealth
{
    /// <summary>How late a timer of 5 ms was: a program that is late here is late with its stamps too.</summary>
    public double? ProbeP99 { get; init; }

    /// <summary>From taking a request up to its last byte given to the system.</summary>
    public double? SendDelayP99 { get; init; }

    /// <summary>How late requests of an open loop were begun.</summary>
    public double? DispatchDelayP99 { get; init; }

    public int Collections { get; init; }

    public double PauseTotal { get; init; }

    public double PauseMax { get; init; }

    /// <summary>The longest queue of the thread pool that was seen.</summary>
    public long MostQueued { get; init; }

    /// <summary>Of one core, from 0 to the number of cores.</summary>
    public double CpuCores { get; init; }

    public long PeakBytes { get; init; }

    public long BytesSent { get; init; }

    public long BytesReceived { get; init; }

    /// <summary>
    /// Why the figures are the client's and not the server's; empty where they are not. The limits: 5 % of the median time to the first token or 20 % of the time per
    /// token, but never less than a millisecond, which no figure hangs on. Where no token has a time, 5 % of the median of whole answers; without an answer nothing is judged, for such a run is invalid.
    /// </summary>
    public IReadOnlyList<string> Limits(double? medianTtft, double? medianTpot, double? medianE2e)
    {
        var latency = (medianTtft ?? medianE2e ?? double.PositiveInfinity) * 0.05;
        var least = Math.Max(1, Math.Min(latency, medianTpot * 0.2 ?? double.PositiveInfinity));
        List<string> limits = [];
        Judge(ProbeP99, "its timer was late by");
        Judge(SendDelayP99, "it took to send");
        Judge(DispatchDelayP99, "it began requests late by");
        return limits;

        void Judge(double? value, string what)
        {
            if (value > least)
            {
                limits.Add(FormattableString.Invariant($"{what} {value:0.0} ms (p99), more than {least:0.0} ms"));
            }
        }
    }
}
