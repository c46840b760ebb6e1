using System.Net.Http.Json;
using System.Text.Json;
using Tamma.EndToEnd.Tests.Processes;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed class SeedTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_seed_gives_the_same_models_and_another_seed_gives_others()
    {
        List<string> bodies = [];
        foreach (var seed in new[] { 3, 3, 4 })
        {
            await simulator.Process.CreateWorldAsync($$$"""{"name":"seeded","protocol":"models_dev","generate":{"models":50,"providers":3,"seed":{{{seed}}}}}""");
            bodies.Add(await simulator.GetTextAsync("w/seeded/api.json"));
        }

        Assert.Equal(bodies[0], bodies[1]);
        Assert.NotEqual(bodies[1], bodies[2], StringComparer.Ordinal);
    }

    [Fact]
    public async Task Two_simulators_of_one_seed_change_in_the_same_way()
    {
        var first = await TickedAsync("7");
        var second = await TickedAsync("7");
        var other = await TickedAsync("8");

        Assert.Equal(first, second, StringComparer.Ordinal);
        Assert.NotEqual(first, other, StringComparer.Ordinal);
        Assert.Equal("added deprecated limit loaded price pulled removed status", string.Join(' ', first.Select(KindOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));
    }

    [Fact]
    public async Task A_tick_changes_the_size_of_one_world_by_at_most_one()
    {
        await using var demo = await SimulatorProcess.StartAsync(Cancelled, "--scenario", "demo");
        var before = await SizesAsync(demo);
        for (var number = 0; number < 40; number++)
        {
            await demo.TickAsync();
            var after = await SizesAsync(demo);
            Assert.InRange(before.Zip(after, (one, other) => Math.Abs(one - other)).Sum(), 0, 1);
            Assert.All(after, size => Assert.InRange(size, 1, int.MaxValue));
            before = after;
        }
    }

    [Fact]
    public async Task A_tick_without_models_does_nothing()
    {
        await using var empty = await SimulatorProcess.StartAsync(Cancelled);

        Assert.Equal("""{"kind":"none"}""", (await empty.TickAsync()).GetRawText());
    }

    [Fact(Timeout = 30_000)]
    public async Task A_simulator_that_changes_by_itself_does_so()
    {
        await using var restless = await SimulatorProcess.StartAsync(TestContext.Current.CancellationToken, "--scenario", "demo", "--change-every", "0.01");
        var before = await restless.Http.GetStringAsync(new Uri("w/models-dev/api.json", UriKind.Relative), Cancelled);
        while (before == await restless.Http.GetStringAsync(new Uri("w/models-dev/api.json", UriKind.Relative), Cancelled))
        {
            await Task.Yield();
        }
    }

    [Fact]
    public async Task The_demo_has_a_world_for_each_provider_and_the_reference_knows_the_models_of_some()
    {
        await using var demo = await SimulatorProcess.StartAsync(Cancelled, "--scenario", "demo");

        var worlds = await demo.ControlAsync(HttpMethod.Get, "worlds");
        var reference = await demo.Http.GetFromJsonAsync<JsonElement>(new Uri("w/models-dev/api.json", UriKind.Relative), Cancelled);
        var providers = (await demo.Http.GetFromJsonAsync<JsonElement>(new Uri("w/opencode/provider", UriKind.Relative), Cancelled)).GetProperty("all");
        var routed = reference.GetProperty("switchyard").GetProperty("models");

        Assert.Equal("anthropic copilot gateway gemini litellm litellm-prices lmstudio models-dev ollama openai opencode openrouter vllm zai zen", string.Join(' ', worlds.EnumerateArray().Select(world => world.GetProperty("name").GetString())));
        Assert.All(await demo.ModelIdsAsync("gateway"), id => Assert.True(routed.TryGetProperty(id, out _)));
        Assert.All(providers.EnumerateArray(), provider => Assert.All(
            provider.GetProperty("models").EnumerateObject(),
            model => Assert.True(reference.GetProperty(provider.GetProperty("id").GetString()!).GetProperty("models").TryGetProperty(model.Name, out _))));
    }

    [Fact(Timeout = 30_000)]
    public async Task The_simulator_ends_when_its_parent_lets_go_of_it_even_with_a_request_that_hangs()
    {
        await using var orphan = await SimulatorProcess.StartAsync(Cancelled);
        await orphan.CreateWorldAsync("""{"name":"hang","protocol":"openai"}""");
        await orphan.SetFaultAsync("hang", """{"kind":"hang"}""");
        var hanging = orphan.Http.GetAsync(new Uri("w/hang/v1/models", UriKind.Relative), Cancelled);

        while ((await orphan.RequestsAsync("hang")).GetProperty("count").GetInt32() == 0)
        {
            await Task.Yield();
        }

        Assert.Equal(0, await orphan.EndAsync(TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<HttpRequestException>(() => hanging);
    }

    private static string KindOf(string change) => JsonElement.Parse(change).GetProperty("kind").GetString()!;

    private static async Task<List<string>> TickedAsync(string seed)
    {
        await using var demo = await SimulatorProcess.StartAsync(Cancelled, "--scenario", "demo", "--seed", seed);
        List<string> changes = [];
        for (var number = 0; number < 40; number++)
        {
            changes.Add((await demo.TickAsync()).GetRawText());
        }

        return changes;
    }

    private static async Task<List<int>> SizesAsync(SimulatorProcess demo) =>
        [.. (await demo.ControlAsync(HttpMethod.Get, "worlds")).EnumerateArray().Select(world => world.GetProperty("models").GetInt32())];
}
