using System.Globalization;
using System.Text.Json;
using Tamma.Catalog;
using Tamma.Catalog.Fields;
using Tamma.Discovery;
using Tamma.Events;
using Tamma.Tests.Shared;
using Xunit;

namespace Tamma.Storage.Tests.Ways.Recorded;

/// <summary>
/// Eleven months of recorded answers of fifteen endpoints through the real readers, guards and database, in order and with the clock at
/// each one's day, as a scheduler would read them; judged by a differ that works on the JSON alone.
/// </summary>
public sealed class RecordedHistoryTests : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromHours(6);

    /// <summary>How long each recording stands, unless the next of its endpoint comes earlier.</summary>
    private static readonly TimeSpan s_stands = TimeSpan.FromHours(60);

    /// <summary>By then a rule has closed what a guard held; no person decides anything here.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromHours(24);

    private readonly string _folder = Directory.CreateTempSubdirectory("tamma-recorded-").FullName;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_launch_price_change_and_removal_stands_in_the_history_at_its_day()
    {
        var corpus = Corpus.Find("provider-responses");
        Assert.SkipWhen(corpus is null, "The corpus is not here: provider-responses.");
        var recordings = Recording.All(corpus!);
        await using var world = new RecordedWorld(Path.Combine(_folder, "tamma.db"), recordings[0].At.AddHours(-1));
        await world.OpenAsync(recordings.Select(recording => recording.Folder).Distinct(), Cancelled);

        var expected = new ExpectedHistory();
        var plan = recordings.ToDictionary(recording => recording, recording => RunsOf(recording, recordings));
        recordings.ForEach(recording => expected.Add(recording, plan[recording]));
        var failed = 0;
        foreach (var (recording, at) in plan.SelectMany(pair => pair.Value.Select(at => (pair.Key, at))).OrderBy(run => run.at).ThenBy(run => run.Key.Folder, StringComparer.Ordinal))
        {
            var run = await world.RunAsync(recording, at, Cancelled);
            Assert.Equal(recording.IsList, run.State is RunState.Succeeded or RunState.Unchanged or RunState.Held);
            failed += recording.IsList ? 0 : 1;
        }

        var told = await ToldAsync(world.Get<IEventLog>());
        var late = Compare(expected, told);
        foreach (var recording in recordings.Where(recording => recording.IsList))
        {
            await SameAsync(recording, plan[recording][^1], world);
        }

        var reviews = await ReviewsAsync(world.Get<IEventLog>());
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{recordings.Count} recordings ({recordings.Count(recording => !recording.IsList)} faults) of {recordings.Select(recording => recording.Folder).Distinct().Count()} endpoints, {plan.Values.Sum(runs => runs.Count)} runs ({failed} failed). "
            + string.Join(", ", expected.All.GroupBy(happening => happening.Kind).Select(kind => $"{kind.Count()} {kind.Key}")) + ". "
            + $"{expected.Crowds} crowds; {late.Count} happenings came with one and were told later: {string.Join(", ", late.GroupBy(delay => delay).OrderBy(delay => delay.Key).Select(delay => $"{delay.Count()} after {delay.Key.TotalHours:0} h"))}. "
            + $"Reviews: {string.Join(", ", reviews.Select(pair => $"{pair.Value} {pair.Key}"))}.");
        Assert.Empty(await world.Get<IReviewStore>().ReadAsync(ReviewState.Open, 100, Cancelled));
        Assert.Equal(53, recordings.Count);
        Assert.True(recordings[^1].At - recordings[0].At > TimeSpan.FromDays(320));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static List<DateTimeOffset> RunsOf(Recording recording, List<Recording> all)
    {
        var next = all.Where(other => other.Folder == recording.Folder && other.At > recording.At).Select(other => (DateTimeOffset?)other.At).Min();
        return [.. Enumerable.Range(0, (int)(s_stands / s_interval) + 1).Select(n => recording.At + (n * s_interval)).Where(at => next is null || at < next)];
    }

    /// <summary>Both ways: all that was expected is told once and in time, and nothing else is told.</summary>
    private static List<TimeSpan> Compare(ExpectedHistory expected, Dictionary<string, List<DateTimeOffset>> told)
    {
        List<TimeSpan> late = [];
        List<string> wrong = [];
        foreach (var same in expected.All.GroupBy(happening => happening.Name, StringComparer.Ordinal))
        {
            var times = told.GetValueOrDefault(same.Key) ?? [];
            told.Remove(same.Key);
            var wanted = same.OrderBy(happening => happening.At).ToList();
            foreach (var (happening, at) in wanted.Zip(times))
            {
                if (happening.IsCrowd ? at < happening.At || at > happening.At + s_patience : at != happening.At)
                {
                    wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{happening.Name}: wanted {happening.At:u}, told {at:u}"));
                }

                late.AddRange(happening.IsCrowd && at > happening.At ? [at - happening.At] : []);
            }

            if (times.Count != wanted.Count)
            {
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"{same.Key}: wanted {wanted.Count} times ({wanted[0].At:u}), told {times.Count} times"));
            }
        }

        wrong.AddRange(told.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key}: told {pair.Value[0]:u}, never happened")));
        Assert.True(wrong.Count == 0, $"{wrong.Count} are wrong:\n{string.Join('\n', wrong.Take(40))}");
        return late;
    }

    private static async Task<Dictionary<string, List<DateTimeOffset>>> ToldAsync(IEventLog log)
    {
        Dictionary<string, List<DateTimeOffset>> told = new(StringComparer.Ordinal);
        await foreach (var draft in EventsAsync(log))
        {
            if (draft.ModelId is not { } id)
            {
                continue;
            }

            var kind = draft.Type switch
            {
                EventTypes.ModelAdded => "launch",
                EventTypes.ModelMissing => "missing",
                EventTypes.ModelRemoved => "removal",
                EventTypes.ModelReturned => "return",
                _ => null,
            };
            if (kind is not null)
            {
                Add($"{kind} {draft.Provider}/{id} ", draft.OccurredAt);
            }

            using var data = JsonDocument.Parse(draft.Data);
            foreach (var change in data.RootElement.TryGetProperty("changes", out var changes) && draft.Type.StartsWith("model_", StringComparison.Ordinal) ? changes.EnumerateArray().ToArray() : [])
            {
                if (change.GetProperty("field").GetString() is { } field && field.StartsWith("cost.", StringComparison.Ordinal))
                {
                    Add($"price {draft.Provider}/{id} {field} {Number(change.GetProperty("old"))} → {Number(change.GetProperty("new"))}", draft.OccurredAt);
                }
            }
        }

        return told;

        void Add(string name, DateTimeOffset at) => (told.TryGetValue(name, out var times) ? times : told[name] = []).Add(at);
    }

    /// <summary>The versions too: read again as of the end of the recording's time, there is what it listed, at its prices.</summary>
    private static async Task SameAsync(Recording recording, DateTimeOffset at, RecordedWorld world)
    {
        var store = world.Get<ICatalogStore>();
        var rows = (await store.ReadAsOfAsync(await store.PositionAtAsync(at, Cancelled), recording.Folder, Cancelled))
            .Where(row => !row.Key.IsProvider && row.Availability is Availability.Listed)
            .ToDictionary(row => row.Key.Id, StringComparer.Ordinal);
        var models = recording.Models();
        Assert.Equal(models.Keys.Order(StringComparer.Ordinal), rows.Keys.Order(StringComparer.Ordinal));
        foreach (var (id, prices) in models)
        {
            Assert.Equal(
                prices.Select(price => $"{price.Key} {ExpectedHistory.Text(price.Value)}").Order(StringComparer.Ordinal),
                rows[id].Values.Where(pair => pair.Key.Group is FieldGroup.Price && pair.Value.IsNumber && pair.Key.Path.StartsWith("cost.", StringComparison.Ordinal))
                    .Select(pair => $"{pair.Key.Path} {pair.Value}").Order(StringComparer.Ordinal));
        }
    }

    private static async Task<SortedDictionary<string, int>> ReviewsAsync(IEventLog log)
    {
        SortedDictionary<string, int> counts = new(StringComparer.Ordinal);
        await foreach (var draft in EventsAsync(log))
        {
            if (draft.Type is EventTypes.ReviewOpened or EventTypes.ReviewClosed)
            {
                using var data = JsonDocument.Parse(draft.Data);
                var name = $"{data.RootElement.GetProperty("kind").GetString()} {data.RootElement.GetProperty("state").GetString()}";
                counts[name] = counts.GetValueOrDefault(name) + 1;
            }
        }

        return counts;
    }

    private static async IAsyncEnumerable<EventDraft> EventsAsync(IEventLog log)
    {
        long after = 0;
        while (await log.ReadAsync(after, 1000, [], Cancelled) is { Count: > 0 } page)
        {
            foreach (var envelope in page)
            {
                after = envelope.Position;
                yield return envelope.Event;
            }
        }
    }

    private static string Number(JsonElement element) => element.ValueKind is JsonValueKind.Number ? ExpectedHistory.Text(element.GetDecimal()) : "-";
}
