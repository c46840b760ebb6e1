using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Events;
using Tamma.Storage;

namespace Tamma.Perf;

/// <summary>
/// 10,000 models of which four sources speak: all resolved again, and one changed claim. Beside them the same claims read from
/// their JSON by System.Text.Json, which somebody without a resolution would do at least.
/// </summary>
internal static class ResolutionPart
{
    private const int Rounds = 9;
    private const int Singles = 2_000;
    private const int Commits = 200;

    private static readonly DateTimeOffset s_now = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public static async Task<int> RunAsync(string database)
    {
        var world = new ClaimWorld();
        var rows = world.Rows;
        Dictionary<string, double> figures = new()
        {
            ["claims"] = rows.Sum(row => row.Claims.Length),
            ["fields"] = rows.Sum(row => row.Claims.Sum(claim => claim.Values.Count)),
        };

        Model[] resolved = [];
        var (cold, _) = Measured(() => resolved = Resolve(rows, null, ResolutionPolicy.Default));
        var full = Repeated(() => Resolve(rows, null, ResolutionPolicy.Default));
        var again = Repeated(() => Resolve(rows, resolved, ResolutionPolicy.Default));
        var json = rows.SelectMany(row => row.Claims).Select(claim => Json(claim.Values)).ToArray();
        var peer = Repeated(() => Parse(json));
        figures["cold_ms"] = cold;
        (figures["full_ms"], figures["full_mib"]) = full;
        (figures["again_ms"], figures["again_mib"]) = again;
        (figures["peer_ms"], figures["peer_mib"]) = peer;
        figures["ratio"] = full.Milliseconds / peer.Milliseconds;
        figures["disputed"] = resolved.Sum(model => model.Origins.Count(origin => origin.Disputed));

        var snapshot = CatalogSnapshot.Empty(Guid.CreateVersion7()).WithSources(ClaimWorld.Sources.Ids).With([.. resolved.Select(model => model with { Version = 1 })], 1, s_now);
        (figures["single_us"], figures["single_p99_us"], figures["single_worst_us"], figures["single_kib"]) = One(rows, snapshot);
        (figures["commit_ms"], figures["commit_worst_ms"]) = await CommittedAsync(rows, database);
        Result.Write(figures);
        return 0;
    }

    private static Model[] Resolve(ClaimWorld.Row[] rows, Model[]? before, ResolutionPolicy policy)
    {
        var resolved = new Model[rows.Length];
        for (var i = 0; i < rows.Length; i++)
        {
            resolved[i] = Resolution.Resolve(rows[i].Key, rows[i].Claims, before?[i], policy, ClaimWorld.Sources, s_now)!;
        }

        return resolved;
    }

    /// <summary>One changed claim: its row resolved, compared with what stood, and described as an event; in microseconds.</summary>
    private static (double Median, double P99, double Worst, double KibEach) One(ClaimWorld.Row[] rows, CatalogSnapshot snapshot)
    {
        var context = new ChangeContext(SourceId.ModelsDev, Cause.Provider, null, null);
        var times = new double[Singles];
        var allocated = 0L;
        for (var i = -200; i < Singles; i++)
        {
            var row = rows[(i + 200) * 4 % rows.Length];
            var changed = new Dictionary<ModelKey, List<Claim>> { [row.Key] = [ClaimWorld.Repriced(row.Claims[0], i), .. row.Claims[1..]] };
            var bytes = GC.GetAllocatedBytesForCurrentThread();
            var started = Stopwatch.GetTimestamp();
            var changes = new TouchedRows(snapshot, changed, ResolutionPolicy.Default, ClaimWorld.Sources, context, s_now).Changes();
            var took = Stopwatch.GetElapsedTime(started).TotalMicroseconds;
            if (changes.Count is not 1)
            {
                throw new InvalidOperationException("A changed price changes its row.");
            }

            if (i >= 0)
            {
                times[i] = took;
                allocated += GC.GetAllocatedBytesForCurrentThread() - bytes;
            }
        }

        return (Result.Median(times), times.Order().ElementAt(Singles * 99 / 100), times.Max(), allocated / 1024.0 / Singles);
    }

    /// <summary>The same through the writer, onto disk and into the next snapshot; in milliseconds.</summary>
    private static async Task<(double Median, double Worst)> CommittedAsync(ClaimWorld.Row[] rows, string database)
    {
        await using var services = new ServiceCollection().AddEmbeddedStorage(database).BuildServiceProvider();
        var store = services.GetRequiredService<ICatalogStore>();
        var catalog = new CurrentCatalog(store);
        await catalog.LoadAsync(CancellationToken.None);
        using var writer = new CatalogWriter(store, catalog, services.GetRequiredService<IBell>(), TimeProvider.System);
        foreach (var source in ClaimWorld.Known)
        {
            await writer.RegisterAsync(source, CancellationToken.None);
            await writer.ApplyAsync(Delta(source.Id, [.. rows.SelectMany(row => row.Claims).Where(claim => claim.Source == source.Id)]), CancellationToken.None);
        }

        var times = new double[Commits];
        for (var i = -20; i < Commits; i++)
        {
            var claim = ClaimWorld.Repriced(rows[(i + 20) * 40 % rows.Length].Claims[0], i);
            var started = Stopwatch.GetTimestamp();
            await writer.ApplyAsync(Delta(claim.Source, [claim]), CancellationToken.None);
            times[Math.Max(i, 0)] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        return (Result.Median(times), times.Max());
    }

    private static ClaimDelta Delta(SourceId source, ImmutableArray<Claim> claims) => new() { Context = new(source, Cause.Provider, null, null), Upserts = claims };

    private static (double Milliseconds, double Mib) Repeated(Action work)
    {
        work();
        var runs = Enumerable.Range(0, Rounds).Select(_ => Measured(work)).ToList();
        return (Result.Median(runs.Select(run => run.Milliseconds)), Result.Median(runs.Select(run => run.Mib)));
    }

    private static (double Milliseconds, double Mib) Measured(Action work)
    {
        GC.Collect();
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        work();
        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return (took, (GC.GetTotalAllocatedBytes(precise: true) - allocated) / 1048576.0);
    }

    private static byte[] Json(FieldSet values)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            FieldSetJson.Write(writer, values);
        }

        return buffer.ToArray();
    }

    private static void Parse(byte[][] claims)
    {
        foreach (var claim in claims)
        {
            using var document = JsonDocument.Parse(claim);
        }
    }
}
