using System.Globalization;
using System.Text.RegularExpressions;

namespace Tamma.Perf;

/// <summary>wrk, the load generator: closed loop, so its p99 is not that of a fixed rate.</summary>
internal static partial class Wrk
{
    public static bool IsHere => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "wrk")));

    public static async Task<(double PerSecond, double P99)> RunAsync(Uri url, string key, int seconds)
    {
        var output = await Child.RunAsync("wrk", ["-t1", "-c100", string.Create(CultureInfo.InvariantCulture, $"-d{seconds}s"), "--latency", "-H", "Authorization: Bearer " + key, url.ToString()]);
        return output.Contains("Non-2xx", StringComparison.Ordinal) || Rate().Match(output) is not { Success: true } rate || Tail().Match(output) is not { Success: true } tail
            ? throw new InvalidOperationException("wrk did not see good answers only:\n" + output)
            : (double.Parse(rate.Groups["rate"].ValueSpan, CultureInfo.InvariantCulture), double.Parse(tail.Groups["time"].ValueSpan, CultureInfo.InvariantCulture) * Milliseconds(tail.Groups["unit"].Value));
    }

    private static double Milliseconds(string unit) => unit switch { "us" => 0.001, "s" => 1000, _ => 1 };

    [GeneratedRegex(@"Requests/sec:\s+(?<rate>[\d.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rate();

    [GeneratedRegex(@"99%\s+(?<time>[\d.]+)(?<unit>us|ms|s)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tail();
}
