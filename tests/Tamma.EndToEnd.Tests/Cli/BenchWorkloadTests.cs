using System.Text.Json;
using Tamma.EndToEnd.Tests.Simulator;
using Xunit;

namespace Tamma.EndToEnd.Tests.Cli;

/// <summary>What <c>tamma bench</c> asks: lengths, prompts of one's own, tools, and what a local server has in memory. The simulator counts words, and a made prompt has one a token.</summary>
public sealed class BenchWorkloadTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const string Weather = """[{"type":"function","function":{"name":"weather","description":"Of a city.","parameters":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"],"additionalProperties":false}}}]""";

    [Fact]
    public async Task Lengths_are_those_that_were_wished_and_the_server_counts_the_same()
    {
        using var tamma = await PrepareAsync("work-lengths", "openai");

        var report = await MeasureAsync(tamma, "work-lengths", "openai", "--input-tokens", "100..300", "--output-tokens", "normal:8,2", "--tokenizer", "o200k", "--requests", "40", "--seed", "5");

        var workload = report.GetProperty("workload");
        Assert.Equal(("o200k", false, 40), (workload.GetProperty("tokenizer").GetString(), workload.GetProperty("estimated").GetBoolean(), workload.GetProperty("forms").GetInt32()));
        Assert.InRange(workload.GetProperty("input").GetProperty("mean").GetDouble(), 195, 205);
        Assert.InRange(workload.GetProperty("output").GetProperty("max").GetInt32(), 10, 20);
        Assert.InRange(workload.GetProperty("input_difference").GetDouble(), -2, 2);
        Assert.Equal(5, report.GetProperty("seed").GetInt32());
        Assert.False(report.TryGetProperty("runtime", out _), "Chat completions have no word for it.");
    }

    [Fact]
    public async Task Without_a_seed_no_two_runs_ask_the_same()
    {
        using var tamma = await PrepareAsync("work-seed", "openai");

        var one = await MeasureAsync(tamma, "work-seed", "openai", "--requests", "1");
        var other = await MeasureAsync(tamma, "work-seed", "openai", "--requests", "1");

        Assert.NotEqual(one.GetProperty("seed").GetInt32(), other.GetProperty("seed").GetInt32());
    }

    [Fact]
    public async Task Prompts_of_ones_own_are_asked_in_turn_and_a_cache_may_know_them()
    {
        using var tamma = await PrepareAsync("work-own", "openai");
        await simulator.Process.SetChatAsync("work-own", """{"cache":true}""");
        var text = string.Join(' ', Enumerable.Range(0, 2_000).Select(word => $"word{word}"));
        var file = Path.Combine(tamma.Home, "prompts.csv");
        await File.WriteAllTextAsync(file, $"prompt,system,max_tokens\n\"{text}, and\na line\",Be brief.,3\n", TestContext.Current.CancellationToken);

        var plain = await MeasureAsync(tamma, "work-own", "openai", "--prompts", file, "--requests", "20");
        var unique = await MeasureAsync(tamma, "work-own", "openai", "--prompts", file, "--unique", "--requests", "20");

        Assert.Equal((1, 3, false), Of(plain));
        Assert.Equal((1, 3, true), Of(unique));
        Assert.InRange(plain.GetProperty("cached_share").GetDouble(), 0.5, 1);
        Assert.Contains(plain.GetProperty("workload").GetProperty("notes").EnumerateArray(), note => note.GetString()!.Contains("unique puts a mark before each", StringComparison.Ordinal));
        Assert.InRange(unique.GetProperty("cached_share").GetDouble(), 0, 0.01);

        static (int Own, int Output, bool IsUnique) Of(JsonElement report)
        {
            var workload = report.GetProperty("workload");
            return (workload.GetProperty("own_prompts").GetInt32(), workload.GetProperty("output").GetProperty("max").GetInt32(), workload.GetProperty("unique").GetBoolean());
        }
    }

    [Theory]
    [InlineData("openai", "openai")]
    [InlineData("openai", "responses")]
    [InlineData("anthropic", "anthropic")]
    [InlineData("gemini", "gemini")]
    [InlineData("ollama", "ollama")]
    public async Task Tools_are_understood_by_a_server_of_each_protocol(string world, string protocol)
    {
        var name = $"work-tools-{protocol}";
        using var tamma = await PrepareAsync(name, world);
        var (tools, prompts) = (Path.Combine(tamma.Home, "tools.json"), Path.Combine(tamma.Home, "prompts.jsonl"));
        await File.WriteAllTextAsync(tools, Weather, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(prompts, """{"messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Ask for the weather of Oslo."}]}""", TestContext.Current.CancellationToken);

        var report = await MeasureAsync(tamma, name, protocol, "--tools", tools, "--prompts", prompts, "--requests", "3", "--output-tokens", "40");

        Assert.Equal(3, report.GetProperty("requests").GetProperty("ok").GetInt32());
        Assert.Equal(1, report.GetProperty("workload").GetProperty("tools").GetInt32());
        var sends = (await simulator.Process.ControlAsync(HttpMethod.Get, $"worlds/{name}/sends")).GetProperty("requests").EnumerateArray().ToList();
        var sent = await simulator.Process.ControlAsync(HttpMethod.Get, $"worlds/{name}/sends?id={sends[^1].GetProperty("id").GetString()}");
        Assert.Contains(sent.GetProperty("frames").EnumerateArray(), frame => frame.GetProperty("kind").GetString()!.StartsWith("tool", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Ollama_is_asked_what_is_in_memory_before_and_after_and_never_within()
    {
        using var tamma = await PrepareAsync("work-ps", "ollama");
        await simulator.Process.AddModelAsync("work-ps", """{"id":"holm:8b","size":6000000000,"loaded":true,"loaded_context":8192}""");
        await simulator.Process.AddModelAsync("work-ps", """{"id":"idle:8b"}""");
        await simulator.Process.ClearRequestsAsync("work-ps");

        var loaded = (await MeasureAsync(tamma, "work-ps", "ollama", "--requests", "5", "--model", "holm:8b")).GetProperty("runtime");
        var asked = (await simulator.Process.RequestsAsync("work-ps")).GetProperty("last").EnumerateArray().Select(request => request.GetProperty("path").GetString()).ToList();
        var idle = (await MeasureAsync(tamma, "work-ps", "ollama", "--requests", "5", "--model", "idle:8b")).GetProperty("runtime");

        Assert.Equal((true, true, 6_000_000_000, 6_000_000_000, 8192), (
            loaded.GetProperty("loaded_before").GetBoolean(),
            loaded.GetProperty("loaded_after").GetBoolean(),
            loaded.GetProperty("size_bytes").GetInt64(),
            loaded.GetProperty("vram_bytes").GetInt64(),
            loaded.GetProperty("context").GetInt32()));
        Assert.EndsWith("api/ps", asked[0], StringComparison.Ordinal);
        Assert.EndsWith("api/ps", asked[^1], StringComparison.Ordinal);
        Assert.Equal(2, asked.Count(path => path!.EndsWith("api/ps", StringComparison.Ordinal)));
        Assert.False(idle.GetProperty("loaded_before").GetBoolean());
        Assert.False(idle.TryGetProperty("vram_bytes", out _), "Nobody said.");
    }

    [Theory]
    [InlineData("--input-tokens", "lots", "Input tokens: 'lots' is no length; write 512")]
    [InlineData("--output-tokens", "9..1", "the lesser length comes first")]
    [InlineData("--tokenizer", "llama", "is no tokenizer")]
    [InlineData("--prompts", "missing.jsonl", "cannot be read")]
    public async Task A_mistake_is_refused_before_anything_is_sent(string option, string value, string why)
    {
        using var tamma = Prepare();

        var outcome = await tamma.RunAsync("bench", "http://127.0.0.1:1/v1", "--model", "m", option, value);

        Assert.Contains(why, outcome.Error, StringComparison.Ordinal);
        Assert.Equal(2, outcome.ExitCode);
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_is_named_with_its_line()
    {
        using var tamma = Prepare();
        var file = Path.Combine(tamma.Home, "prompts.jsonl");
        await File.WriteAllTextAsync(file, "{\"prompt\":\"a\"}\n{\"prompt\":7}\n", TestContext.Current.CancellationToken);

        var outcome = await tamma.RunAsync("bench", "http://127.0.0.1:1/v1", "--model", "m", "--prompts", file);

        Assert.Contains("prompts.jsonl, line 2: prompt is no text.", outcome.Error, StringComparison.Ordinal);
        Assert.Equal(2, outcome.ExitCode);
    }

    private static TammaProcess Prepare()
    {
        var tamma = new TammaProcess();
        tamma.Variables["TAMMA_LOAD"] = TammaProcess.PathOf("Tamma.Load");
        return tamma;
    }

    private async Task<TammaProcess> PrepareAsync(string name, string protocol)
    {
        await simulator.Process.CreateWorldAsync($$$"""{"name":"{{{name}}}","protocol":"{{{protocol}}}","generate":{"models":2,"seed":7}}""");
        return Prepare();
    }

    private async Task<JsonElement> MeasureAsync(TammaProcess tamma, string name, string protocol, params string[] options)
    {
        var url = new Uri(simulator.Process.WorldUrl(name), protocol is "openai" or "responses" ? "v1" : "").ToString().TrimEnd('/');
        string[] model = options.Contains("--model", StringComparer.Ordinal) ? [] : ["--model", (await simulator.Process.ModelIdsAsync(name))[0]];
        var outcome = await tamma.RunAsync(["bench", url, "--protocol", protocol, "--concurrency", "1", .. model, .. options, "--json"]);
        Assert.True(outcome.Out.StartsWith('{'), outcome.Error);
        return JsonElement.Parse(outcome.Out);
    }
}
