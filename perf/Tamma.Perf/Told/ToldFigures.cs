using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Tamma.Perf.Live;
using Tamma.Tests.Shared;

namespace Tamma.Perf.Told;

/// <summary>
/// All real changes, committed at full speed into a server in another process, while a thousand clients and a hundred targets in this one are told. Afterwards each has
/// exactly what its filter means, by a reading of the whole log that shares nothing with the product. Then once more, to see what grows with the log.
/// </summary>
internal static class ToldFigures
{
    private const int Clients = 1_000;
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(15);

    public static async Task MeasureAsync(string folder, Report report)
    {
        if (Corpus.Find(ChangeReplay.FileName) is not { } feed)
        {
            report.Skip("32. Real changes told to 1,000 clients and 100 targets", "the corpus is not here");
            return;
        }

        report.Add(
            "32. 26,019 real changes at full speed, told to 1,000 WebSocket clients and 100 webhooks",
            $"the server in one process, clients and targets in another, on the same two cores; clients have 20 filters; of the targets, all in order, {ToldTargets.Singly} are told of every event singly, {ToldTargets.Filtered} of what a filter selects singly, the others of every event in batches of up to 100; then the same history again, behind its own end",
            [await OnceAsync(feed, Directory.CreateDirectory(Path.Combine(folder, "told")).FullName)],
            [
                ("events in the log of the first round", "events", ""),
                ("the commits, s", "commit_s", ""),
                ("until each client has all of its filter, s", "clients_s", ""),
                ("until each target has all of its filter, s", "targets_s", ""),
                ("events a second, from the first commit until each client has its own", "client_events_per_s", ""),
                ("told to clients, events", "client_told", ""),
                ("told to targets, messages", "messages", ""),
                ("messages a second", "messages_per_s", ""),
                ("clients that have not exactly what their filter means", "clients_wrong", "0"),
                ("targets that have not each event of their filter, in order", "targets_wrong", "0"),
                ("clients cut and come again", "again", ""),
                ("share of clients and targets in the processor time of both processes", "share", ""),
                ("the server's resident memory before, with all changes in memory, MiB", "before_mib", ""),
                ("its peak in the first round, MiB", "peak_mib", ""),
                ("its peak in the second round, MiB", "peak_again_mib", ""),
                ("its managed heap after the first round, collected, MiB", "heap_mib", ""),
                ("its managed heap after the second round, collected, MiB", "heap_again_mib", ""),
                ("resident memory of clients and targets, MiB", "own_mib", ""),
            ]);
    }

