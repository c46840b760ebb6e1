using System.Globalization;
using Tamma.Cli.Terminal;
using Tamma.Client.Benchmarks;

namespace Tamma.Cli.Benching;

/// <summary>A few lines on a terminal that are written anew four times a second. Into a pipe, and where nobody looks, nothing.</summary>
internal sealed class BenchScreen(Output output)
{
    private const int Cells = 24;
    private const int UsualWidth = 80;

    private readonly bool _isSeen = !Console.IsErrorRedirected && output.IsTerminal && Environment.GetEnvironmentVariable("TERM") is not "dumb";
    private string _level = "";
    private int _lines;

    /// <summary>Which load of a sweep is measured now.</summary>
    /// <param name="number">From 1.</param>
    /// <param name="of">Null where it is not known how many there will be.</param>
    public void Begin(LoadArrivals load, int number, int? of) => _level = $"{BenchSheet.Load(load)} ({(of is { } all ? $"{number} of {all}" : $"load {number}")})";

    public void Show(LoadProgress progress)
    {
        if (!_isSeen)
        {
            return;
        }

        var full = (int)Math.Round(Math.Clamp(progress.Done, 0, 1) * Cells);
        List<string> lines =
        [
            string.Create(CultureInfo.InvariantCulture, $"{new string('█', full)}{new string('░', Cells - full)} {progress.Done,4:0%}  {string.Join("  ", new[] { _level, progress.Phase, Left(progress) }.Where(part => part.Length > 0))}"),
            string.Create(CultureInfo.InvariantCulture, $"{progress.Ok} answered  {progress.Failed} failed  {progress.InFlight} under way{(progress is { Ok: > 0, ElapsedSeconds: > 0.5 } ? $"  {(progress.Ok / progress.ElapsedSeconds).ToString("0.0", CultureInfo.InvariantCulture)} a second" : "")}"),
        ];
        if (progress is { E2eP50: { } whole, E2eP90: { } slow })
        {
            var first = progress is { TtfbP50: { } half, TtfbP90: { } most } ? string.Create(CultureInfo.InvariantCulture, $"first byte p50 {half:0} p90 {most:0} ms  ") : "";
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{first}whole p50 {whole:0} p90 {slow:0} ms  (last answers)"));
        }

        if (progress.ByFailure is { Count: > 0 } failures)
        {
            lines.Add($"failed: {string.Join(", ", failures.OrderByDescending(pair => pair.Value).Select(pair => string.Create(CultureInfo.InvariantCulture, $"{Output.Printable(pair.Key)} {pair.Value}")))}");
        }

        Write(lines);
    }

    /// <summary>A level of a sweep is measured: its line stays.</summary>
    public void Keep(LoadReportResponse report)
    {
        if (_isSeen)
        {
            End();
            Console.Error.WriteLine(BenchSheet.Level(report));
        }
    }

    /// <summary>Takes the lines away.</summary>
    public void End()
    {
        if (_isSeen && _lines > 0)
        {
            Console.Error.Write($"\e[{_lines}A\e[J");
            _lines = 0;
        }
    }

    /// <summary>In one piece, so that it does not flicker. A line that wraps would move the others.</summary>
    private void Write(List<string> lines)
    {
        var width = Math.Max(20, Width() - 1);
        var text = string.Concat(lines.Select(line => $"{(line.Length > width ? line[..width] : line)}\e[K\n"));
        Console.Error.Write(_lines > 0 ? $"\e[{_lines}A{text}\e[J" : text);
        _lines = lines.Count;
    }

    private static int Width()
    {
        try
        {
            return Console.WindowWidth > 0 ? Console.WindowWidth : UsualWidth;
        }
        catch (Exception unknown) when (unknown is IOException or PlatformNotSupportedException)
        {
            return UsualWidth;
        }
    }

    private static string Left(LoadProgress progress) =>
        progress.Done is > 0.02 and < 1 ? string.Create(CultureInfo.InvariantCulture, $"{progress.ElapsedSeconds * (1 - progress.Done) / progress.Done:0} s left") : "";
}
