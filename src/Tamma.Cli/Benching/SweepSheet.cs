using System.Globalization;
using Tamma.Cli.Terminal;
using Tamma.Client.Benchmarks;

namespace Tamma.Cli.Benching;

/// <summary>A sweep for a person: where the knee is, then a line for each load.</summary>
internal static class SweepSheet
{
    public static void Print(Output output, LoadSweepResponse sweep)
    {
        var isRate = sweep.Levels.Any(level => level.Load.Rate is not null);
        output.Line($"{sweep.Verdict.Replace('_', ' ')}: {(sweep.Knee.Concurrency ?? sweep.Knee.Rate) switch { { } knee => string.Create(CultureInfo.InvariantCulture, $"the knee is at {knee:0.###}{(isRate ? " a second" : " at once")}. "), null => "" }}{sweep.Knee.Why}");
        if (sweep.WithinObjectives is { } good)
        {
            output.Line(string.Create(CultureInfo.InvariantCulture, $"Within the objectives up to {good.Concurrency ?? good.Rate:0.###}: {good.Why}"));
        }

        foreach (var reason in sweep.Reasons)
        {
            output.Line(Output.Printable(reason));
        }

        var sheet = new Sheet(isRate ? ">A second" : ">At once", "Verdict", ">Answered", ">Tokens/s", ">Requests/s", ">First token p50, ms", ">p99", ">Per token p50", ">Answer mean", ">Good");
        foreach (var level in sweep.Levels)
        {
            var metrics = level.Metrics;
            sheet.Add(
                Number(level.Load.Concurrency ?? level.Load.Rate),
                level.Verdict.Replace('_', ' '),
                Figures.Count(level.Requests.Ok),
                Number(level.Throughput.OutputTokensPerSecond),
                Number(level.Throughput.RequestsPerSecond),
                Number(metrics.Ttft.P50),
                metrics.Ttft.P99 is null && metrics.Ttft.Needs.TryGetValue("p99", out var needed) ? $"needs {needed}" : Number(metrics.Ttft.P99),
                Number(metrics.Tpot.P50),
                Number(metrics.E2e.Mean),
                level.GoodputShare is { } share ? share.ToString("0.0%", CultureInfo.InvariantCulture) : "");
        }

        output.Print(sheet);
        if (sweep.CutShort)
        {
            output.Line("It was stopped by hand: loads are missing, or the last has fewer samples.");
        }
    }

    private static string Number(double? value) => value?.ToString("0.##", CultureInfo.InvariantCulture) ?? Figures.Unknown;
}
