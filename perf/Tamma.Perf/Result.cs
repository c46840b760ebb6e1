using System.Globalization;
using System.Text.Json;

namespace Tamma.Perf;

/// <summary>What one repetition of a part measured: one JSON line on standard output.</summary>
internal static class Result
{
    private const string Mark = "RESULT ";

    public static void Write(Dictionary<string, double> figures) => Console.WriteLine(Mark + JsonSerializer.Serialize(figures));

    public static Dictionary<string, double> Read(string output) =>
        output.Split('\n').LastOrDefault(line => line.StartsWith(Mark, StringComparison.Ordinal)) is { } line
            ? JsonSerializer.Deserialize<Dictionary<string, double>>(line.AsSpan(Mark.Length))!
            : throw new InvalidOperationException("The part printed no result:\n" + output);

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Median with the smallest and the largest.</summary>
    public static string Spread(IReadOnlyCollection<double> values, string format = "0.#") => string.Create(
        CultureInfo.InvariantCulture,
        $"{Median(values).ToString(format, CultureInfo.InvariantCulture)} ({values.Min().ToString(format, CultureInfo.InvariantCulture)}–{values.Max().ToString(format, CultureInfo.InvariantCulture)})");
}
