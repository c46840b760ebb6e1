using System.Globalization;

namespace Tamma.Perf.Load;

/// <summary>The load worker held to a server whose answers are known to a tenth of a millisecond: first token after 200 ms, one each 20 ms, 100 tokens.</summary>
internal static class LoadAccuracy
{
    private static readonly TruthCase[] s_cases =
    [
        new("1 stream", 1, TruthShape.Together, OneCore: true),
        new("64 streams together", 64, TruthShape.Together, OneCore: true),
        new("256 streams together", 256, TruthShape.Together, OneCore: true),
        new("512 streams together", 512, TruthShape.Together, OneCore: true),
        new("512 streams staggered", 512, TruthShape.Staggered, OneCore: true),
        new("512 streams staggered, both cores", 512, TruthShape.Staggered, OneCore: false),
        new("1,024 streams staggered, both cores", 1_024, TruthShape.Staggered, OneCore: false),
        new("64 streams by Poisson", 64, TruthShape.Poisson, OneCore: true),
        new("512 streams by Poisson", 512, TruthShape.Poisson, OneCore: true),
        new("past the limit, 2,048 streams staggered, both cores", 2_048, TruthShape.Staggered, OneCore: false),
        new("past the limit, 4,096 streams staggered, both cores", 4_096, TruthShape.Staggered, OneCore: false),
        new("starved: 64 streams, two busy loops on the worker's core", 64, TruthShape.Staggered, OneCore: true, Starved: true),
    ];

    public static async Task MeasureAsync(int repetitions, Report report)
    {
        List<Dictionary<string, double>> runs = [];
        for (var i = 0; i < repetitions; i++)
        {
            runs.Add(await OnceAsync(Console.WriteLine));
        }

        report.Add(
            "33. The load worker against a server of known answers",
            "Truth: first token after 200 ms, one each 20 ms, 100 tokens; the server on the first core, the worker on the second where it is not said otherwise; 4 requests a stream and never fewer than 12, connections opened first; errors are what is reported less the truth, the server's own lateness not taken off",
            runs,
            [.. s_cases.SelectMany(Rows), .. runs.TrueForAll(run => run.ContainsKey("h2load_off")) ? CrossCheck.Rows() : []]);
        if (runs.Exists(run => !run.ContainsKey("h2load_off")))
        {
            Console.WriteLine("skipped the cross-check: h2load is not installed (apt install nghttp2-client)");
        }
    }

    /// <summary>Every case once, without a report.</summary>
    public static async Task<int> TryAsync(string only)
    {
        if (only is "h2load")
        {
            Print(Console.WriteLine, new("h2load", 64, TruthShape.Together, OneCore: true), await CrossCheck.RunAsync());
        }

        foreach (var one in s_cases.Where(one => one.Name.Contains(only, StringComparison.Ordinal)))
        {
            Print(Console.WriteLine, one, await TruthRun.RunAsync(one));
        }

        return 0;
    }

    private static async Task<Dictionary<string, double>> OnceAsync(Action<string> line)
    {
        Dictionary<string, double> figures = [];
        foreach (var one in s_cases)
        {
            var seen = await TruthRun.RunAsync(one);
            Print(line, one, seen);
            foreach (var (name, value) in seen)
            {
                figures[Key(one, name)] = value;
            }

            foreach (var (name, value) in Peers.Of(one).SelectMany(peer => peer.Errors(TruthRun.First)))
            {
                figures[Key(one, name)] = value;
            }
        }

        foreach (var (name, value) in await CrossCheck.RunAsync())
        {
            figures[name] = value;
        }

        return figures;
    }

    private static void Print(Action<string> line, TruthCase one, Dictionary<string, double> seen) =>
        line($"{one.Name}: {string.Join("  ", seen.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} {pair.Value:0.##}")))}");

    private static IEnumerable<(string Name, string Figure, string Target)> Rows(TruthCase one)
    {
        var (mean, p50, p99, gap, late) = one switch
        {
            { Streams: 512, Shape: TruthShape.Together } => ("≤ 1.5", "", "≤ 12", "≤ 3", ""),
            { Streams: 512, Shape: TruthShape.Staggered } => ("", "≤ 0.3", "≤ 4", "≤ 3", ""),
            { Streams: 1_024 } => ("", "", "≤ 6", "", ""),
            { Streams: 64, Shape: TruthShape.Poisson } => ("", "", "", "", "≤ 0.3"),
            { Streams: 512, Shape: TruthShape.Poisson } => ("", "", "", "", "≤ 1"),
            _ => ("", "", "", "", ""),
        };
        yield return ($"{one.Name}: TTFT, error of the mean, ms", Key(one, "ttft_mean"), mean);
        yield return ($"{one.Name}: error of the p50, ms", Key(one, "ttft_p50"), p50);
        yield return ($"{one.Name}: error of the p99, ms", Key(one, "ttft_p99"), p99);
        yield return ($"{one.Name}: gap between tokens, error of the p99, ms", Key(one, "gap_p99"), gap);
        if (one.Shape is TruthShape.Poisson)
        {
            yield return ($"{one.Name}: arrivals late, p99, ms", Key(one, "late_p99"), late);
        }

        yield return ($"{one.Name}: the server's own lateness, p99, ms", Key(one, "server_p99"), "");
        yield return ($"{one.Name}: client's processor time for 1,000 pieces, ms", Key(one, "cpu_1000"), "");
        yield return ($"{one.Name}: said to be client-limited (1 is yes)", Key(one, "limited"), one.Starved ? "1" : "");
        if (one.Streams > 1_024)
        {
            yield return ($"{one.Name}: said to be valid (1 is yes)", Key(one, "valid"), "1 only where the errors are small");
        }

        foreach (var (name, _) in Peers.Of(one).SelectMany(peer => peer.Errors(TruthRun.First)))
        {
            yield return ($"{one.Name}: {name}", Key(one, name), "");
        }
    }

    private static string Key(TruthCase one, string name) => $"{one.Name} {name}";
}

internal enum TruthShape
{
    Together,
    Staggered,
    Poisson,
}

/// <param name="OneCore">Server and worker on a core each; else both on both.</param>
/// <param name="Starved">The worker shares its core with loops that never rest, and comes last.</param>
internal sealed record TruthCase(string Name, int Streams, TruthShape Shape, bool OneCore, bool Starved = false);
