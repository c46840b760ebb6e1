using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Events;
using Tamma.Storage;
using Tamma.Tests.Shared;

namespace Tamma.Perf;

/// <summary>The real change feed through the whole write path, one transaction for each real commit.</summary>
internal static class ReplayPart
{
    public static async Task<int> RunAsync(string feed, string database)
    {
        var commits = ChangeReplay.Read(feed);
        await using var services = new ServiceCollection().AddEmbeddedStorage(database).BuildServiceProvider();
        var store = services.GetRequiredService<ICatalogStore>();
        var catalog = new CurrentCatalog(store);
        await catalog.LoadAsync(CancellationToken.None);
        using var writer = new CatalogWriter(store, catalog, services.GetRequiredService<IBell>(), TimeProvider.System);
        await writer.RegisterAsync(new() { Id = SourceId.ModelsDev }, CancellationToken.None);

        var replay = new ChangeReplay();
        var deltas = commits.Select(replay.Next).ToList();
        var changes = commits.Sum(commit => commit.Changes.Count);
        var allocated = GC.GetTotalAllocatedBytes();
        var started = Stopwatch.GetTimestamp();
        foreach (var delta in deltas)
        {
            await writer.ApplyAsync(delta, CancellationToken.None);
        }

        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        Result.Write(new()
        {
            ["changes_per_s"] = changes / seconds,
            ["commits_per_s"] = commits.Count / seconds,
            ["seconds"] = seconds,
            ["kib_per_change"] = (GC.GetTotalAllocatedBytes() - allocated) / 1024.0 / changes,
            ["disk_kib_per_1000"] = Directory.EnumerateFiles(Path.GetDirectoryName(database)!, Path.GetFileName(database) + "*").Sum(file => new FileInfo(file).Length) / 1024.0 / changes * 1000,
        });
        return 0;
    }
}
