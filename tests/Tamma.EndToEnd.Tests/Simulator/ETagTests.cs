using System.Net;
using Xunit;

namespace Tamma.EndToEnd.Tests.Simulator;

public sealed class ETagTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    public static TheoryData<string, string> Steady() =>
        [.. Wire.All.Where(wire => wire.Protocol is not ("zen" or "mistral" or "models_dev")).Select(wire => (wire.Protocol, wire.Path))];

    [Theory]
    [MemberData(nameof(Steady))]
    public async Task An_unchanged_list_is_not_sent_again_when_the_world_has_a_validator(string protocol, string path)
    {
        var world = Wire.All.Single(wire => wire.Protocol == protocol && wire.Path == path).WorldName("etag");
        await simulator.Process.CreateWorldAsync($$$"""{"name":"{{{world}}}","protocol":"{{{protocol}}}","etag":"strong","generate":{"models":5,"seed":3}}""");

        using var first = await AskAsync(null);
        using var second = await AskAsync(first.Headers.ETag!.ToString());
        await simulator.Process.AddModelAsync(world, """{"id":"new","tool_call":true}""");
        await simulator.Process.AddModelAsync(world, """{"id":"newer","tool_call":true}""");
        using var third = await AskAsync(first.Headers.ETag.ToString());

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal(HttpStatusCode.OK, third.StatusCode);

        Task<HttpResponseMessage> AskAsync(string? etag) =>
            simulator.GetAsync($"w/{world}/{path}", [("anthropic-version", "2026-10-21"), .. etag is null ? Array.Empty<(string, string)>() : [("If-None-Match", etag)]]);
    }

    [Fact]
    public async Task The_validator_is_that_of_the_request_and_not_of_the_world()
    {
        await simulator.Process.CreateWorldAsync("""{"name":"versions","protocol":"anthropic","etag":"strong","generate":{"models":5,"seed":3}}""");

        using var old = await simulator.GetAsync("w/versions/v1/models", [("anthropic-version", "2023-06-01")]);
        using var recent = await simulator.GetAsync("w/versions/v1/models", [("anthropic-version", "2026-10-21")]);
        using var small = await simulator.GetAsync("w/versions/v1/models?limit=2", [("anthropic-version", "2026-10-21")]);

        Assert.Equal(3, new[] { old, recent, small }.Select(response => response.Headers.ETag!.Tag).Distinct().Count());
    }

    [Fact]
    public async Task No_world_has_one_unless_it_is_told_to()
    {
        foreach (var wire in Wire.All.Where(wire => wire.Protocol != "models_dev"))
        {
            var world = wire.WorldName("plain");
            await simulator.Process.CreateWorldAsync($$$"""{"name":"{{{world}}}","protocol":"{{{wire.Protocol}}}","generate":{"models":3,"seed":3}}""");
            using var response = await simulator.GetAsync($"w/{world}/{wire.Path}", [("anthropic-version", "2026-10-21")]);

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Null(response.Headers.ETag);
        }
    }
}
