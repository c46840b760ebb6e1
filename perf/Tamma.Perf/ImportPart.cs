using System.Diagnostics;
using Tamma.Catalog;
using Tamma.Providers;

namespace Tamma.Perf;

/// <summary>OpenCode's whole catalogue: from the last byte of its answer to committed and visible; then the same answer again.</summary>
internal static class ImportPart
{
    public static async Task<int> RunAsync(Uri url, string database)
    {
        var (cold, unchanged, models, sentences) = await OnceAsync(url, database);
        var peak = Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0;
        var (warm, _, _, _) = await OnceAsync(url, database + ".warm");
        Result.Write(new() { ["cold_ms"] = cold, ["warm_ms"] = warm, ["unchanged_ms"] = unchanged, ["models"] = models, ["peak_mib"] = peak });
        return sentences is [] ? 0 : Fail(sentences);
    }

    private static async Task<(double First, double Unchanged, int Models, string?[] Failures)> OnceAsync(Uri url, string database)
    {
        var options = new TammaOptions
        {
            Connections =
            [
                new() { Id = "opencode-server", Provider = "opencode-server", Type = "opencode_server", Url = url, Interval = TimeSpan.FromHours(24), Listings = ListingScope.All },
            ],
        };

        // The schedule reads a source that was never read at once; asking for it gives that very run.
        await using var service = await Service.StartAsync(options, database);
        var first = await service.Discovery.DiscoverModelsAsync();
        var imported = service.SinceLastByte();
        var models = service.Get<CurrentCatalog>().Snapshot.Models.Count();
        var again = await service.Discovery.DiscoverModelsAsync();
        var unchanged = service.SinceLastByte();
        var good = first[0].State is Discovery.RunState.Succeeded && again[0].State is Discovery.RunState.Unchanged;
        return (imported, unchanged, models, good ? [] : [first[0].Sentence, again[0].Sentence]);
    }

    private static int Fail(string?[] sentences)
    {
        Console.Error.WriteLine(string.Join('\n', sentences));
        return 1;
    }
}
