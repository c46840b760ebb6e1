using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Tamma.Catalog;
using Tamma.Discovery;

namespace Tamma.Perf;

/// <summary>Nine connections read at once, of which one never answers: how much later the other eight are done than when all are well.</summary>
internal static class HangPart
{
    private const int Connections = 9;
    private const int Models = 300;
    private const int Rounds = 20;
    private const string Hanging = "w8";

    public static async Task<int> RunAsync(Uri simulator, string database)
    {
        using var http = new HttpClient { BaseAddress = simulator };
        for (var i = 0; i < Connections; i++)
        {
            var world = new { name = "w" + i, protocol = "openai", flavour = "gateway", generate = new { models = Models, seed = i + 1 } };
            (await http.PostAsJsonAsync("/_control/worlds", world)).EnsureSuccessStatusCode();
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
        await service.Discovery.DiscoverModelsAsync();
        await OthersAsync(service); // warm

        List<double> well = [], hung = [];
        for (var i = 0; i < Rounds; i++)
        {
            // In turn, so that a noisy machine disturbs both alike.
            well.Add(await OthersAsync(service));
            (await http.PutAsJsonAsync($"/_control/worlds/{Hanging}/fault", new { kind = "hang", delay_ms = 600_000 })).EnsureSuccessStatusCode();
            hung.Add(await OthersAsync(service));
            (await http.DeleteAsync(new Uri($"/_control/worlds/{Hanging}/fault", UriKind.Relative))).EnsureSuccessStatusCode();
        }

        var delays = well.Zip(hung, (without, with) => with - without).Order().ToArray();
        Result.Write(new()
        {
            ["well_ms"] = Result.Median(well),
            ["hung_ms"] = Result.Median(hung),
            ["delay_ms"] = Result.Median(hung) - Result.Median(well),
            ["delay_worst_ms"] = delays[^1],
        });
        return 0;
    }

    /// <summary>Reads all nine at once and waits for the eight.</summary>
    private static async Task<double> OthersAsync(Service service)
    {
        var coordinator = service.Get<DiscoveryCoordinator>();
        var sources = Enumerable.Range(0, Connections).Select(i => SourceId.Connection("sim-w" + i)).ToList();
        var last = SourceId.Connection("sim-" + Hanging);
        var begin = Stopwatch.GetTimestamp();
        var runs = sources.ToDictionary(source => source, source => coordinator.Start(source, RunTrigger.Manual));
        await Task.WhenAll(sources.Where(source => source != last).Select(source => coordinator.WaitAsync(source, CancellationToken.None)));
        var took = Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        coordinator.Cancel(runs[last].Id);
        await coordinator.WaitAsync(last, CancellationToken.None);
        return took;
    }
}
