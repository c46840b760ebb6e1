using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Tamma.Catalog;
using Tamma.Discovery;
using Tamma.Events;
using Tamma.Notifications.Calm;
using Tamma.Notifications.Subscriptions;
using Tamma.Storage;
using Tamma.Tests.Shared;
using Tamma.Tests.Shared.Noise;

namespace Tamma.Perf;

/// <summary>How many messages subscribers of different calm would have got from the real change feed, through real runs with the guards on.</summary>
internal static class CalmPart
{
    private const string Begin = "<!-- messages: written by ./build.sh eval calm -->";
    private const string End = "<!-- end of messages -->";
    private const int Page = 1_000;

    private static readonly ImmutableArray<(string Name, CalmSettings? Calm, int Batch)> s_subscribers =
    [
        ("the log: `calm` off", null, 1),
        ("the default: nothing waits, a commit is folded", CalmSettings.Default, 1),
        ("the default, in batches of 50", CalmSettings.Default, 50),
        ("settle 1 h", new() { Settle = TimeSpan.FromHours(1) }, 1),
        ("settle 1 h, in batches of 50", new() { Settle = TimeSpan.FromHours(1) }, 50),
        ("digest each day, 08:00", new() { Digest = new(null, new(8, 0), "UTC") }, 1),
        ("digest each Monday, 08:00", new() { Digest = new(DayOfWeek.Monday, new(8, 0), "UTC") }, 1),
    ];

    public static async Task<int> RunAsync()
    {
        if (Corpus.Find(ChangeReplay.FileName) is not { } feed)
        {
            await Console.Error.WriteLineAsync($"{ChangeReplay.FileName} is not here: put it into ../shared/data, or say with TAMMA_CORPUS where it is.");
            return 2;
        }

        var folder = Directory.CreateTempSubdirectory("tamma-calm-").FullName;
        try
        {
            var started = Stopwatch.GetTimestamp();
            var clock = new ReplayClock();
            await using var services = new ServiceCollection().AddSingleton<TimeProvider>(clock).AddEmbeddedStorage(Path.Combine(folder, "tamma.db")).BuildServiceProvider();
            var commits = ChangeReplay.Read(feed);
            var replay = new GuardedReplay(
                services.GetRequiredService<ICatalogStore>(), services.GetRequiredService<IReviewStore>(), services.GetRequiredService<IBell>(), clock, new DiscoveryOptions());
            await replay.RunAsync(commits, CancellationToken.None);
            var log = await ReadAsync(services.GetRequiredService<IEventLog>());
            var text = Table(commits, log, clock.Now);
            Console.WriteLine(text);
            await WriteAsync(text);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(started).TotalSeconds:0} s"));
            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Table(IReadOnlyList<ChangeReplay.Commit> commits, ImmutableArray<EventEnvelope> log, DateTimeOffset end)
    {
        var days = (First: Day(commits[0].At), Last: Day(end));
        var text = new StringBuilder();
        var raw = commits.SelectMany(commit => commit.Changes.Select(_ => commit.At)).ToList();
        text.AppendLine(CultureInfo.InvariantCulture, $"{raw.Count:N0} changes of the feed in {commits.Count:N0} commits became {log.Length:N0} events of the log that are told ({Kinds(log)}), in {days.Last.DayNumber - days.First.DayNumber + 1:N0} days.").AppendLine()
            .AppendLine("| who hears of everything | messages | of the feed | a day, median | p90 | most | left out as undone |").AppendLine("|---|--:|--:|--:|--:|--:|--:|");
        Row(text, "the feed itself: a message for each change", raw, raw.Count, 0, days);
        Rows(text, log, raw.Count, days);
        return text.ToString();

        static string Kinds(ImmutableArray<EventEnvelope> log) => string.Join(", ", log.CountBy(told => told.Event.Type, StringComparer.Ordinal).OrderByDescending(pair => pair.Value).Take(4)
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value:N0} {pair.Key}")));
    }

    private static void Rows(StringBuilder text, ImmutableArray<EventEnvelope> log, int raw, (DateOnly First, DateOnly Last) days)
    {
        foreach (var (name, calm, batch) in s_subscribers)
        {
            var (told, leftOut) = calm is null ? (log.Select(one => one.Event.OccurredAt).ToList(), 0) : Tell(calm, new(batch, TimeSpan.Zero), log);
            Row(text, name, told, raw, leftOut, days);
        }
    }

    /// <summary>When each message is told, as a lane tells it: when something comes and when something is due.</summary>
    private static (List<DateTimeOffset> Told, int LeftOut) Tell(CalmSettings calm, Batching batching, ImmutableArray<EventEnvelope> log)
    {
        List<DateTimeOffset> told = [];
        var leftOut = 0;
        ImmutableArray<EventEnvelope> held = [];
        DateTimeOffset? due = null;
        foreach (var commit in log.GroupBy(one => one.Event.OccurredAt))
        {
            while (due <= commit.Key)
            {
                Look([], due.Value);
            }

            Look([.. commit], commit.Key);
        }

        while (due is { } last)
        {
            Look([], last);
        }

        return (told, leftOut);

        void Look(ImmutableArray<EventEnvelope> more, DateTimeOffset now)
        {
            var cut = CalmWindows.Of(calm, batching, held.AddRange(more), atEnd: true, now);
            told.AddRange(cut.Ready.Select(_ => now));
            leftOut += cut.LeftOut.Length;
            (held, due) = (cut.Held, cut.Due);
        }
    }

    private static void Row(StringBuilder text, string name, List<DateTimeOffset> told, int raw, int leftOut, (DateOnly First, DateOnly Last) days)
    {
        var counts = told.CountBy(Day).ToDictionary();
        var daily = Enumerable.Range(0, days.Last.DayNumber - days.First.DayNumber + 1).Select(day => counts.GetValueOrDefault(days.First.AddDays(day))).Order().ToList();
        text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {told.Count:N0} | {(double)told.Count / raw:0.0 %} | {daily[daily.Count / 2]:N0} | {daily[(int)(daily.Count * 0.9)]:N0} | {daily[^1]:N0} | {(leftOut == 0 ? "" : leftOut.ToString("N0", CultureInfo.InvariantCulture))} |");
    }

    private static DateOnly Day(DateTimeOffset time) => DateOnly.FromDateTime(time.UtcDateTime);

    private static async Task<ImmutableArray<EventEnvelope>> ReadAsync(IEventLog log)
    {
        var all = ImmutableArray.CreateBuilder<EventEnvelope>();
        while (await log.ReadAsync(all is [.., var last] ? last.Position : 0, Page, EventTypes.Default, CancellationToken.None) is { Count: > 0 } page)
        {
            all.AddRange(page);
        }

        return all.DrainToImmutable();
    }

    private static async Task WriteAsync(string text)
    {
        var path = Path.Combine(Programs.Root, "docs", "noise.md");
        var page = await File.ReadAllTextAsync(path);
        var (begin, end) = (page.IndexOf(Begin, StringComparison.Ordinal), page.IndexOf(End, StringComparison.Ordinal));
        await File.WriteAllTextAsync(path, string.Create(CultureInfo.InvariantCulture, $"{page[..begin]}{Begin}\n\nDate {DateTime.UtcNow:yyyy-MM-dd}. {text}\n{page[end..]}"));
    }
}
