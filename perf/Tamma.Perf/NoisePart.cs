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

/// <summary>The guards over the real change feed, judged by labels that know nothing of them.</summary>
internal static class NoisePart
{
    public static async Task<int> RunAsync(string feed, string database, string? variant = null)
    {
        var started = Stopwatch.GetTimestamp();
        var options = new DiscoveryOptions();
        foreach (var setting in variant?.Split(',') ?? [])
        {
            options = options with { Reviews = Set(options.Reviews, setting) };
        }

        var clock = new ReplayClock();
        await using var services = new ServiceCollection().AddSingleton<TimeProvider>(clock).AddEmbeddedStorage(database).BuildServiceProvider();
        var replay = new GuardedReplay(
            services.GetRequiredService<ICatalogStore>(), services.GetRequiredService<IReviewStore>(), services.GetRequiredService<IBell>(), clock, options);
        await replay.RunAsync(ChangeReplay.Read(feed), CancellationToken.None);
        var labels = NoiseLabels.From(RealHistory.Read(feed));
        var score = new NoiseScore(replay.Reviews, labels, replay.Snapshot);
        foreach (var line in labels.Counts().Concat(NoiseReport.Lines(replay, score)))
        {
            Console.WriteLine(line);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(started).TotalSeconds:0} s"));
        return 0;
    }

    private static ReviewOptions Set(ReviewOptions options, string setting) => setting.Split('=') switch
    {
        ["flap", var days] => options with { FlapWithin = TimeSpan.FromDays(double.Parse(days, CultureInfo.InvariantCulture)) },
        ["models", var count] => options with { MassModels = int.Parse(count, CultureInfo.InvariantCulture) },
        ["share", var share] => options with { MassShare = double.Parse(share, CultureInfo.InvariantCulture) },
        ["confirm", var hours] => options with { ConfirmAfter = TimeSpan.FromHours(double.Parse(hours, CultureInfo.InvariantCulture)) },
        _ => throw new ArgumentException($"'{setting}' is none of flap=DAYS, models=N, share=S, confirm=HOURS."),
    };
}
