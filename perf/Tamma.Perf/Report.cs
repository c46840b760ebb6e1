using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Tamma.Perf;

/// <summary>Collects figures and writes them as a page.</summary>
internal sealed partial class Report
{
    private readonly List<(string Title, string Text)> _sections = [];

    public void Add(string title, string note, IReadOnlyCollection<Dictionary<string, double>> runs, IEnumerable<(string Name, string Figure, string Target)> rows)
    {
        var text = new StringBuilder()
            .AppendLine(CultureInfo.InvariantCulture, $"## {title}").AppendLine()
            .AppendLine(CultureInfo.InvariantCulture, $"{note}; {runs.Count} run{(runs.Count == 1 ? "" : "s")}.").AppendLine()
            .AppendLine("| | median (min–max) | target |").AppendLine("|---|---|---|");
        foreach (var (name, figure, target) in rows)
        {
            var values = runs.Select(run => run[figure]).ToList();
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {(values.Count == 1 ? values[0].ToString("#,0.###", CultureInfo.InvariantCulture) : Result.Spread(values, values.Max() >= 1000 ? "#,0" : "0.##"))} | {target} |");
            Console.WriteLine($"{title.Split('.')[0]}  {name}: {Result.Spread(values, "0.##")} {target}");
        }

        _sections.Add((title, text.AppendLine().ToString()));
    }

    public void Skip(string what, string why)
    {
        _sections.Add((what, $"*{what}: not measured, {why}.*{Environment.NewLine}{Environment.NewLine}"));
        Console.WriteLine($"skipped {what}: {why}");
    }

    /// <summary>Writes docs/performance.md when every part ran; a part that ran alone takes the place of its own sections, and says when and where it ran.</summary>
    public async Task WriteAsync(string[] only)
    {
        var path = Path.Combine(Programs.Root, "docs", "performance.md");
        var when = string.Create(CultureInfo.InvariantCulture, $"Date {DateTime.UtcNow:yyyy-MM-dd}. {Machine()}");
        if (only is not [])
        {
            await File.WriteAllTextAsync(path, Replaced(File.Exists(path) ? await File.ReadAllTextAsync(path) : "", $"By `./build.sh perf {string.Join(' ', only)}`. {when}"));
            return;
        }

        var head = new StringBuilder()
            .AppendLine("# Performance").AppendLine()
            .AppendLine("Written by `./build.sh perf`; a figure is the median of its runs with the smallest and largest beside it.")
            .AppendLine("Machines are shared and noisy: trust ratios inside one run before absolute figures.").AppendLine()
            .AppendLine(when).AppendLine();
        await File.WriteAllTextAsync(path, head.Append(string.Concat(_sections.Select(section => section.Text))).ToString());
    }

    /// <summary>Sections go by their numbers.</summary>
    private string Replaced(string page, string how)
    {
        var kept = SectionStart().Split(page).Where(old => !_sections.Exists(section => old.StartsWith($"## {Number(section.Title)}.", StringComparison.Ordinal)));
        var added = _sections.Select(section => section.Text.StartsWith("## ", StringComparison.Ordinal)
            ? section.Text.Insert(section.Text.IndexOf('\n', StringComparison.Ordinal) + 1, $"{Environment.NewLine}{how}{Environment.NewLine}")
            : section.Text);
        return string.Concat(kept.Where(old => !_sections.Exists(section => old == section.Text)).Concat(added));
    }

    private static string Number(string title) => title.Split('.')[0];

    [GeneratedRegex("(?m)^(?=## )", RegexOptions.CultureInvariant, 1_000)]
    private static partial Regex SectionStart();

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
