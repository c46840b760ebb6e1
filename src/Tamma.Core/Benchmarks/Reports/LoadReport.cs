using System.Collections.Immutable;
using Tamma.Benchmarks.Samples;
using Tamma.Benchmarks.Statistics;

namespace Tamma.Benchmarks.Reports;

/// <summary>What follows from the samples of one run under one load. Pure: the same samples give the same report.</summary>
public sealed record LoadReport
{
    /// <summary>More failures than this share, and the run says nothing of the server's speed.</summary>
    public const double MostFailures = 0.01;

    public required Window Window { get; init; }

    /// <summary>Of requests that began in the window, by outcome.</summary>
    public required ImmutableSortedDictionary<RequestOutcome, int> Outcomes { get; init; }

    public ImmutableSortedDictionary<RequestError, int> Errors { get; init; } = ImmutableSortedDictionary<RequestError, int>.Empty;

    /// <summary>Failed, timed out and throttled, of all that ended by themselves.</summary>
    public double? FailureRate { get; init; }

    public Interval? FailureInterval { get; init; }

    public required Summary Ttfb { get; init; }

    public required Summary Ttft { get; init; }

    public required Summary Ttfo { get; init; }

    public required Summary Tpot { get; init; }

    /// <summary>Gaps between tokens, of all requests together.</summary>
    public required Summary Icl { get; init; }

    public required Summary E2e { get; init; }

    public required Summary User { get; init; }

    public required Summary DispatchDelay { get; init; }

    public required Summary SendDelay { get; init; }

    public required Throughput Throughput { get; init; }

    public InFlight? InFlight { get; init; }

    public Goodput? Goodput { get; init; }

    public required Steadiness Steadiness { get; init; }

    /// <summary>The run in slices.</summary>
    public ImmutableArray<TimeSlice> Timeline { get; init; } = [];

    public required ClientHealth Client { get; init; }

    /// <summary>Why the client was the limit; empty where it was not. Figures of such a run are compared with nothing.</summary>
    public ImmutableArray<string> ClientLimits { get; init; } = [];

    /// <summary>Share of pieces that came together with the one before.</summary>
    public double? Coalesced { get; init; }

    /// <summary>Tokens of a piece, as the server counted; null where it did not.</summary>
    public double? TokensPerChunk { get; init; }

    /// <summary>Prompt tokens that came from a cache, of all that the server counted.</summary>
    public double? CachedShare { get; init; }

    /// <summary>Models that the answers named.</summary>
    public ImmutableArray<string> ServedModels { get; init; } = [];

    /// <summary>Whether its figures may be used for what they are.</summary>
    public LoadVerdict Verdict =>
        ClientLimits.Length > 0 ? LoadVerdict.ClientLimited
        : FailureRate > MostFailures || !Outcomes.ContainsKey(RequestOutcome.Ok) ? LoadVerdict.Invalid
        : Steadiness.IsOverSaturated ? LoadVerdict.OverSaturated
        : LoadVerdict.Valid;

    /// <param name="begin">Of the load: before the window where there was a warm-up.</param>
    public static LoadReport Of(IEnumerable<Sample> samples, Window window, Objectives objectives, ClientHealth client, long? begin = null)
    {
        var all = samples.Select(sample => (Sample: sample, Figures: SampleFigures.Of(sample))).ToList();
        var counted = all.Where(pair => window.Counts(pair.Sample)).ToList();
        var good = counted.Where(pair => pair.Sample.Outcome is RequestOutcome.Ok).Select(pair => pair.Figures).ToList();
        var ended = counted.Where(pair => pair.Sample.Outcome is not RequestOutcome.Cancelled).ToList();
        var failed = ended.Count(pair => pair.Sample.Outcome is not RequestOutcome.Ok);
        var (ttft, tpot) = (Of(good, figures => figures.Ttft), Of(good, figures => figures.Tpot));
        var seen = client with
        {
            SendDelayP99 = Highest(counted.Select(pair => pair.Figures.SendDelay)),
            DispatchDelayP99 = Highest(counted.Select(pair => pair.Figures.DispatchDelay)),
        };
        var known = good.Where(figures => figures.Usage?.Output is not null && figures.Chunks > 0).ToList();
        return new()
        {
            Window = window,
            Outcomes = counted.GroupBy(pair => pair.Sample.Outcome).ToImmutableSortedDictionary(group => group.Key, group => group.Count()),
            Errors = counted.Select(pair => pair.Sample.Error).OfType<RequestError>().GroupBy(error => error).ToImmutableSortedDictionary(group => group.Key, group => group.Count()),
            FailureRate = ended.Count > 0 ? (double)failed / ended.Count : null,
            FailureInterval = Wilson.IntervalOf(failed, ended.Count),
            Ttfb = Of(good, figures => figures.Ttfb),
            Ttft = ttft,
            Ttfo = Of(good, figures => figures.Ttfo),
            Tpot = tpot,
            Icl = Summary.Of(good.SelectMany(figures => figures.Gaps)),
            E2e = Of(good, figures => figures.E2e),
            User = Of(good, figures => figures.User),
            DispatchDelay = Of(counted.Select(pair => pair.Figures), figures => figures.DispatchDelay),
            SendDelay = Of(counted.Select(pair => pair.Figures), figures => figures.SendDelay),
            Throughput = Throughput.Of(all, window),
            InFlight = InFlight.Of(all.Select(pair => pair.Sample), window),
            Goodput = Goodput.Of(counted, objectives, window),
            Steadiness = Steadiness.Of(all, window),
            Timeline = Reports.Timeline.Of(all, window, begin ?? window.From),
            Client = seen,
            ClientLimits = [.. seen.Limits(Middle(good.Select(figures => figures.Ttft)), Middle(good.Select(figures => figures.Tpot)), Middle(good.Select(figures => figures.E2e)))],
            Coalesced = good.Sum(figures => figures.Chunks) is > 0 and var chunks ? (double)good.Sum(figures => figures.Coalesced) / chunks : null,
            TokensPerChunk = known.Count > 0 ? (double)known.Sum(figures => figures.Usage!.Output!.Value) / known.Sum(figures => figures.Chunks) : null,
            CachedShare = CachedOf(good),
            ServedModels = [.. good.Select(figures => figures.ServedModel).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        };
    }

    private static Summary Of(IEnumerable<SampleFigures> figures, Func<SampleFigures, double?> of) => Summary.Of(figures.Select(of).OfType<double>());

    private static double? Middle(IEnumerable<double?> values) => Quantiles.Of([.. values.OfType<double>().Order()], 0.5);

    /// <summary>Of few samples too: a bound for ourselves must not wait for 662 of them.</summary>
    private static double? Highest(IEnumerable<double?> values) => Quantiles.Of([.. values.OfType<double>().Order()], 0.99);

    private static double? CachedOf(List<SampleFigures> good)
    {
        var counted = good.Select(figures => figures.Usage).Where(usage => usage is { Input: > 0, CachedInput: not null }).ToList();
        return counted.Count > 0 ? (double)counted.Sum(usage => usage!.CachedInput!.Value) / counted.Sum(usage => usage!.Input!.Value) : null;
    }
}

/// <summary>What a report is good for.</summary>
public enum LoadVerdict
{
    Valid,

    /// <summary>Too many requests failed, or none succeeded.</summary>
    Invalid,

    /// <summary>The server fell behind for as long as it was asked.</summary>
    OverSaturated,

    /// <summary>The measuring program was the limit.</summary>
    ClientLimited,
}
