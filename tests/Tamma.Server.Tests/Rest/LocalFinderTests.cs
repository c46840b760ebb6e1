using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Tamma.Discovery;
using Tamma.Providers;
using Tamma.Providers.Local;
using Tamma.Server.Tests.Running;
using Xunit;

namespace Tamma.Server.Tests.Rest;

/// <summary>Servers on this machine are found, and stay what their owner made of them. Nothing listens at the places of these tests.</summary>
public sealed class LocalFinderTests
{
    private static readonly Uri s_place = new("http://127.0.0.1:9");
    private static readonly Uri s_other = new("http://127.0.0.1:19");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_known_is_added_once_and_is_quietly_absent_when_it_has_gone()
    {
        await using var server = await RunningServer.StartAsync();

        await LookAsync(server, s_place);
        await LookAsync(server, s_place);
        var found = Assert.Single(Found(server));

        Assert.Equal(("vllm", "vllm", s_place), (found.Id, found.Options.Type, found.Options.Url));
        var coordinator = server.App.Services.GetRequiredService<DiscoveryCoordinator>();
        await coordinator.WaitAsync(Tamma.Catalog.SourceId.Connection("vllm"), Cancelled);
        Assert.Equal("absent", (await server.JsonAsync("/api/v1/connections/vllm")).GetProperty("state").GetString());
        Assert.DoesNotContain(server.Log.Lines, line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains("vllm", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_second_one_of_its_kind_has_its_port_in_its_name()
    {
        await using var server = await RunningServer.StartAsync();

        await LookAsync(server, s_place, s_other);

        Assert.Equal(["vllm", "vllm-19"], Found(server).Select(connection => connection.Id));
    }

    [Fact]
    public async Task The_address_of_a_configured_connection_is_left_alone()
    {
        var mine = new ConnectionOptions { Id = "mine", Type = "openai_compatible", Provider = "mine", Url = new("http://localhost:9/v1"), Interval = TimeSpan.FromDays(1) };
        await using var server = await RunningServer.StartAsync(options: given => given with { Connections = [mine] });

        await LookAsync(server, s_place);

        Assert.Empty(Found(server));
    }

    [Fact]
    public async Task What_the_configuration_leaves_out_is_not_found_again()
    {
        await using var server = await RunningServer.StartAsync(options: given => given with { LeftOut = ["vllm"] });

        await LookAsync(server, s_place);

        Assert.Empty(Found(server));
    }

    [Fact]
    public async Task One_that_is_switched_off_stays_so()
    {
        await using var server = await RunningServer.StartAsync();
        await LookAsync(server, s_place);
        await Book(server).EnableAsync("vllm", enabled: false, "admin", Cancelled);

        await LookAsync(server, s_place);

        Assert.False(Assert.Single(Found(server)).Enabled);
    }

    private static ConnectionBook Book(RunningServer server) => server.App.Services.GetRequiredService<ConnectionBook>();

    private static IEnumerable<BookedConnection> Found(RunningServer server) => Book(server).All.Values.Where(connection => connection.Origin is ConnectionOrigin.Found);

    private static async Task LookAsync(RunningServer server, params Uri[] places)
    {
        using var finder = new LocalFinder(
            new(places, (_, _) => Task.FromResult<LocalServerKind?>(LocalServerKind.Vllm)),
            Book(server),
            server.App.Services.GetRequiredService<DiscoveryCoordinator>(),
            new() { FindLocal = true },
            TimeProvider.System,
            NullLogger<LocalFinder>.Instance);
        await finder.LookAsync(Cancelled);
    }
}
