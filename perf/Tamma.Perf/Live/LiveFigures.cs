using System.Diagnostics;
using System.Globalization;
using Tamma.Tests.Shared;

namespace Tamma.Perf.Live;

/// <summary>A thousand WebSockets in this process, the server in another, on the same cores.</summary>
internal static class LiveFigures
{
    private const int Clients = 1_000;
    private const int Rounds = 100;
    private const int StepSeconds = 4;
    private const string Every = "type is known and cause is known";

    private static readonly int[] s_rates = [5, 10, 20, 40, 60, 80, 120, 160, 240, 320, 480, 640, 960, 1_280];

    public static async Task MeasureAsync(string folder, int repetitions, Report report)
    {
        if (Corpus.Find(ChangeReplay.FileName) is not { } feed)
        {
            report.Skip("Live connections", "the corpus is not here");
            return;
        }

        List<Dictionary<string, double>> runs = [];
        for (var i = 0; i < repetitions; i++)
        {
            runs.Add(await OnceAsync(feed, Directory.CreateDirectory(Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"live{i}"))).FullName));
        }

        report.Add("30. 1,000 WebSocket clients in another process on the same two cores", "one connection each, one subscription, no compression; 100 commits of one event, the next when all have it", runs,
        [
            ("from a commit's begin to a client, p50, ms", "p50_ms", ""),
            ("the same, p99, ms", "p99_ms", "≤ 50"),
            ("the same, the slowest of all, ms", "worst_ms", ""),
            ("the clients' share of the processor time of both", "client_share", ""),
            ("events a second, one commit each, to all of them, before lag grows", "sustained", ""),
            ("deliveries a second then", "deliveries", ""),
            ("resident memory of an idle connection with a subscription, KB", "idle_kb", "≤ 20"),
            ("of that the managed heap, KB", "idle_managed_kb", ""),
        ]);
    }

    /// <summary>One run, without a report.</summary>
    public static async Task<int> TryAsync(string feed)
    {
        var folder = Directory.CreateTempSubdirectory("tamma-live-").FullName;
        try
        {
            foreach (var (name, figure) in await OnceAsync(feed, folder))
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {figure:0.###}"));
            }

            return 0;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<Dictionary<string, double>> OnceAsync(string feed, string folder)
    {
        Dictionary<string, double> figures = [];
        var (server, first) = Conversation.Start("live-server", feed, folder);
        await using (server)
        {
            var url = new Uri(await first);
            await server.AskAsync("one");

            // What is made once, by the first connections, is no connection's.
            var early = await OpenAsync(url);
            await SettleAsync(early, 1);
            early.ForEach(client => client.Dispose());
            await Task.Delay(2_000);
            var before = await server.NumbersAsync("memory");
            var clients = await OpenAsync(url);
            await SettleAsync(clients, 1);
            await Task.Delay(1_000);
            var idle = await server.NumbersAsync("memory");
            figures["idle_kb"] = (idle[0] - before[0]) * 1048.576 / Clients;
            figures["idle_managed_kb"] = (idle[2] - before[2]) * 1048.576 / Clients;

            await LatencyAsync(server, clients, figures);
            await SustainedAsync(server, clients, figures);
            clients.ForEach(client => client.Dispose());
        }

        return figures;
    }

    private static async Task LatencyAsync(Conversation server, List<LiveListenerSocket> clients, Dictionary<string, double> figures)
    {
        for (var i = 0; i < 20; i++)
        {
            await SettleAsync(clients, (long)(await server.NumbersAsync("one"))[0], isPinged: false);
        }

        clients.ForEach(client => client.Forget());
        var (theirs, ours) = ((await server.NumbersAsync("cpu"))[0], Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds);
        for (var i = 0; i < Rounds; i++)
        {
            await SettleAsync(clients, (long)(await server.NumbersAsync("one"))[0], isPinged: false);
        }

        theirs = (await server.NumbersAsync("cpu"))[0] - theirs;
        ours = Process.GetCurrentProcess().TotalProcessorTime.TotalSeconds - ours;
        var all = clients.SelectMany(client => client.Latencies).Order().ToArray();
        figures["p50_ms"] = all[all.Length / 2];
        figures["p99_ms"] = all[(int)(all.Length * 0.99)];
        figures["worst_ms"] = all[^1];
        figures["client_share"] = ours / (ours + theirs);
    }

    /// <summary>The highest rate at whose end nobody is behind by more than a quarter of a second.</summary>
    private static async Task SustainedAsync(Conversation server, List<LiveListenerSocket> clients, Dictionary<string, double> figures)
    {
        figures["sustained"] = 0;
        foreach (var rate in s_rates)
        {
            clients.ForEach(client => client.Forget());
            var lag = (await server.NumbersAsync(string.Create(CultureInfo.InvariantCulture, $"rate {rate} {StepSeconds}")))[0];
            var end = (long)(await server.NumbersAsync("one"))[0];
            await SettleAsync(clients, end, isPinged: false);
            if (lag > Math.Max(2, rate / 4))
            {
                break;
            }

            figures["sustained"] = rate;
        }

        figures["deliveries"] = figures["sustained"] * Clients;
    }

    private static async Task<List<LiveListenerSocket>> OpenAsync(Uri url)
    {
        List<LiveListenerSocket> clients = [];
        for (var i = 0; i < Clients; i++)
        {
            clients.Add(new(url, Every));
            await clients[^1].ConnectAsync(1);
        }

        return clients;
    }

    /// <summary>Until each has come so far; a filter that matches little is asked where it is.</summary>
    private static async Task SettleAsync(List<LiveListenerSocket> clients, long position, bool isPinged = true)
    {
        var limit = Stopwatch.GetTimestamp();
        while (clients.Exists(client => client.Position < position))
        {
            if (Stopwatch.GetElapsedTime(limit) > TimeSpan.FromMinutes(5))
            {
                throw new InvalidOperationException($"{clients.Count(client => client.Position < position)} clients never came to {position}.");
            }

            foreach (var client in isPinged ? clients.Where(client => client.Position < position) : [])
            {
                await client.PingAsync();
            }

            await Task.Delay(isPinged ? 250 : 2);
        }
    }
}
