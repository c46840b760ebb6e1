using System.CommandLine;
using Tamma.Cli.Terminal;
using Tamma.Client.Benchmarks;

namespace Tamma.Cli.Benching;

/// <summary>How much is asked, how and for how long.</summary>
internal sealed class LoadOptions
{
    private const int FewRequests = 30;
    private const int ForEachStream = 8;

    private readonly Option<string?> _concurrency = new("--concurrency") { Description = "So many at once, the next when one ends. A sweep: 1,2,4,8 or 1..64, which doubles. Default: 1.", HelpName = "n" };
    private readonly Option<string?> _rate = new("--rate") { Description = "So many a second, whatever the server makes of it. A sweep: 1,2,4 or 0.5..16.", HelpName = "n" };
    private readonly Option<bool> _knee = new("--find-knee") { Description = "A sweep that doubles the load until more does not pay, and then looks closer three times." };
    private readonly Option<string?> _pause = new("--pause") { Description = "Between two loads of a sweep. Default: 0s.", HelpName = "time" };
    private readonly Option<string> _arrival = new("--arrival") { Description = "With a rate: poisson (default) or constant.", HelpName = "how", DefaultValueFactory = _ => "poisson" };
    private readonly Option<int?> _requests = new("--requests") { Description = $"End after so many. Default, without --duration: {FewRequests}, or {ForEachStream} for each at once.", HelpName = "n" };
    private readonly Option<string?> _duration = new("--duration") { Description = "End after 60s, 2m, 1h; what is under way then is cut.", HelpName = "time" };
    private readonly Option<string?> _warmup = new("--warmup") { Description = "Load before what is measured. Default: 0s.", HelpName = "time" };
    private readonly Option<string?> _ramp = new("--ramp") { Description = "Begin the streams within this time and not all at once.", HelpName = "time" };
    private readonly Option<string?> _timeout = new("--timeout") { Description = "Longest wait for a whole answer. Default: 5m.", HelpName = "time" };

    public IEnumerable<Option> All => [_concurrency, _rate, _knee, _pause, _arrival, _requests, _duration, _warmup, _ramp, _timeout];

    /// <exception cref="RefusedException">Something cannot be read.</exception>
    public LoadLevels Levels(ParseResult parsed)
    {
        var (concurrency, rate, findsKnee) = (parsed.GetValue(_concurrency), parsed.GetValue(_rate), parsed.GetValue(_knee));
        if (concurrency is not null && rate is not null)
        {
            throw new RefusedException("Give either --concurrency (closed loop) or --rate (open loop).");
        }

        var loads = rate is not null ? LoadLevels.Parse(rate, isRate: true) : LoadLevels.Parse(concurrency ?? "1", isRate: false);
        return findsKnee && loads is not [> 0]
            ? throw new RefusedException("--find-knee doubles from one load: give only the first, or none.")
            : new()
            {
                Loads = loads,
                IsRate = rate is not null,
                FindsKnee = findsKnee,
                Pause = TimeSpan.FromSeconds(Seconds(parsed, _pause) ?? 0),
                Arrivals = new() { Arrival = parsed.GetValue(_arrival)!, RampSeconds = Seconds(parsed, _ramp) ?? 0 },
            };
    }

    /// <summary>The plan of one of the loads.</summary>
    /// <exception cref="RefusedException">Something cannot be read.</exception>
    public LoadPlan At(ParseResult parsed, LoadPlan plan, LoadArrivals load)
    {
        var seconds = Seconds(parsed, _duration);
        return plan with
        {
            Load = load,
            Seconds = seconds,
            Requests = parsed.GetValue(_requests) ?? (seconds is null ? Math.Max(FewRequests, ForEachStream * (load.Concurrency ?? 1)) : null),
            WarmupSeconds = Seconds(parsed, _warmup) ?? 0,
            TimeoutSeconds = Seconds(parsed, _timeout) ?? 300,
        };
    }

    private static double? Seconds(ParseResult parsed, Option<string?> option) => Durations.Seconds(parsed.GetValue(option));
}
