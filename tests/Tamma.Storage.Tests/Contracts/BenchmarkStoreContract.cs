using System.Text;
using System.Text.Json;
using Tamma.Benchmarks.Plans;
using Tamma.Benchmarks.Reports;
using Tamma.Benchmarks.Running;
using Tamma.Benchmarks.Shapes;
using Tamma.Providers.Chat;
using Xunit;
using static Tamma.Storage.Tests.Samples;

namespace Tamma.Storage.Tests.Contracts;

/// <summary>What every keeper of benchmarks promises.</summary>
public abstract class BenchmarkStoreContract(Stores stores) : IAsyncDisposable
{
    private IBenchmarkStore Benchmarks => stores.Benchmarks;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_run_is_read_back_whole()
    {
        var run = Run(3) with
        {
            State = BenchmarkState.Completed,
            StartedAt = Day(4),
            FinishedAt = Day(5),
            Sentence = "40 of 40 – schön",
            Verdict = LoadVerdict.OverSaturated,
            WorstCost = 0.000000123456789m,
            Samples = 7,
        };

        await Benchmarks.SaveAsync(run, Token);

        Assert.Equal(Told(run), Told(await Benchmarks.GetAsync(run.Id, Token)));
        Assert.Null(await Benchmarks.GetAsync(Guid.CreateVersion7(), Token));
    }

    [Fact]
    public async Task A_run_that_is_saved_again_is_as_it_was_saved_last_and_keeps_what_belongs_to_it()
    {
        var run = Run(1);
        await Benchmarks.SaveAsync(run, Token);
        await Benchmarks.AddSamplesAsync(run.Id, 0, Batch("a"), Token);
        await Benchmarks.EndAsync(run with { State = BenchmarkState.Completed }, Bytes("{}"), [], Token);

        var later = run with { State = BenchmarkState.Failed, Sentence = "said anew" };
        await Benchmarks.SaveAsync(later, Token);

        Assert.Equal(Told(later), Told(await Benchmarks.GetAsync(run.Id, Token)));
        Assert.Equal("a\n", await SamplesAsync(run.Id));
        Assert.Equal("{}", Text(await Benchmarks.ReadReportAsync(run.Id, Token)));
    }

    [Fact]
    public async Task Samples_are_read_in_the_order_of_their_parts_and_a_part_that_comes_again_replaces_itself()
    {
        var (run, other) = (Run(1), Run(2));
        await Benchmarks.SaveAsync(run, Token);
        await Benchmarks.AddSamplesAsync(run.Id, 1, Batch("c", "d"), Token);
        await Benchmarks.AddSamplesAsync(run.Id, 0, Batch("x"), Token);
        await Benchmarks.AddSamplesAsync(run.Id, 0, Batch("a", "b"), Token);
        await Benchmarks.AddSamplesAsync(other.Id, 0, Batch("another's"), Token);

        Assert.Equal("a\nb\nc\nd\n", await SamplesAsync(run.Id));
        Assert.Equal("", await SamplesAsync(Guid.CreateVersion7()));
    }

    [Fact]
    public async Task An_end_its_report_and_its_event_are_written_together()
    {
        var run = Run(1);
        await Benchmarks.SaveAsync(run, Token);
        Assert.Null(await Benchmarks.ReadReportAsync(run.Id, Token));

        var ended = run with { State = BenchmarkState.Completed, FinishedAt = Day(2), Verdict = LoadVerdict.Valid };
        var position = await Benchmarks.EndAsync(ended, Bytes("""{"verdict":"valid"}"""), [Event("benchmark_completed", Key("openai/m1"))], Token);

        Assert.Equal(Told(ended), Told(await Benchmarks.GetAsync(run.Id, Token)));
        Assert.Equal("""{"verdict":"valid"}""", Text(await Benchmarks.ReadReportAsync(run.Id, Token)));
        Assert.Equal("benchmark_completed", Assert.Single(await stores.Log.ReadAsync(position - 1, 10, [], Token)).Event.Type);
    }

    [Fact]
    public async Task Runs_are_listed_from_the_newest_on_of_one_model_and_page_by_page()
    {
        BenchmarkRun[] runs = [.. Enumerable.Range(1, 5).Select(day => Run(day, day % 2 == 0 ? "openai/even" : "openai/odd"))];
        foreach (var run in runs.Reverse())
        {
            await Benchmarks.SaveAsync(run, Token);
        }

        Assert.Equal([5, 4, 3], await DaysAsync(null, null, 3));
        Assert.Equal([2, 1], await DaysAsync(null, runs[2].Id, 3));
        Assert.Equal([4, 2], await DaysAsync("openai/even", null, 9));
        Assert.Equal([1], await DaysAsync("openai/odd", runs[2].Id, 9));
        Assert.Empty(await DaysAsync("openai/none", null, 9));

        async Task<IEnumerable<int>> DaysAsync(string? model, Guid? before, int limit) =>
            (await Benchmarks.ReadAsync(model, before, limit, Token)).Select(run => Enumerable.Range(1, 5).Single(day => Day(day) == run.QueuedAt));
    }

