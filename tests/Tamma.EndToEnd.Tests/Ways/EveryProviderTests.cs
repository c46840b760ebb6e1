using Tamma.Catalog;
using Tamma.Discovery;
using Tamma.EndToEnd.Tests.Simulator;
using Xunit;

namespace Tamma.EndToEnd.Tests.Ways;

/// <summary>Every provider over its own wire, from the Simulator: all of its models are found, each fault takes nothing away, and it recovers by itself.</summary>
public sealed class EveryProviderTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const int Models = EveryProvider.Models;

    /// <summary>Anthropic lists no retired model, Copilot a router that is none, and Zen hides what begins with alpha-.</summary>
    private const int HiddenByTheirProviders = 1;

    /// <summary>The fault of the run; null where any will do, since the error's own words decide.</summary>
    private static readonly (string Kind, string? Fault)[] s_faults =
    [
        ("unauthorised", "unauthorised"),
        ("forbidden", "forbidden"),
        ("rate_limited", "rate_limited"),
        ("quota", "quota_exhausted"),
        ("server_error", "server_error"),
        ("bad_gateway", "server_error"),
        ("proxy_error", null),
        ("cut_body", "cut_off"),
        ("cut_json", "malformed"),
        ("empty_object", "malformed"),
        ("wrong_shape", "malformed"),
        ("missing_data", "malformed"),
        ("null_list", "malformed"),
        ("error_body", null),
        ("html", "malformed"),
        ("redirect_loop", "redirected"),
        ("oversized", "too_large"),
        ("hang", "timed_out"),
        ("hang_headers", "timed_out"),
        ("hang_body", "timed_out"),
        ("slow_drip", "timed_out"),
    ];

    /// <summary>Ollama and Mistral have no word for money that is used up, and a Go server writes an empty list as null.</summary>
    private static readonly (string Type, string Kind, RunState State, string? Fault)[] s_exceptions =
    [
        ("ollama", "quota", RunState.Failed, "rate_limited"),
        ("ollama", "null_list", RunState.Held, null),
        ("mistral", "quota", RunState.Failed, "rate_limited"),
    ];

    private const int Pauses = 10;

    /// <summary>Of an open circuit.</summary>
    private static readonly TimeSpan s_longestPause = TimeSpan.FromMinutes(5);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string> Types => EveryProvider.Types;

    [Theory]
    [MemberData(nameof(Types))]
    public async Task Each_fault_takes_nothing_away_and_the_next_run_is_well_again(string type)
    {
        var world = $"every-{type}";
        var source = await EveryProvider.WorldAsync(simulator.Process, type, world);
        await using var host = await TammaHost.StartAsync(source);
        var known = host.Ids(world).Order(StringComparer.Ordinal).ToList();
        Assert.True(known.Count >= Models - HiddenByTheirProviders, $"{type} found {known.Count} of {Models} models: {host.Board.RunsOf(SourceId.Connection(world)).Last?.Sentence}");

        List<string> wrong = [];
        foreach (var (kind, expected) in s_faults)
        {
            await simulator.Process.ClearRequestsAsync(world);
            await simulator.Process.SetFaultAsync(world, $$"""{"kind":"{{kind}}","delay_ms":600000}""");
            var run = await OwnRunAsync(host, world, waits: expected == "timed_out");
            await simulator.Process.ClearFaultAsync(world);
            var after = await AfterAsync(host, world);

            var exception = s_exceptions.FirstOrDefault(row => row.Type == type && row.Kind == kind);
            if (exception.Type is not null
                ? (run.State, run.Fault) != (exception.State, exception.Fault)
                : run.State is not RunState.Failed || (expected is not null && run.Fault != expected))
            {
                wrong.Add($"{kind}: {run.State} {run.Fault}: {run.Sentence}");
            }

            if (after.State is not (RunState.Unchanged or RunState.Succeeded))
            {
                wrong.Add($"after {kind}: {after.State} {after.Fault}: {after.Sentence}");
            }

            Assert.DoesNotContain(TestOptions.Key, run.Sentence + after.Sentence, StringComparison.Ordinal);
            Assert.Equal(known, host.Ids(world).Order(StringComparer.Ordinal));
        }

        Assert.Empty(wrong);
        Assert.DoesNotContain(TestOptions.Key, string.Join('\n', host.Log.All), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("anthropic", "truncated_page")]
    [InlineData("anthropic", "cut_body")]
    [InlineData("gemini", "truncated_page")]
    [InlineData("gemini", "server_error")]
    public async Task A_broken_second_page_takes_nothing_of_the_first(string type, string kind)
    {
        var world = $"second-{type}-{kind}";
        await using var host = await TammaHost.StartAsync(await EveryProvider.WorldAsync(simulator.Process, type, world));
        await simulator.Process.AddModelAsync(world, """{"id":"aaa-newcomer","created":1790000000}""");
        var record = host.Record();
        await simulator.Process.SetFaultAsync(world, $$"""{"kind":"{{kind}}"{{(kind == "truncated_page" ? "" : ",\"page\":2")}}}""");

        Assert.Equal(RunState.Failed, (await host.RunAsync(world)).State);
        Assert.Equal(record, host.Record());

        await simulator.Process.ClearFaultAsync(world);
        Assert.Equal(1, (await host.RunAsync(world)).Counts.Added);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task An_empty_list_removes_nothing_until_somebody_decides(string type)
    {
        var world = $"emptied-{type}";
        await using var host = await TammaHost.StartAsync(await EveryProvider.WorldAsync(simulator.Process, type, world));
        var known = host.Ids(world).Count;

        await simulator.Process.SetFaultAsync(world, """{"kind":"empty_list"}""");
        var run = await host.RunAsync(world);

        // OpenRouter says how many there are in all, so that an empty list is a cut one.
        Assert.Equal((type is "openrouter" ? RunState.Failed : RunState.Held, type is "openrouter" ? "cut_off" : null), (run.State, run.Fault));
        Assert.Equal(known, host.Ids(world).Count);
    }

    [Theory]
    [MemberData(nameof(Types))]
    public async Task An_answer_that_says_the_same_in_another_order_writes_nothing(string type)
    {
        var world = $"shuffled-{type}";
        await using var host = await TammaHost.StartAsync(await EveryProvider.WorldAsync(simulator.Process, type, world, ""","shuffle":true"""));
        var record = host.Record();

        Assert.Equal(RunState.Unchanged, (await host.RunAsync(world)).State);
        Assert.Equal(record, host.Record());
    }

    /// <summary>The clock that moved may have let the watch over health read at that very moment; a run that was joined began before the fault.</summary>
    private async Task<Run> OwnRunAsync(TammaHost host, string world, bool waits)
    {
        Run run;
        do
        {
            run = await RunAsync(host, world, waits);
        }
        while (run.Trigger is not RunTrigger.Manual);

        return run;
    }

    /// <summary>
    /// The next run. How far the clock was moved while nothing answered decides whether so many tries failed in five minutes that the circuit opened;
    /// then the next run is the one after its pause.
    /// </summary>
    private static async Task<Run> AfterAsync(TammaHost host, string world)
    {
        var after = await host.RunAsync(world);

        // One request is let through after the pause; while it is the scheduler's, ours is refused once more.
        for (var again = 0; again < Pauses && after.Fault == "circuit_open"; again++)
        {
            host.Time.Advance(s_longestPause);
            after = await host.RunAsync(world);
        }

        return after;
    }

    /// <summary>Reads; where nothing answers, moves the clock once the question is there.</summary>
    private async Task<Run> RunAsync(TammaHost host, string world, bool waits)
    {
        var running = host.RunAsync(world);
        if (waits)
        {
            await Until.TrueAsync(async () => (await simulator.Process.RequestsAsync(world)).GetProperty("count").GetInt32() > 0, Cancelled);
            while (!running.IsCompleted)
            {
                host.Time.Advance(TimeSpan.FromSeconds(30));
                await Task.Yield();
            }
        }

        return await running;
    }
}
