using Microsoft.Extensions.DependencyInjection;
using Tamma.Discovery;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Hosting;

public sealed class FullDiskTests
{
    [Fact]
    public async Task Reads_go_on_and_the_status_says_why_discovery_waits()
    {
        var disk = new FullDisk();
        var stubs = new Stubs();
        stubs.Acme.Say(stubs.Acme.Claim("acme/one"));
        await using var server = await RunningServer.StartAsync(stubs, services: services => services.AddSingleton<IRunStore>(disk));
        Assert.Equal(("ready", "running"), await StateAsync(server));

        disk.IsFull = true;
        await server.DiscoverAsync();

        Assert.Equal(("degraded", "paused"), await StateAsync(server));
        Assert.Contains("disk is full", (await server.JsonAsync("/api/v1/status")).GetProperty("paused_because").GetString(), StringComparison.Ordinal);
        Assert.Equal("acme/one", (await server.JsonAsync("/api/v1/models/acme/one")).GetProperty("key").GetString());

        disk.IsFull = false;
        await server.DiscoverAsync();
        Assert.Equal(("ready", "running"), await StateAsync(server));
    }

    private static async Task<(string?, string?)> StateAsync(RunningServer server)
    {
        var status = await server.JsonAsync("/api/v1/status");
        return (status.GetProperty("state").GetString(), status.GetProperty("discovery").GetString());
    }
}
