using System.Globalization;
using System.Text.RegularExpressions;

namespace Tamma.Perf;

/// <summary>wrk, the load generator: closed loop, so its p99 is not that of a fixed rate.</summary>
internal static partial class Wrk
{
    public static bool IsHere => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, "wrk")));

    /// <param name="script">Lua that makes the requests; without one, each is of the url.</param>
    public static async Task<Figures> RunAsync(Uri url, string key, int seconds, string? script = null)
    {
        var output = await Child.RunAsync(
            "wrk",
            ["-t1", "-c100", string.Create(CultureInfo.InvariantCulture, $"-d{seconds}s"), "--latency", "-H", "Authorization: Bearer " + key, .. script is null ? Array.Empty<string>() : ["-s", script], url.ToString()]);
        return output.Contains("Non-2xx", StringComparison.Ordinal) || output.Contains("Socket errors", StringComparison.Ordinal)
            || Rate().Match(output) is not { Success: true } rate || Tail().Match(output) is not { Success: true } tail || Count().Match(output) is not { Success: true } count
            ? throw new InvalidOperationException("wrk did not see good answers only:\n" + output)
            : new(
                Number(rate.Groups["rate"].ValueSpan),
                Number(tail.Groups["time"].ValueSpan) * Milliseconds(tail.Groups["unit"].Value),
                Number(count.Groups["count"].ValueSpan));
    }

    private static double Number(ReadOnlySpan<char> text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static double Milliseconds(string unit) => unit switch { "us" => 0.001, "s" => 1000, _ => 1 };

    [GeneratedRegex(@"Requests/sec:\s+(?<rate>[\d.]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rate();

    [GeneratedRegex(@"99%\s+(?<time>[\d.]+)(?<unit>us|ms|s)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tail();

    [GeneratedRegex(@"(?<count>\d+) requests in", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Count();

    /// <summary>What it says.</summary>
    /// <param name="P99">In milliseconds.</param>
    /// <param name="Requests">How many were answered.</param>
    public sealed record Figures(double PerSecond, double P99, double Requests);
}
