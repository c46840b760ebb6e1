using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Events;
using Tamma.Notifications.Live;
using Tamma.Security.Network;
using Tamma.Server.Hosting;
using Tamma.Tests.Shared;

namespace Tamma.Perf.Live;

/// <summary>The whole server in a process of its own, which commits when it is told to on standard input.</summary>
internal static class LiveServerPart
{
    public static async Task<int> RunAsync(string feed, string folder)
    {
        var settings = new ServerSettings
        {
            Port = 0,
            DataFolder = Directory.CreateDirectory(Path.Combine(folder, "data")).FullName,
            CredentialFile = Path.Combine(folder, "credentials.json"),
            Live = new() { PerCaller = 5_000 },
            Tamma = new() { Subscriptions = new() { KeyFile = Path.Combine(folder, "secret.key"), Webhooks = new() { Allow = AddressAllowance.Parse(["127.0.0.1"], out _)! } } },
        };
        var commits = ChangeReplay.Read(feed);
        await using var app = TammaHost.Build(settings);
        var (url, _) = await Start.OpenAsync(app, settings, CancellationToken.None);
        Console.WriteLine($"ANSWER {url}");
        IReadOnlyList<ClaimDelta>? deltas = null;
        while (await Console.In.ReadLineAsync() is { } line && line != "quit")
        {
            var words = line.Split(' ');
            Console.WriteLine("ANSWER " + (words[0] switch
            {
                "memory" => Memory(),
                "peak" => Text(Status("VmHWM:")),
                "cpu" => Text(Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds),
                "one" => Text(await OneAsync(app.Services)),
                "rate" => await RateAsync(app.Services, int.Parse(words[1], CultureInfo.InvariantCulture), int.Parse(words[2], CultureInfo.InvariantCulture)),
                "replay" => await ReplayAsync(app.Services, deltas ??= Deltas(commits)),
                "status" => $"{app.Services.GetRequiredService<LiveFanout>().Status().Lag} {app.Services.GetRequiredService<LiveFanout>().Status().Cut}",
                _ => "?",
            }));
        }

        return 0;
    }

    /// <summary>One commit of one event, which says when it was begun: both processes read one monotonic clock.</summary>
    private static async Task<long> OneAsync(IServiceProvider services)
    {
        var end = await services.GetRequiredService<IEventLog>().AppendAsync(
        [
            new()
            {
                Id = Guid.CreateVersion7(),
                Type = EventTypes.ModelUpdated,
                OccurredAt = DateTimeOffset.UtcNow,
                Provider = "acme",
                ModelId = "one",
                Data = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""{"at":{{Stopwatch.GetTimestamp()}},"version":2,"changes":[{"field":"cost.input","old":1,"new":2}]}""")),
            },
        ], CancellationToken.None);
        services.GetRequiredService<IBell>().Ring(end);
        return end;
    }

    /// <summary>Commits by an absolute schedule; one that is late does not move the next.</summary>
    private static async Task<string> RateAsync(IServiceProvider services, int perSecond, int seconds)
    {
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < perSecond * seconds; i++)
        {
            var due = TimeSpan.FromSeconds((double)i / perSecond) - Stopwatch.GetElapsedTime(begin);
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due);
            }

            await OneAsync(services);
        }

        return Text(services.GetRequiredService<LiveFanout>().Status().Lag);
    }

    private static List<ClaimDelta> Deltas(IReadOnlyList<ChangeReplay.Commit> commits)
    {
        var replay = new ChangeReplay();
        return [.. commits.Select(replay.Next)];
    }

    /// <summary>All of history at full speed. A second time it begins again behind its own end, so that the log grows by as much and the catalogue does not.</summary>
    private static async Task<string> ReplayAsync(IServiceProvider services, IReadOnlyList<ClaimDelta> deltas)
    {
        var writer = services.GetRequiredService<CatalogWriter>();
        await writer.RegisterAsync(new() { Id = SourceId.ModelsDev }, CancellationToken.None);

        // The peak is counted from here on: what the deltas take is the measurement's.
        GC.Collect();
        var before = Status("VmRSS:");
        await File.WriteAllTextAsync("/proc/self/clear_refs", "5");
        var begin = Stopwatch.GetTimestamp();
        foreach (var delta in deltas)
        {
            await writer.ApplyAsync(delta, CancellationToken.None);
        }

        return $"{Text(Stopwatch.GetElapsedTime(begin).TotalSeconds)} {(await services.GetRequiredService<IEventLog>().HeadAsync(CancellationToken.None)).Position} {Text(before)}";
    }

    /// <summary>Resident and peak, in MiB, after everything that can be collected was.</summary>
    private static string Memory()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return $"{Text(Status("VmRSS:"))} {Text(Status("VmHWM:"))} {Text(GC.GetTotalMemory(forceFullCollection: true) / 1048576.0)}";
    }

    private static double Status(string name)
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(name, StringComparison.Ordinal));
        return double.Parse(line.AsSpan(name.Length, line.Length - name.Length - 2).Trim(), CultureInfo.InvariantCulture) / 1024;
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
