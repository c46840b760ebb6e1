using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Tamma.Catalog;

namespace Tamma.Perf;

/// <summary>10,000 models of nine connections read at once, from the call to visible.</summary>
internal static class ParallelPart
{
    private const int Connections = 9;
    private const int Models = 10_000;

    public static async Task<int> RunAsync(Uri simulator, string database)
    {
        var begun = Process.GetCurrentProcess().StartTime;
        using var http = new HttpClient { BaseAddress = simulator };
        for (var i = 0; i < Connections; i++)
        {
            var models = (Models / Connections) + (i < Models % Connections ? 1 : 0);
            var world = new { name = "w" + i, protocol = "openai", flavour = "gateway", generate = new { models, seed = i + 1 } };
            (await http.PostAsJsonAsync("/_control/worlds", world)).EnsureSuccessStatusCode();
            await http.GetByteArrayAsync(new Uri(simulator, string.Create(CultureInfo.InvariantCulture, $"/w/w{i}/v1/models"))); // rendered once beforehand: its time is not ours
        }

        var options = new TammaOptions
        {
            Connections =
            [
                .. Enumerable.Range(0, Connections).Select(i => new Providers.ConnectionOptions
                {
                    Id = "sim-w" + i,
                    Provider = "sim-w" + i,
                    Type = "openai_compatible",
                    Url = new(simulator, string.Create(CultureInfo.InvariantCulture, $"/w/w{i}/v1")),
                    Interval = TimeSpan.FromHours(24),
                    Simulated = true,
                }),
            ],
        };
        await using var service = await Service.StartAsync(options, database);
        var started = Stopwatch.GetTimestamp();
        var runs = await service.Discovery.DiscoverModelsAsync();
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        var visible = service.Get<CurrentCatalog>().Snapshot.Models.Count();
        Result.Write(new() { ["visible_ms"] = elapsed, ["models"] = visible, ["process_ms"] = (DateTime.Now - begun).TotalMilliseconds });
        return visible == Models && runs.All(run => run.State is Discovery.RunState.Succeeded) ? 0 : 1;
    }
}