    /// <summary>Without a report, as many rounds as are wanted.</summary>
    public static async Task<int> TryAsync(string feed, int targets, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("tamma-told-").FullName;
        try
        {
            foreach (var (round, figures) in (await RunAsync(feed, folder, targets, rounds)).Index())
            {
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"round {round + 1}: {string.Join(", ", figures.Select(figure => string.Create(CultureInfo.InvariantCulture, $"{figure.Key} {figure.Value:0.###}")))}"));
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
        var rounds = await RunAsync(feed, folder, ToldTargets.Count, rounds: 2);
        return new(rounds[0])
        {
            ["peak_again_mib"] = rounds[1]["peak_mib"],
            ["heap_again_mib"] = rounds[1]["heap_mib"],
            ["clients_wrong"] = rounds.Max(round => round["clients_wrong"]),
            ["targets_wrong"] = rounds.Max(round => round["targets_wrong"]),
        };
    }

    private static async Task<List<Dictionary<string, double>>> RunAsync(string feed, string folder, int hooks, int rounds)
    {
        List<Dictionary<string, double>> done = [];
        var (server, first) = Conversation.Start("live-server", feed, folder);
        await using (server)
        {
            var url = new Uri(await first);
            await using var targets = new ToldTargets(hooks);
            await targets.SubscribeAsync(url, await KeyAsync(folder));
            var begin = (long)(await server.NumbersAsync("one"))[0] - 1;
            List<LiveListenerSocket> clients = [];
            for (var i = 0; i < Clients; i++)
            {
                clients.Add(new(url, ToldFilters.All[i % ToldFilters.All.Length].Filter));
                await clients[^1].ConnectAsync(begin);
            }

            await SettleAsync(clients, begin + 1);
            using var http = new HttpClient { BaseAddress = url };
            for (var round = 0; round < rounds; round++)
            {
                done.Add(await RoundAsync(server, http, clients, targets, begin));
            }

            clients.ForEach(client => client.Dispose());
        }

        return done;
    }

    private static async Task<Dictionary<string, double>> RoundAsync(Conversation server, HttpClient http, List<LiveListenerSocket> clients, ToldTargets targets, long begin)
    {
        var (told, again, messages) = (clients.Sum(client => (double)client.Count), clients.Sum(client => client.Again), targets.Messages);
        using var self = Process.GetCurrentProcess();
        var (theirs, ours) = ((await server.NumbersAsync("cpu"))[0], self.TotalProcessorTime);
        var start = Stopwatch.GetTimestamp();
        var commits = await server.NumbersAsync("replay");
        var end = (long)commits[1];
        await SettleAsync(clients, end);
        var clientSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        // Nothing is forgotten between two rounds: what is judged after the second is all that came.
        var selected = await SelectAsync(http, begin, end);
        while (!targets.HaveCome(selected) && Stopwatch.GetElapsedTime(start) < s_patience)
        {
            await Task.Delay(20);
        }

        var targetSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        theirs = (await server.NumbersAsync("cpu"))[0] - theirs;
        self.Refresh();
        ours = self.TotalProcessorTime - ours;
        var peak = (await server.NumbersAsync("peak"))[0];
        var digests = selected.Select(positions => (positions.Count, positions.Aggregate(0UL, LiveListenerSocket.Digested))).ToList();
        return new()
        {
            ["events"] = selected[0].Count,
            ["commit_s"] = commits[0],
            ["clients_s"] = clientSeconds,
            ["targets_s"] = targetSeconds,
            ["client_events_per_s"] = selected[0].Count / clientSeconds,
            ["client_told"] = clients.Sum(client => (double)client.Count) - told,
            ["messages"] = targets.Messages - messages,
            ["messages_per_s"] = (targets.Messages - messages) / targetSeconds,
            ["clients_wrong"] = clients.Index().Count(client => (client.Item.Count, client.Item.Digest) != digests[client.Index % digests.Count]),
            ["targets_wrong"] = targets.Wrong(selected, begin),
            ["again"] = clients.Sum(client => client.Again) - again,
            ["share"] = ours.TotalSeconds / (ours.TotalSeconds + theirs),
            ["before_mib"] = commits[2],
            ["peak_mib"] = peak,
            ["heap_mib"] = (await server.NumbersAsync("memory"))[2],
            ["own_mib"] = self.WorkingSet64 / 1048576.0,
        };
    }

    /// <summary>What each filter means, from all of the log.</summary>
    private static async Task<IReadOnlyList<IReadOnlyList<long>>> SelectAsync(HttpClient http, long begin, long end)
    {
        var selected = ToldFilters.All.Select(_ => new List<long>()).ToList();
        for (var after = begin; after < end;)
        {
            using var page = JsonDocument.Parse(await http.GetByteArrayAsync(new Uri(string.Create(CultureInfo.InvariantCulture, $"/api/v1/changes?limit=1000&after={after}&filter={Uri.EscapeDataString(ToldFilters.Every)}"), UriKind.Relative)));
            foreach (var told in page.RootElement.GetProperty("data").EnumerateArray())
            {
                after = told.GetProperty("position").GetInt64();
                foreach (var (number, (_, wants)) in ToldFilters.All.Index())
                {
                    if (wants(told))
                    {
                        selected[number].Add(after);
                    }
                }
            }
        }

        return selected;
    }

    private static async Task<string> KeyAsync(string folder)
    {
        using var file = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(folder, "credentials.json")));
        return file.RootElement.EnumerateObject().Last().Value.GetProperty("key").GetString()!;
    }

    /// <summary>Until each has been read to there; a filter that matches little is asked where it is.</summary>
    private static async Task SettleAsync(List<LiveListenerSocket> clients, long position)
    {
        var start = Stopwatch.GetTimestamp();
        while (clients.Exists(client => client.Position < position))
        {
            if (Stopwatch.GetElapsedTime(start) > s_patience)
            {
                throw new InvalidOperationException($"{clients.Count(client => client.Position < position)} clients never came to {position}.");
            }

            foreach (var client in clients.Where(client => client.Position < position))
            {
                await client.PingAsync();
            }

            await Task.Delay(250);
        }
    }
}
