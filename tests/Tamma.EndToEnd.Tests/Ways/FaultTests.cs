using Tamma.Catalog;
using Tamma.Discovery;
using Tamma.EndToEnd.Tests.Simulator;
using Xunit;

namespace Tamma.EndToEnd.Tests.Ways;

/// <summary>Each way in which a source can break: nothing goes, the others go on, and an operator reads what happened.</summary>
public sealed class FaultTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const string Kept = " 12 models kept, stale since 09:12.";

    /// <summary>Kind at the simulator, fault of the run, what the sentence says between the source and what was kept.</summary>
    private static readonly (string Kind, string Fault, string Says)[] s_faults =
    [
        ("unauthorised", "unauthorised", "^(key rejected \\(401\\), from TAMMA_TEST_KEY|it wants a key \\(401\\) and none is set)\\.$"),
        ("forbidden", "forbidden", "^(key may not list models \\(403\\), from TAMMA_TEST_KEY|it refuses us \\(403\\) and no key is set)\\.$"),
        ("rate_limited", "rate_limited", "^too many requests \\(429\\); it asks for 1 s of patience\\.$"),
        ("quota", "quota_exhausted", "^no quota left \\(429 insufficient_quota\\)\\.$"),
        ("server_error", "server_error", "^answered 500( \\(\\w+\\))?\\.$"),
        ("bad_gateway", "server_error", "^answered 502\\.$"),
        ("cut_body", "cut_off", "^answer cut off after [\\d,]+ bytes\\.$"),
        ("cut_json", "malformed", "^the answer is not JSON: .+\\.$"),
        ("empty_object", "malformed", "^the answer (has no '(data|all)' that is a list|names no provider)\\.$"),
        ("wrong_shape", "malformed", "^the answer (has no '(data|all)' that is a list|is no object of providers)\\.$"),
        ("error_body", "*", "^(answered 200 with an error in it( \\(\\w+\\))?|an entry of the answer has no '\\w+' that is an? \\w+|a provider in the answer has no 'models' that is an object|the answer has no 'all' that is a list)\\.$"),
        ("html", "malformed", "^the answer is HTML, not JSON; is the base URL right\\?$"),
        ("redirect_loop", "redirected", "^it redirects to http://127\\.0\\.0\\.1:\\d+/w/.+ \\(302\\); put that address into the configuration if it is right\\.$"),
        ("oversized", "too_large", "^the answer is larger than 4,194,304 bytes\\.$"),
        ("hang", "timed_out", "^no answer within 30 s\\.$"),
        ("slow_drip", "timed_out", "^no answer within 30 s\\.$"),
    ];

    private static readonly string[] s_protocols = ["openai", "opencode", "models_dev"];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, string, string> Faults()
    {
        var data = new TheoryData<string, string, string, string>();
        foreach (var protocol in s_protocols)
        {
            foreach (var (kind, fault, says) in s_faults)
            {
                data.Add(protocol, kind, fault, says);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_broken_answer_takes_nothing_away_and_says_what_happened(string protocol, string kind, string fault, string says)
    {
        var (broken, source) = await BrokenWorldAsync(protocol, kind);
        var well = $"well-{protocol}-{kind}";
        await simulator.Process.CreateWorldAsync($$$"""{"name":"{{{well}}}","protocol":"openai","generate":{"models":5,"seed":8}}""");
        await using var host = await TammaHost.StartAsync(source, TestSource.OpenAi(simulator.Process, well));
        var before = host.Snapshot.Models.Where(model => model.Key.Provider != well).ToList();
        var confirmed = host.Board.States.Single(state => state.Source != SourceId.Overrides && state.Source.Name != $"connection:{well}").ConfirmedAt;

        host.Time.Advance(TimeSpan.FromHours(2));
        await simulator.Process.ClearRequestsAsync(broken);
        await simulator.Process.SetFaultAsync(broken, $$"""{"kind":"{{kind}}","delay_ms":600000}""");
        await simulator.Process.AddModelAsync(well, """{"id":"newcomer","owned_by":"them"}""");
        var runs = await DiscoverAsync(host, broken, waits: fault == "timed_out");

        var failed = runs.Single(run => run.Source.Name != $"connection:{well}");
        Assert.Equal(RunState.Failed, failed.State);
        Assert.Equal((0, 0, 0), (failed.Counts.Listed, failed.Counts.Removed, failed.Counts.Missing));
        if (fault != "*")
        {
            Assert.Equal(fault, failed.Fault);
        }

        var name = protocol == "models_dev" ? "models_dev" : broken;
        Assert.StartsWith($"{name}: ", failed.Sentence, StringComparison.Ordinal);
        Assert.Matches(says, failed.Sentence![(name.Length + 2)..^Kept.Length]);
        Assert.EndsWith(Kept, failed.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(TestOptions.Key, string.Join('\n', host.Log.All) + failed.Sentence, StringComparison.Ordinal);

        Assert.Equal(before, host.Snapshot.Models.Where(model => model.Key.Provider != well));
        Assert.Equal(confirmed, host.Board.StateOf(failed.Source)!.ConfirmedAt);
        Assert.Equal(RunState.Succeeded, runs.Single(run => run != failed).State);
        Assert.Contains("newcomer", host.Ids(well));
    }

    [Theory]
    [InlineData("unauthorised", "exact-unauthorised: key rejected (401), from TAMMA_TEST_KEY. 12 models kept, stale since 09:12.")]
    [InlineData("rate_limited", "exact-rate_limited: too many requests (429); it asks for 7 s of patience. 12 models kept, stale since 09:12.")]
    [InlineData("quota", "exact-quota: no quota left (429 insufficient_quota). 12 models kept, stale since 09:12.")]
    [InlineData("html", "exact-html: the answer is HTML, not JSON; is the base URL right? 12 models kept, stale since 09:12.")]
    [InlineData("empty_object", "exact-empty_object: the answer has no 'data' that is a list. 12 models kept, stale since 09:12.")]
    [InlineData("empty_list", "exact-empty_list: run refused. exact-empty_list: the answer lists none of 12 models any more. Nothing was removed. Decide with: tamma review")]
    public async Task The_sentence_of_a_run_is_for_its_operator(string kind, string sentence)
    {
        var world = $"exact-{kind}";
        await simulator.Process.CreateWorldAsync($$$"""{"name":"{{{world}}}","protocol":"openai","key":"{{{TestOptions.Key}}}","generate":{"models":12,"seed":3}}""");
        await using var host = await TammaHost.StartAsync(TestSource.OpenAi(simulator.Process, world) with { HasKey = true });
        await simulator.Process.SetFaultAsync(world, $$"""{"kind":"{{kind}}","retry_after":7}""");

        Assert.Equal(sentence, (await host.RunAsync(world)).Sentence);
    }

    [Fact]
    public async Task A_source_that_is_stale_since_another_day_says_which()
    {
        var (world, source) = await BrokenWorldAsync("openai", "since-days");
        await using var host = await TammaHost.StartAsync(source);
        host.Time.Advance(TimeSpan.FromDays(3));
        await simulator.Process.SetFaultAsync(world, """{"kind":"unauthorised"}""");

        Assert.EndsWith("12 models kept, stale since 2026-03-02 09:12.", (await host.RunAsync(world)).Sentence, StringComparison.Ordinal);
    }

    /// <summary>Read whole, although something is odd about them.</summary>
    [Theory]
    [InlineData("wrong_content_type", RunState.Unchanged)]
    [InlineData("duplicate_ids", RunState.Unchanged)]
    [InlineData("slow_drip", RunState.Unchanged)]
    public async Task An_odd_answer_that_is_whole_is_read(string kind, RunState state)
    {
        var (world, source) = await BrokenWorldAsync("openai", kind + "-whole");
        await using var host = await TammaHost.StartAsync(source);
        var record = host.Record();

        await simulator.Process.SetFaultAsync(world, $$"""{"kind":"{{kind}}","delay_ms":1}""");
        var run = await host.RunAsync(world);

        Assert.Equal((state, (string?)null), (run.State, run.Fault));
        Assert.Equal(record, host.Record());
    }

    [Fact]
    public async Task A_source_that_was_never_read_says_that_nothing_is_known()
    {
        var (world, source) = await BrokenWorldAsync("openai", "at-first");
        await simulator.Process.SetFaultAsync(world, """{"kind":"server_error"}""");
        await using var host = await TammaHost.StartAsync(source);

        Assert.EndsWith(" No models were known.", host.Board.RunsOf(SourceId.Connection(world)).Last!.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_listens_is_said_with_its_address()
    {
        await using var host = await TammaHost.StartAsync(new TestSource.Connection("nobody", "openai_compatible", new("http://127.0.0.1:9/v1")));

        var run = host.Board.RunsOf(SourceId.Connection("nobody")).Last!;
        Assert.Equal((RunState.Failed, "unreachable", "nobody: nothing listens at http://127.0.0.1:9. No models were known."), (run.State, run.Fault, run.Sentence));
    }

    [Fact]
    public async Task A_fault_of_the_second_page_takes_nothing_of_the_first()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"pages","protocol":"openai","page_size":5,"generate":{"models":12,"seed":4}}""");
        await using var host = await TammaHost.StartAsync(TestSource.OpenAi(simulator.Process, "pages"));
        var record = host.Record();
        await simulator.Process.AddModelAsync("pages", """{"id":"aaa-first","owned_by":"them"}""");
        await simulator.Process.SetFaultAsync("pages", """{"kind":"cut_body","page":2}""");

        var run = await host.RunAsync("pages");

        Assert.Equal("cut_off", run.Fault);
        Assert.Equal(record, host.Record());
        await simulator.Process.ClearFaultAsync("pages");
        Assert.Equal(1, (await host.RunAsync("pages")).Counts.Added);
    }

    [Fact]
    public async Task A_fault_that_passes_is_tried_again_within_the_run()
    {
        var (world, source) = await BrokenWorldAsync("openai", "passing");
        await using var host = await TammaHost.StartAsync(new TestOptions([source])
        {
            Clock = TimeProvider.System,
            Http = new() { BaseDelay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(5) },
        });
        await simulator.Process.ClearRequestsAsync(world);
        await simulator.Process.SetFaultAsync(world, """{"kind":"server_error","times":3}""");

        Assert.Equal(RunState.Unchanged, (await host.RunAsync(world)).State);
        Assert.Equal(4, (await simulator.Process.RequestsAsync(world)).GetProperty("count").GetInt32());
    }

    /// <summary>Reads all; where nothing answers, moves the clock once the question is there.</summary>
    private async Task<IReadOnlyList<Run>> DiscoverAsync(TammaHost host, string world, bool waits)
    {
        var discovering = host.Models.DiscoverModelsAsync(cancellationToken: Cancelled);
        if (waits)
        {
            await Until.TrueAsync(async () => (await simulator.Process.RequestsAsync(world)).GetProperty("count").GetInt32() > 0, Cancelled);
            await Until.TrueAsync(() => host.Coordinator.AllActive.Length == 1, Cancelled);
            host.Time.Advance(TimeSpan.FromSeconds(30));
        }

        return await discovering;
    }

    private async Task<(string World, TestSource Source)> BrokenWorldAsync(string protocol, string kind)
    {
        var world = $"broken-{protocol}-{kind}";
        var more = protocol switch { "openai" => $",\"key\":\"{TestOptions.Key}\"", "opencode" => $",\"password\":\"{TestOptions.Key}\"", _ => "" };
        await simulator.Process.CreateWorldAsync($$$"""{"name":"{{{world}}}","protocol":"{{{protocol}}}"{{{more}}},"generate":{"models":12,"seed":3}}""");
        return (world, protocol switch
        {
            "openai" => TestSource.OpenAi(simulator.Process, world) with { HasKey = true },
            "opencode" => TestSource.OpenCode(simulator.Process, world) with { HasKey = true },
            _ => TestSource.PublicCatalogue(simulator.Process, world),
        });
    }
}
