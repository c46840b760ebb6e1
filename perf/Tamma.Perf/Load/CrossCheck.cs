using System.Globalization;

namespace Tamma.Perf.Load;

/// <summary>Whole answers by h2load and by the worker, at one server one after the other.</summary>
internal static class CrossCheck
{
    private const int Streams = 64;
    private const int RequestsEach = 4;

    /// <returns>Empty where h2load is not installed.</returns>
    public static async Task<Dictionary<string, double>> RunAsync()
    {
        using var server = TruthServer.Start("0");
        if (await H2Load.MeanAsync(server.Port, Streams, Streams * RequestsEach) is not { } theirs)
        {
            return [];
        }

        var ours = await TruthRun.WholeAsync(server.Port, new("h2load", Streams, TruthShape.Together, OneCore: true));
        return new()
        {
            ["h2load_mean"] = theirs,
            ["ours_mean"] = ours,
            ["h2load_off"] = Math.Abs(ours - theirs) / theirs * 100,
        };
    }

    public static IEnumerable<(string Name, string Figure, string Target)> Rows()
    {
        var streams = Streams.ToString(CultureInfo.InvariantCulture);
        yield return ($"{streams} streams: a whole answer by h2load, mean, ms", "h2load_mean", "");
        yield return ($"{streams} streams: the same by the worker, ms", "ours_mean", "");
        yield return ("both apart, %", "h2load_off", "≤ 1");
    }
}