    [Fact]
    public async Task What_a_stopped_process_left_is_failed_and_nothing_else()
    {
        BenchmarkRun[] runs =
        [
            Run(1), Run(2) with { State = BenchmarkState.Running }, Run(3) with { State = BenchmarkState.Completed, Sentence = "done" }, Run(4) with { State = BenchmarkState.Cancelled }, Run(6),
        ];
        foreach (var run in runs)
        {
            await Benchmarks.SaveAsync(run, Token);
        }

        Assert.Equal(2, await Benchmarks.FailInterruptedAsync(Day(5), "interrupted", Token));

        var now = (await Task.WhenAll(runs.Select(run => Benchmarks.GetAsync(run.Id, Token)))).Select(run => (run!.State, run.Sentence, run.FinishedAt));
        Assert.Equal(
            [(BenchmarkState.Failed, "interrupted", Day(5)), (BenchmarkState.Failed, "interrupted", Day(5)), (BenchmarkState.Completed, "done", null), (BenchmarkState.Cancelled, null, null), (BenchmarkState.Queued, (string?)null, (DateTimeOffset?)null)],
            now);
    }

    [Fact]
    public async Task Samples_that_are_old_enough_are_forgotten_and_reports_stay()
    {
        var (old, young) = (Run(1), Run(2));
        foreach (var (run, end) in new[] { (old, Day(3)), (young, Day(6)) })
        {
            await Benchmarks.AddSamplesAsync(run.Id, 0, Batch("a"), Token);
            await Benchmarks.EndAsync(run with { State = BenchmarkState.Completed, FinishedAt = end, Samples = 1 }, Bytes("{}"), [], Token);
        }

        Assert.Equal(1, await Benchmarks.ForgetSamplesAsync(Day(6), Token));

        Assert.Equal(("", 0, "{}"), (await SamplesAsync(old.Id), (await Benchmarks.GetAsync(old.Id, Token))!.Samples, Text(await Benchmarks.ReadReportAsync(old.Id, Token))));
        Assert.Equal(("a\n", 1), (await SamplesAsync(young.Id), (await Benchmarks.GetAsync(young.Id, Token))!.Samples));
        Assert.Equal(0, await Benchmarks.ForgetSamplesAsync(Day(6), Token));
    }

    public ValueTask DisposeAsync()
    {
        stores.Close();
        GC.SuppressFinalize(this);
        return default;
    }

    internal static BenchmarkRun Run(int day, string key = "openai/m1") => new()
    {
        Id = Guid.CreateVersion7(Day(day)),
        Plan = new()
        {
            Model = Key(key),
            Connection = "work",
            Load = new LoadShape.Poisson(0.1 + 0.2),
            Ramp = TimeSpan.FromTicks(7),
            Workload = new() { Input = new Lengths.Uniform(7, 8), Output = new Lengths.Spread(9, 0.5), SharedPrefixTokens = 9, Prompts = [new([new(ChatRole.User, "\"ä\"\n")], 5)] },
            Length = TimeSpan.FromSeconds(1.5),
            Requests = 3,
            Warmup = TimeSpan.FromSeconds(2),
            Timeout = TimeSpan.FromSeconds(4),
            Objectives = new(200.5, null, 3000),
            Seed = -5,
            IsStream = false,
            Budget = 0.5000m,
            TokenCap = 10_000_000_000,
            UsesQuota = true,
            Actor = "ada",
        },
        Connection = "work",
        QueuedAt = Day(day),
    };

    internal static string Told(BenchmarkRun? run) => JsonSerializer.Serialize(run is null ? null : new { run.Id, run.Connection, Plan = PlanText.Write(run.Plan), run.State, run.QueuedAt, run.StartedAt, run.FinishedAt, run.Sentence, run.Verdict, run.WorstCost, run.Samples });

    private static SampleBatch Batch(params string[] lines) => new(lines.Length, Bytes(string.Concat(lines.Select(line => line + "\n"))));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string? Text(ReadOnlyMemory<byte>? bytes) => bytes is { } known ? Encoding.UTF8.GetString(known.Span) : null;

    private async Task<string> SamplesAsync(Guid run)
    {
        var (text, count) = ("", 0);
        await foreach (var batch in Benchmarks.ReadSamplesAsync(run, Token))
        {
            text += Encoding.UTF8.GetString(batch.Lines.Span);
            count += batch.Count;
        }

        Assert.Equal(text.Count(character => character == '\n'), count);
        return text;
    }
}
