using System.Globalization;
using System.Text;

namespace Tamma.Perf;

/// <summary>Collects figures and writes them as a page.</summary>
internal sealed class Report
{
    private readonly StringBuilder _text = new();

    public void Add(string title, string note, IReadOnlyCollection<Dictionary<string, double>> runs, IEnumerable<(string Name, string Figure, string Target)> rows)
    {
        _text.AppendLine(CultureInfo.InvariantCulture, $"## {title}").AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"{note}; {runs.Count} runs.").AppendLine()
            .AppendLine("| | median (min–max) | target |").AppendLine("|---|---|---|");
        foreach (var (name, figure, target) in rows)
        {
            var values = runs.Select(run => run[figure]).ToList();
            _text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {Result.Spread(values, values.Max() >= 1000 ? "#,0" : "0.##")} | {target} |");
            Console.WriteLine($"{title.Split('.')[0]}  {name}: {Result.Spread(values, "0.##")} {target}");
        }

        _text.AppendLine();
    }

    public void Skip(string what, string why)
    {
        _text.AppendLine(CultureInfo.InvariantCulture, $"*{what}: not measured, {why}.*").AppendLine();
        Console.WriteLine($"skipped {what}: {why}");
    }

    /// <summary>Writes docs/performance.md when every part ran; a part run alone only prints.</summary>
    public async Task WriteAsync(bool complete)
    {
        if (!complete)
        {
            return;
        }

        var head = new StringBuilder()
            .AppendLine("# Performance").AppendLine()
            .AppendLine("Written by `./build.sh perf`; each figure is the median of at least five runs with the smallest and largest beside it.")
            .AppendLine("Machines are shared and noisy: trust ratios inside one run before absolute figures.").AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"Date {DateTime.UtcNow:yyyy-MM-dd}. {Machine()}").AppendLine();
        await File.WriteAllTextAsync(Path.Combine(Programs.Root, "docs", "performance.md"), head.Append(_text).ToString());
    }

    private static string Machine()
    {
        var load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "?";
        var cpu = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor"
            : "unknown processor";
        return $"{Environment.ProcessorCount} cores ({cpu}), .NET {Environment.Version}, load {load} at the end, commit {Commit()}.";
    }

    private static string Commit()
    {
        using var git = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("git", "rev-parse --short HEAD") { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = Programs.Root });
        return git?.StandardOutput.ReadToEnd().Trim() ?? "unknown";
    }
}
