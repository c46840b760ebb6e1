using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Discovery;
using Tamma.Events;
using Tamma.Storage;
using Tamma.Tests.Shared;
using Tamma.Tests.Shared.Labels;
using Tamma.Tests.Shared.Noise;

namespace Tamma.Perf;

/// <summary>The guards over the real change feed, judged by labels that know nothing of them. With other settings it only prints.</summary>
internal static class NoisePart
{
    public static async Task<int> RunAsync(string[] settings)
    {
        if (Corpus.Find(ChangeReplay.FileName) is not { } feed)
        {
            await Console.Error.WriteLineAsync($"{ChangeReplay.FileName} is not here: put it into ../shared/data, or say with TAMMA_CORPUS where it is.");
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("tamma-noise-").FullName;
        try
        {
            var started = Stopwatch.GetTimestamp();
            var options = new DiscoveryOptions { Reviews = settings.Aggregate(new ReviewOptions(), Set) };
            var clock = new ReplayClock();
            await using var services = new ServiceCollection().AddSingleton<TimeProvider>(clock).AddEmbeddedStorage(Path.Combine(folder, "tamma.db")).BuildServiceProvider();
            var replay = new GuardedReplay(
                services.GetRequiredService<ICatalogStore>(), services.GetRequiredService<IReviewStore>(), services.GetRequiredService<IBell>(), clock, options);
            await replay.RunAsync(ChangeReplay.Read(feed), CancellationToken.None);
            var history = RealHistory.Read(feed);
            var labels = NoiseLabels.From(history);
            var report = new NoiseReport(history, labels, replay, new NoiseScore(replay.Reviews, labels, replay.Snapshot), Stopwatch.GetElapsedTime(started));
            foreach (var line in report.Lines())
            {
                Console.WriteLine(line);
            }

            if (settings is [])
            {
                await report.WriteAsync(Path.Combine(Programs.Root, "docs", "noise.md"));
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static ReviewOptions Set(ReviewOptions options, string setting) => setting.Split('=') switch
    {
        ["flap", var days] => options with { FlapWithin = TimeSpan.FromDays(Number(days)) },
        ["models", var count] => options with { MassModels = (int)Number(count) },
        ["share", var share] => options with { MassShare = Number(share) },
        ["confirm", var hours] => options with { ConfirmAfter = TimeSpan.FromHours(Number(hours)) },
        _ => throw new ArgumentException($"'{setting}' is none of flap=DAYS, models=N, share=S, confirm=HOURS.", nameof(setting)),
    };

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
