using System.Globalization;
using Tamma.Cli.Terminal;
using Tamma.Client.Benchmarks;

namespace Tamma.Cli.Benching;

/// <summary>One line on a terminal that is written anew four times a second. Into a pipe, and where nobody looks, nothing.</summary>
internal sealed class BenchScreen(Output output)
{
    private const int Cells = 24;

    private readonly bool _isSeen = !Console.IsErrorRedirected && output.IsTerminal;
    private int _width;

    public void Show(LoadProgress progress)
    {
        if (!_isSeen)
        {
            return;
        }

        var full = (int)Math.Round(progress.Done * Cells);
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"{new string('█', full)}{new string('░', Cells - full)} {progress.Done,4:0%}  {progress.Phase}  {progress.Ok} ok  {progress.Failed} failed  {progress.InFlight} under way{Times(progress)}{Left(progress)}");
        Console.Error.Write($"\r{line.PadRight(_width)}");
        _width = line.Length;
    }

    public void End()
    {
        if (_isSeen && _width > 0)
        {
            Console.Error.Write($"\r{new string(' ', _width)}\r");
        }
    }

    private static string Times(LoadProgress progress) =>
        progress is { TtfbP50: { } first, E2eP50: { } whole } ? string.Create(CultureInfo.InvariantCulture, $"  p50: first byte {first:0} ms, whole {whole:0} ms") : "";

    private static string Left(LoadProgress progress) =>
        progress.Done is > 0.02 and < 1 ? string.Create(CultureInfo.InvariantCulture, $"  {progress.ElapsedSeconds * (1 - progress.Done) / progress.Done:0} s left") : "";
}
