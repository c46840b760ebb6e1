using System.Net;
using System.Text.Json;
using Tamma.EndToEnd.Tests.Processes;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed class ScriptTests
{
    private const string Scripted = """
        {"name":"scripted","protocol":"zen","script":[
          {"at_seconds":60,"patch":{"id":"b","set":{"id":"c"}}},
          {"at_seconds":10,"add":{"id":"a"}},
          {"at_seconds":20,"add":{"id":"b"}},
          {"at_seconds":90,"remove":{"id":"a"}},
          {"at_seconds":100,"fault":{"kind":"server_error"}},
          {"at_seconds":120,"clear_fault":true}]}
        """;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_the_script_says_happens_when_its_time_has_come()
    {
        await using var simulator = await SimulatorProcess.StartAsync(Cancelled);
        await simulator.CreateWorldAsync(Scripted);
        List<string> seen = [await IdsAsync(simulator)];
        foreach (var seconds in new[] { 9.5, 0.5, 55, 20, 20, 30 })
        {
            await AdvanceAsync(simulator, seconds);
            seen.Add(await IdsAsync(simulator));
        }

        Assert.Equal(["", "", "a", "a c", "a c", "500", "c"], seen);
    }

    [Fact]
    public async Task The_answer_says_what_happened_in_the_order_of_time()
    {
        await using var simulator = await SimulatorProcess.StartAsync(Cancelled);
        await simulator.CreateWorldAsync(Scripted);
        await simulator.CreateWorldAsync("""{"name":"other","protocol":"zai","script":[{"at_seconds":15,"remove":{"id":"gone"}},{"at_seconds":0,"add":{"id":"x"}}]}""");

        var happened = (await AdvanceAsync(simulator, 60)).GetProperty("happened").EnumerateArray().ToList();

        Assert.Equal(["other add x True", "scripted add a True", "other remove gone False", "scripted add b True", "scripted patch b True"], happened.Select(one =>
            $"{one.GetProperty("world").GetString()} {one.GetProperty("action").GetString()} {one.GetProperty("id").GetString()} {one.GetProperty("done").GetBoolean()}"));
        Assert.Empty((await AdvanceAsync(simulator, 5)).GetProperty("happened").EnumerateArray());
    }

    [Fact(Timeout = 30_000)]
    public async Task A_simulator_that_changes_by_itself_follows_the_script()
    {
        await using var simulator = await SimulatorProcess.StartAsync(TestContext.Current.CancellationToken, "--change-every", "0.02");
        await simulator.CreateWorldAsync("""{"name":"scripted","protocol":"openai","script":[{"at_seconds":0.1,"fault":{"kind":"server_error"}}]}""");
        while (await simulator.Http.GetAsync(new Uri("w/scripted/v1/models", UriKind.Relative), Cancelled) is { IsSuccessStatusCode: true })
        {
            await Task.Yield();
        }
    }

    [Fact]
    public async Task A_script_that_makes_no_sense_is_refused()
    {
        await using var simulator = await SimulatorProcess.StartAsync(Cancelled);
        foreach (var script in new[]
        {
            """[{"at_seconds":1}]""",
            """[{"at_seconds":1,"clear_fault":true,"remove":{"id":"a"}}]""",
            """[{"at_seconds":-1,"clear_fault":true}]""",
            """[{"at_seconds":1,"fault":{"kind":"hang","times":0}}]""",
            """[{"clear_fault":true}]""",
            """[{"at_seconds":1,"explode":true}]""",
        })
        {
            var refusal = await Assert.ThrowsAsync<HttpRequestException>(() => simulator.CreateWorldAsync($$"""{"name":"bad","protocol":"zen","script":{{script}}}"""));
            Assert.Equal(HttpStatusCode.BadRequest, refusal.StatusCode);
        }
    }

    private static Task<JsonElement> AdvanceAsync(SimulatorProcess simulator, double seconds) =>
        simulator.ControlAsync(HttpMethod.Post, "advance", $$"""{"seconds":{{seconds.ToString(System.Globalization.CultureInfo.InvariantCulture)}}}""");

    private static async Task<string> IdsAsync(SimulatorProcess simulator)
    {
        using var response = await simulator.Http.GetAsync(new Uri("w/scripted/v1/models", UriKind.Relative), Cancelled);
        return response.IsSuccessStatusCode
            ? string.Join(' ', JsonElement.Parse(await response.Content.ReadAsByteArrayAsync(Cancelled)).GetProperty("data").EnumerateArray().Select(row => row.GetProperty("id").GetString()))
            : $"{(int)response.StatusCode}";
    }
}
